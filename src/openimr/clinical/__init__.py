"""Pages in, clinical facts with their quotes out."""
