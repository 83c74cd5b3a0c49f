"""Determinations to letters, and letters to data."""
