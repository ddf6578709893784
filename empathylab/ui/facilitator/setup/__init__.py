"""Before an event."""
