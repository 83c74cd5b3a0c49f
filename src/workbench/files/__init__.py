"""Files at rest, encrypted; uploads that can be resumed."""
