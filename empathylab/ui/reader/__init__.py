"""The screen reader over a page, at a station and without one."""
