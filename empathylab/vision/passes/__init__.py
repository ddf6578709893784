"""Passes over rows of a picture, compiled by Numba for the processor at hand: what costs time of a frame.

Pictures are three planes of blue, green and red, H×W each, of uint16 linear light (0 to FULL, mostly with BIAS). A pass
goes once over its rows, keeps what it needs meanwhile in a few rows that fit the nearest cache, and holds no lock of
Python's, so that lanes do not wait for each other. Loops run over one row at a time and index only with their own
variable: that is what the compiler makes eight or sixteen pixels at a time of.
"""
