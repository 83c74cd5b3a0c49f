"""Search over a corpus: one hit is a decision on a disputed item."""
