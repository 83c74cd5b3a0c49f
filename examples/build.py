"""Write the example case's PDF files from their typst sources.

    python examples/build.py            writes examples/case/*.pdf
    python examples/build.py FOLDER     writes them there instead

The same typst writes the same bytes on every machine: no date is set into the files and
only fonts that typst carries itself are used.
"""

import sys
import tempfile
from pathlib import Path
from shutil import copytree

import typst

HERE = Path(__file__).parent
SOURCE = HERE / "source"
FILES = {
    "1-imr-application.pdf": "application.typ",
    "2-ur-determination.pdf": "determination.typ",
    "3-records.pdf": "records.typ",
}
SCAN_PIXELS_PER_INCH = 150.0
"""A fax at its finer setting."""


def build(folder: Path) -> list[Path]:
    """Write every file of the case into a folder and return their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = copytree(SOURCE, Path(scratch) / "source")
        _scan(source / "fax-cover.typ", source / "fax-cover.png")
        return [
            _compile(source / entry, folder / name) for name, entry in FILES.items()
        ]


def _scan(entry: Path, picture: Path) -> None:
    typst.compile(
        entry,
        output=picture,
        root=entry.parent,
        ignore_system_fonts=True,
        format="png",
        ppi=SCAN_PIXELS_PER_INCH,
    )


def _compile(entry: Path, target: Path) -> Path:
    typst.compile(entry, output=target, root=entry.parent, ignore_system_fonts=True)
    return target


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "case")
