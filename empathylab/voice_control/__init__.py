"""From a sound to a command of voice control: no Qt, no network, and nothing said is kept."""
