"""The tables of review, step by step."""
