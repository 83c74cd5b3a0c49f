"""The tables of library, step by step."""
