"""How a case file is to be read: what a caller may choose."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how many of its steps are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Choices that change what is read, or at what cost; never what it means."""

    recognise: bool = True
    """Read pages without usable text from their picture, where that is installed."""

    workers: int = 2
    """Processes that read at the same time."""

    cache: Path | None = None
    """Folder for recognised pages, so that a second run costs nothing; it then holds
    words of the record.  None keeps nothing."""

    progress: Progress | None = None
