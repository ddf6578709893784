"""The facilitator's window: the door, the way about, the live view."""
