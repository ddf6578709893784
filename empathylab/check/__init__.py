"""Is this computer ready for an event? One line for each thing that can go wrong: `lines`, and what they look at."""
