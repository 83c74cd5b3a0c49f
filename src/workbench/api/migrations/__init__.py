"""The tables of api, step by step."""
