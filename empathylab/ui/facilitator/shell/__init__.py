"""The facilitator's window: the PIN screen, the way about, the live view."""
