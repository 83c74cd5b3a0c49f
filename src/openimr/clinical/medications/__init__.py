"""Medications as pages write them: names, directions, what is done with them, when."""

from .directions import Directions, read_directions
from .names import DrugNames, NameHit

__all__ = ["Directions", "DrugNames", "NameHit", "read_directions"]
