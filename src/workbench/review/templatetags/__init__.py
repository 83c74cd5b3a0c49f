"""Words and addresses for the desk's templates."""
