"""A form under one condition: page, lens, keys and reader together."""
