"""A visitor's way through the lab, without windows: stages, runs, what is written down and when."""
