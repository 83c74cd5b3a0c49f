"""The tables of assignment, step by step."""
