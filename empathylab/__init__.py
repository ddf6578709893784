"""Empathy Lab: meet a council form the way some residents must, then the way it should be."""

__version__ = "0.1.0"
