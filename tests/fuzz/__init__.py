"""Everything that outsiders can send, made up by machines: never a fault of ours, never a stop."""
