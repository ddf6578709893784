"""What the lab talks about, as frozen values. Imports nothing else of the project."""
