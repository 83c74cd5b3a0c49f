"""Letters in: published determination letters as data."""
