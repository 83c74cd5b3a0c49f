"""Commands for assignments."""
