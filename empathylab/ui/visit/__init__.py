"""The visitor's way."""
