"""Put the papers of a dispute into a folder as text files, and read them."""

from pathlib import Path

from openimr.documents import read_case
from openimr.domain import CaseFile


def papers(folder: Path, **texts: str) -> CaseFile:
    """Return the case file of the texts, one file each, by name."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return read_case(folder)
