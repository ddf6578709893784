"""The page's picture through the vision models."""
