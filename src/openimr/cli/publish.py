"""``openimr publish``: a copy of a determination without the parties."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .failures import INPUT_AT_FAULT
from .reading import NoOcr, NoOcrCache, OcrCache, reading

if TYPE_CHECKING:
    from openimr.casework.publish import Publication

_LONGEST = 365
"""Days by which dates are moved at most where the user names no number."""

Source = Annotated[
    Path,
    typer.Argument(
        metavar="DETERMINATION|LETTER",
        help="Folder of a determination, its determination.json, or a letter.",
        show_default=False,
    ),
]
CaseFile = Annotated[
    Path | None,
    typer.Option(
        "--case",
        metavar="CASE",
        help="The case it was made from; it says who the parties are.",
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option("--out", "-o", help="Folder for the copy.", show_default=False)
]
Dates = Annotated[
    str,
    typer.Option(
        "--dates",
        help="What becomes of days: keep, year, shift or remove.",
    ),
]
ShiftDays = Annotated[
    int | None,
    typer.Option(
        "--shift-days",
        metavar="DAYS",
        help="For --dates shift: by how many days.  [default: drawn, and not told]",
        show_default=False,
    ),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write what was taken out and found as JSON.",
        show_default=False,
    ),
]


def publish(  # noqa: PLR0913 - one a flag of the command
    source: Source,
    out: Out,
    *,
    case: CaseFile = None,
    dates: Dates = "keep",
    shift_days: ShiftDays = None,
    report: Report = None,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Make a copy of a determination or letter that may be published.

    Names, numbers and addresses of all parties are taken out.  Then the leak test
    looks for them in every file, in ways of its own.  Where it finds one nothing is
    written and the exit code is 1; the place is told, never the words.
    """
    from openimr.casework.publish import publish as make
    from openimr.casework.publish import report_bytes
    from openimr.letters.placing import place_files

    days = _drawn() if dates == "shift" and shift_days is None else shift_days
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        made = make(source, case, dates=dates, shift_days=days, reading=options)
    if report is not None:
        place_files({report.name: report_bytes(made)}, report.parent, replace=False)
    _show(made, known=case is not None)
    if made.blocked:
        typer.echo("Nothing was written: see to the leaks, or to the case.", err=True)
        raise typer.Exit(INPUT_AT_FAULT)
    for path in place_files(made.files, out, replace=False):
        typer.echo(f"copy: {path}")


def _drawn() -> int:
    """Return a number of days that nobody can work out from the copy."""
    import secrets

    return -1 - secrets.randbelow(_LONGEST)


def _show(made: "Publication", *, known: bool) -> None:
    if not known:
        words = "without --case only what the letter itself names is known."
        typer.echo(f"openimr: {words}", err=True)
    total = sum(made.removed.values())
    typer.echo(f"{total} stretches taken out; {made.parties} parties known.")
    for leak in made.leaks:
        severity = "leak" if leak.blocks else "warning"
        typer.echo(f"  {severity}: {leak.file}, {leak.where}: {leak.what} ({leak.how})")
