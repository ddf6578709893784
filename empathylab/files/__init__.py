"""Finds, reads and checks what the lab is made of: personas, stations, tasks, barriers, settings."""
