"""Commands for the record of acts."""
