"""Checks before release, and the release."""
