"""Models of what the hand does to a press, a file each; names are of Trewin & Pain's taxonomy of keyboard errors."""
