"""A request's words, split into what they ask for."""

from .reader import RequestReader

__all__ = ["RequestReader"]
