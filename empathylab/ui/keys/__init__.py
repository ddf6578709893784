"""The way of keys and pointer events into a window of the lab."""
