"""How a case file is read on this machine: where words are kept, what is shown."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from openimr.documents import ReadingOptions
    from openimr.domain import CaseFile

Case = Annotated[
    Path,
    typer.Argument(
        metavar="CASE",
        help="Folder, ZIP or file of records.",
        show_default=False,
    ),
]
NoOcr = Annotated[
    bool,
    typer.Option("--no-ocr", help="Leave pages without text unread."),
]
OcrCache = Annotated[
    Path | None,
    typer.Option(
        "--ocr-cache",
        metavar="FOLDER",
        help="Where recognised pages are kept.  [default: the user's cache folder]",
        show_default=False,
    ),
]
NoOcrCache = Annotated[
    bool,
    typer.Option("--no-ocr-cache", help="Keep no recognised page on the disk."),
]


@contextmanager
def reading(
    *, no_ocr: bool, cache: Path | None, no_cache: bool
) -> "Iterator[ReadingOptions]":
    """Give the options of a run; progress is shown on a terminal only."""
    from openimr.documents import ReadingOptions

    folder = None if no_cache else cache or _usual_cache()
    workers = max(1, min(os.cpu_count() or 1, 8))
    if not sys.stderr.isatty():
        yield ReadingOptions(recognise=not no_ocr, workers=workers, cache=folder)
        return
    from .progress import bars

    with bars() as report:
        yield ReadingOptions(
            recognise=not no_ocr, workers=workers, cache=folder, progress=report
        )


def _usual_cache() -> Path | None:
    """Return the user's own cache folder (XDG Base Directory Specification).

    None where the user has no home that can be written: then nothing is kept.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        root = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
        folder = root / "openimr" / "recognised"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None


def warn_of_unread_pages(case: "CaseFile", *, no_ocr: bool) -> None:
    """Say once what would make the unread pages readable, if something would."""
    from openimr.documents import why_no_recognition
    from openimr.documents.ledger import NOT_INSTALLED

    missing = any(page.reason and NOT_INSTALLED in page.reason for page in case.pages)
    sentence = why_no_recognition()
    if missing and sentence and not no_ocr:
        typer.echo(f"openimr: {sentence}", err=True)
