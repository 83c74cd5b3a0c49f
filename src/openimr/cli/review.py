"""``openimr review``: a case file to a proposed determination."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .reading import Case, NoOcr, NoOcrCache, OcrCache, reading, warn_of_unread_pages

if TYPE_CHECKING:
    from openimr.domain import Determination


def review(  # noqa: PLR0913 - one a flag of the command
    case: Case,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="Folder for the four files that are written."),
    ] = Path("out"),
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            "--as-of",
            formats=["%Y-%m-%d"],
            help="Day to review on.  [default: the day the application came in]",
            show_default=False,
        ),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print determination.json, not the table.")
    ] = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Review a case file: propose a decision on each disputed item.

    Writes determination.json, letter.pdf, letter.docx and evidence.html.  The program
    proposes; a licensed physician decides and signs.
    """
    from openimr.casework import review_case
    from openimr.letters.write import to_json, write_all

    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        reviewed = review_case(case, as_of.date() if as_of else None, options)
    warn_of_unread_pages(reviewed.case, no_ocr=no_ocr)
    written = write_all(
        reviewed.determination, reviewed.case, out, patient=reviewed.patient
    )
    if as_json:
        typer.echo(to_json(reviewed.determination).decode(), nl=False)
        return
    _show(reviewed.determination, written)


def _show(determination: "Determination", written: tuple[Path, ...]) -> None:
    from .output import console, table

    screen = console()
    header = determination.case
    worker = f"{header.age or '?'}-year-old {header.sex or 'worker'}"
    screen.print(
        f"Case {header.number or 'without number'}: {worker}, injured "
        f"{header.date_of_injury or 'on an unknown date'}; "
        f"{len(determination.documents)} documents, {len(determination.pages)} pages.",
        markup=False,
    )
    rows = [
        (
            item.requested,
            item.decision.value.capitalize() if item.criteria else "No proposal",
            item.decided_by.value.replace("_", " ") if item.criteria else "no criteria",
            "; ".join(
                f"{entry.guideline} {entry.pages or ''}".strip()
                for entry in item.guidelines
                if entry.used
            ),
            str(sum(1 for rule in item.criteria if rule.required)),
        )
        for item in determination.items
    ]
    heads = ("Disputed item", "Proposal", "Decided by", "Guidelines", "Criteria")
    screen.print(table("Proposed, for a physician to decide", heads, rows))
    for finding in determination.lint:
        if finding.severity != "info":
            screen.print(f"{finding.severity}: {finding.message}", markup=False)
    names = {
        "letter.pdf": "letter",
        "letter.docx": "letter",
        "evidence.html": "evidence page",
        "determination.json": "data",
    }
    for path in written:
        screen.print(
            f"{names.get(path.name, 'file')}: {path}", markup=False, soft_wrap=True
        )
