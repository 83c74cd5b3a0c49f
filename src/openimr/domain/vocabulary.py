"""The names by which requests and records call treatments and drugs."""

from dataclasses import dataclass

from .item import Treatment
from .medication import Drug


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every treatment family and drug that can be recognised by name."""

    treatments: tuple[Treatment, ...]
    drugs: tuple[Drug, ...]
