"""What people wrote, and what the team promises."""
