"""What the hand does to a press. One file per model; names follow Trewin & Pain's taxonomy of keyboard errors."""
