"""Commands for desks."""
