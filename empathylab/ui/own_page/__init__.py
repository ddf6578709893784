"""A team's own page, tried and marked."""
