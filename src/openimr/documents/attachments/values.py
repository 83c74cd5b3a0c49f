"""What a PDF holds, as its extraction answers."""

from dataclasses import dataclass
from pathlib import Path

SECONDS = 60.0
"""Seconds for the files of one PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that a PDF holds."""

    name: str
    """As the PDF has it; it may point anywhere."""

    path: Path | None = None
    """Where its bytes were put."""

    problem: str | None = None
    """Half a sentence on why they could not be taken out."""
