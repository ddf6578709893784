"""Who shows the visitor's screens, in which order."""
