"""Files in, documents and pages out."""
