"""What the facilitator's pages are made of."""
