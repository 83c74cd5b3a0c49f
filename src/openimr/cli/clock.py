"""``openimr clock``: what is due in a case, by which rule, and what would move it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .clock_options import DEFAULT_PROGRAMME, Events, Programme, Today, day_of
from .reading import Case, NoOcr, NoOcrCache, OcrCache, reading

if TYPE_CHECKING:
    from openimr.casework.clock import CaseClock

Ics = Annotated[
    Path | None,
    typer.Option(
        "--ics",
        metavar="FILE.ics",
        help="Write the running due dates as a calendar.",
        show_default=False,
    ),
]
Before = Annotated[
    Path | None,
    typer.Option(
        "--before",
        metavar="FILE.yaml",
        help="Events as they were told before; shows which dates moved, and why.",
        show_default=False,
    ),
]


def clock(  # noqa: PLR0913 - one a flag of the command
    case: Case,
    today: Today = None,
    events: Events = None,
    before: Before = None,
    ics: Ics = None,
    *,
    programme: Programme = DEFAULT_PROGRAMME,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every date with its working as JSON.")
    ] = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Show every due date of a case with its rule, trigger and skipped days.

    Late is late and never invalid: what follows is said with each date.
    """
    from openimr.casework.clock import case_clock
    from openimr.process import changes, parse_told, read_clock
    from openimr.process.told import together

    day = day_of(today, programme)
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        found = case_clock(
            case, day, events=events, programme=programme, reading=options
        )
    moved = None
    if before is not None:
        held = found.known.programme
        old = parse_told(held, _bytes(before), before.name)
        earlier = read_clock(held, together(found.known.papers, old), day)
        moved = changes(earlier, found.reading)
    if ics is not None:
        _write(found, ics)
    if as_json:
        from .clock_lines import clock_object

        made = clock_object(found, moved)
        from .output import print_json

        print_json(made)
        return
    from .clock_lines import show_clock

    show_clock(found, moved)


def _bytes(file: Path) -> bytes:
    from openimr.casework.clock import read_events

    return read_events(file)


def _write(found: "CaseClock", target: Path) -> None:
    from openimr.letters.placing import write_file
    from openimr.process import calendar_file

    known = found.known
    made = calendar_file(known.programme, found.reading, known.case.name)
    write_file(target, made)
