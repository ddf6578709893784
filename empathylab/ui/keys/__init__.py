"""The one way of a key and a pointer into a window of the lab."""
