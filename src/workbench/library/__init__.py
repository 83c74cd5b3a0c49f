"""Published determinations for everybody, without a log-in."""
