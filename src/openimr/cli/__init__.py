"""The command line: parse, call one function of casework, print.

Only here are our errors caught: one sentence on standard error, exit code 1.  Heavy
rooms are imported inside the commands, so that ``--help`` answers at once.
"""

from .app import app, main

__all__ = ["app", "main"]
