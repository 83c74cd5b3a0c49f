"""What the library keeps of its own; the letters themselves lie in a corpus."""
