"""What the parties of a dispute see and send."""
