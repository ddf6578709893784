"""What an event found."""
