"""The clinical picture of the worker, point by point, for the case summary."""

from .build import find_history

__all__ = ["find_history"]
