"""Commands of the parties' room."""
