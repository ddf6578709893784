"""Makes the lab a folder that opens by a double-click: with its Python and its packages, no set-up, no network."""
