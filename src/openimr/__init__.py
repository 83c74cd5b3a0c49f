"""OpenIMR: from case file to determination, each statement with its page."""

__version__ = "0.1.0"
