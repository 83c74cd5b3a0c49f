"""``openimr review``: a case file to a proposed determination."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import Packs, day_option
from .reading import Case, NoOcr, NoOcrCache, OcrCache, reading, warn_of_unread_pages

if TYPE_CHECKING:
    from rich.table import Table

    from openimr.casework import Reviewed
    from openimr.domain import Determination
    from openimr.letters.write import Letterhead
    from openimr.plain import Language

_NAMES = {
    "letter.pdf": "letter",
    "letter.docx": "letter",
    "evidence.html": "evidence page",
    "determination.json": "data",
}
"""What the files that are written are called."""

Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="Folder for the files that are written."
        "  [default: out; for a what-if: what-if]",
        show_default=False,
    ),
]
AsOf = Annotated[
    dt.datetime | None,
    day_option("Day to review on.  [default: the day the application came in]"),
]
Suppose = Annotated[
    list[str] | None,
    typer.Option(
        "--suppose",
        metavar="FACT=VALUE",
        help="What if: present, absent, silent, or a number such as '2 weeks';"
        " may be given again.",
    ),
]
EditionId = Annotated[
    str | None,
    typer.Option(
        metavar="ID", help="What if this guideline governed, whatever the date."
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        help="Layout of the letter: modern, or d2 as published in 2014 to 2016.",
    ),
]
LetterheadFile = Annotated[
    Path | None,
    typer.Option(
        "--letterhead",
        metavar="FILE",
        help="YAML file with organisation, address, phone, case line and logo.",
    ),
]
Appendix = Annotated[
    bool,
    typer.Option(
        "--appendix", help="End the letter with every quote that it rests on."
    ),
]
Reader = Annotated[
    str | None,
    typer.Option(
        metavar="LANGUAGES",
        help="Also explain it in plain words: en, es or en,es; and list for the"
        " physician what the record lacks.",
        show_default=False,
    ),
]
Item = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="Ask what-if of the items that hold these words."
    ),
]


def review(  # noqa: PLR0913 - one a flag of the command
    case: Case,
    out: Out = None,
    as_of: AsOf = None,
    *,
    suppose: Suppose = None,
    edition: EditionId = None,
    item: Item = None,
    packs: Packs = None,
    format: Format = "modern",
    letterhead: LetterheadFile = None,
    appendix: Appendix = False,
    reader: Reader = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print determination.json, not the table.")
    ] = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Review a case file: propose a decision on each disputed item.

    Writes determination.json, letter.pdf, letter.docx and evidence.html.  The program
    proposes; a licensed physician decides and signs.  With --suppose or --edition it
    answers what if: the case stays as it is, and determination.json alone is written,
    marked as no proposal.
    """
    from openimr.casework import review_case
    from openimr.letters.write import to_json

    writing = _Writing(
        out=out,
        house=_house(format, letterhead),
        format=format,
        appendix=appendix,
        languages=_languages(reader, what_if=bool(suppose or edition)),
        packs=packs,
    )
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        reviewed = review_case(
            case,
            as_of.date() if as_of else None,
            options,
            suppose=suppose or (),
            edition=edition,
            item=item,
            packs=packs,
        )
    warn_of_unread_pages(reviewed.case, no_ocr=no_ocr)
    written = writing.done(reviewed)
    if as_json:
        typer.echo(to_json(reviewed.determination).decode(), nl=False)
        return
    _show(reviewed.determination, written)


def _house(format: str, file: Path | None) -> "Letterhead":
    """Return whose letter it is; what is misspelt is said before the work begins."""
    from openimr.letters.template import template
    from openimr.letters.write import Letterhead, read_letterhead

    template(format)
    return read_letterhead(file) if file else Letterhead()


def _languages(words: str | None, *, what_if: bool) -> "tuple[Language, ...]":
    """Return the languages to explain it in; what cannot be is said before the work."""
    if words is None:
        return ()
    from openimr.casework.explain import read_languages
    from openimr.errors import WhatIfError

    if what_if:
        cure = "Leave out --reader."
        raise WhatIfError("--reader", "a what-if is explained to nobody", cure)
    return read_languages(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """What is written of a review, where, and how it looks."""

    out: Path | None
    house: "Letterhead"
    format: str
    appendix: bool
    languages: "tuple[Language, ...]"
    packs: Path | None

    def done(self, reviewed: "Reviewed") -> tuple[Path, ...]:
        from openimr.letters.write import write_all

        what_if = reviewed.determination.what_if
        written = write_all(
            reviewed.determination,
            reviewed.case,
            self.out or Path("what-if" if what_if else "out"),
            self.house,
            patient=reviewed.patient,
            format=self.format,
            appendix=self.appendix,
        )
        return written + self._sheets(reviewed, written[0].parent)

    def _sheets(self, reviewed: "Reviewed", out: Path) -> tuple[Path, ...]:
        if not self.languages:
            return ()
        from openimr.casework.explain import write_sheets

        return write_sheets(
            reviewed.determination,
            out,
            self.languages,
            patient=reviewed.patient,
            packs=self.packs,
        )


def _show(determination: "Determination", written: tuple[Path, ...]) -> None:
    from .output import console

    screen = console()
    header = determination.case
    worker = f"{header.age or '?'}-year-old {header.sex or 'worker'}"
    screen.print(
        f"Case {header.number or 'without number'}: {worker}, injured "
        f"{header.date_of_injury or 'on an unknown date'}; "
        f"{len(determination.documents)} documents, {len(determination.pages)} pages.",
        markup=False,
    )
    screen.print(_table(determination))
    for finding in determination.lint:
        if finding.severity != "info" or finding.check == "what-if":
            screen.print(f"{finding.severity}: {finding.message}", markup=False)
    for path in written:
        said = f"{_NAMES.get(path.name, 'file')}: {path}"
        screen.print(said, markup=False, soft_wrap=True)


def _table(determination: "Determination") -> "Table":
    from .output import table

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
    what_if = determination.what_if
    outcome = "What if" if what_if else "Proposal"
    heads = ("Disputed item", outcome, "Decided by", "Guidelines", "Criteria")
    title = "Proposed, for a physician to decide"
    return table("What if: not a proposal" if what_if else title, heads, rows)
