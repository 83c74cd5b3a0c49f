"""``openimr facts``: what the records say, quote by quote, and what they do not say."""

import datetime as dt
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import Packs, day_option
from .reading import Case, NoOcr, NoOcrCache, OcrCache, reading, warn_of_unread_pages

if TYPE_CHECKING:
    from openimr.casework import CaseFacts


Asked = Annotated[
    list[str] | None,
    typer.Option(
        "--fact",
        "-f",
        metavar="ID",
        help="Ask this only, such as muscle_spasm_exam; may be given again.",
        show_default=False,
    ),
]
Item = Annotated[
    str | None,
    typer.Option(
        "--item",
        metavar="TEXT",
        help="Disputed items that hold these words; or any request to ask about.",
        show_default=False,
    ),
]
Drawn = Annotated[
    Path | None,
    typer.Option(
        "--timeline",
        metavar="FILE.svg",
        help="Draw medications and treatment over time.",
        show_default=False,
    ),
]
AsOf = Annotated[
    dt.datetime | None,
    day_option("Day up to which records count.  [default: the day of the request]"),
]


def facts(  # noqa: PLR0913 - one a flag of the command
    case: Case,
    fact: Asked = None,
    item: Item = None,
    timeline: Drawn = None,
    as_of: AsOf = None,
    *,
    packs: Packs = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print facts and timeline as JSON.")
    ] = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Show the clinical facts of a case, each with its page and quote.

    What the records do not say is shown with what was looked for, where, and the
    passages that came closest with the reason why they do not count.
    """
    from openimr.casework import case_facts
    from openimr.casework.facts_export import to_object

    _check(fact or [])
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        found = case_facts(
            case,
            facts=fact or (),
            item=item,
            as_of=as_of.date() if as_of else None,
            reading=options,
            packs=packs,
        )
    warn_of_unread_pages(found.case, no_ocr=no_ocr)
    if timeline is not None:
        _draw(found, timeline)
    if as_json:
        from .output import print_json

        print_json(to_object(found))
        return
    _show(found)


def _check(asked: list[str]) -> None:
    from openimr.guidelines import load_facts

    known = load_facts()
    for fact in asked:
        if fact not in known:
            near = get_close_matches(fact, known, n=1)
            cure = f"Did you mean '{near[0]}'?" if near else "See docs/guidelines.md."
            raise typer.BadParameter(f"no fact '{fact}'.  {cure}")


def _draw(found: "CaseFacts", target: Path) -> None:
    from openimr.drawing import timeline_svg
    from openimr.letters.placing import write_file

    def place(document: str, page: int) -> str:
        return f"{document}, {found.case.document(document).file} p. {page}"

    title = f"Treatment in {found.case.name}"
    drawn = timeline_svg(found.timeline, title, place, found.names_in_dispute())
    write_file(target, drawn.encode())


def _show(found: "CaseFacts") -> None:
    from .fact_lines import lines
    from .output import console

    screen = console()
    for line in lines(found):
        screen.print(line, markup=False, soft_wrap=True)
