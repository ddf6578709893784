"""The lab's own screens, read to whoever asks for it."""
