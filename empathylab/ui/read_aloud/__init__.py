"""Reads the lab's own screens aloud to whoever asks for it."""
