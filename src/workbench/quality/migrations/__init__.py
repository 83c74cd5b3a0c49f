"""The tables of quality, step by step."""
