"""The parts that every screen of the lab is made of."""
