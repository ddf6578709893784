"""What leads a facilitator: what to say, the rehearsal of it, and the kit to print."""
