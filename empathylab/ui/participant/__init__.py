"""The visitor's screens, one a file, and the director who shows them in order."""
