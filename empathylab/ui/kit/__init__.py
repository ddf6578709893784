"""What every screen of the lab is made of."""
