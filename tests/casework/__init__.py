"""Roads through the house, end to end."""
