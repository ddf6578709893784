"""What a page costs: presses and predicted seconds for ten ways of using it. Pure models over a frozen page."""
