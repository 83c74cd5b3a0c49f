"""Publication copies as letters in a folder, of which the public corpus is built."""

from dataclasses import dataclass
from pathlib import Path

from openimr.casework.publish import published_letter
from openimr.letters.placing import place_files

from .models import Release
from .verification import opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What came of an export."""

    written: int
    there: int
    """Letters that the folder held already; their bytes never change."""

    withheld: int
    """Releases without a publication copy, because the leak test blocked it."""


def export(folder: Path) -> Exported:
    """Write a text file for each release that may be published.

    A file is named by the hash of its copy, which tells nothing of the case.

    Raises:
        StorageError: a copy cannot be given back.
        OutputError: the folder cannot be written.
    """
    written = there = 0
    published = Release.objects.exclude(publication=None).order_by("pk")
    for release in published.select_related("publication").iterator(chunk_size=500):
        copy = release.publication
        if copy is None:
            continue
        name = f"{copy.sha256[:32]}.txt"
        if (folder / name).is_file():
            there += 1
            continue
        place_files({name: published_letter(opened(copy))}, folder)
        written += 1
    withheld = Release.objects.filter(publication=None).count()
    return Exported(written=written, there=there, withheld=withheld)
