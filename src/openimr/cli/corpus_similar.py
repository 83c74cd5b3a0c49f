"""``openimr corpus similar``: the nearest upheld and the nearest overturned items."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .corpus_folder import Folder
from .reading import NoOcr, NoOcrCache, OcrCache, reading

if TYPE_CHECKING:
    from openimr.corpus.precedents import Precedents

Place = Annotated[
    str,
    typer.Argument(
        metavar="CASE|LETTER|WORDS",
        help="A case file, a letter, or words such as 'Norco 10/325 #120'.",
        show_default=False,
    ),
]
Item = Annotated[
    int | None,
    typer.Option(
        "--item",
        metavar="N",
        min=1,
        help="One disputed item of the case or letter.  [default: all]",
        show_default=False,
    ),
]
Treatment = Annotated[
    str | None,
    typer.Option(
        "--treatment",
        metavar="ID",
        help="Look in this treatment family (see openimr guidelines list).",
        show_default=False,
    ),
]
Limit = Annotated[
    int, typer.Option("--limit", min=1, max=50, help="Items to show of each side.")
]


def similar(  # noqa: PLR0913 - the options of a command
    place: Place,
    *,
    corpus: Folder,
    item: Item = None,
    treatment: Treatment = None,
    limit: Limit = 5,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object an item asked about.")
    ] = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Show published decisions on items like this one, on both sides.

    Nearness goes by treatment, criteria, what is requested and the clinical summary;
    the outcome plays no part in it.  The two sides stand apart, and the criterion that
    separates them is named where there is one.  This is no forecast.
    """
    from openimr.casework.corpus_similar import similar_items

    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        found = similar_items(
            place,
            Path(corpus),
            item=item,
            treatment=treatment,
            limit=limit,
            reading=options,
        )
    if as_json:
        from dataclasses import asdict

        from .output import print_json_lines

        print_json_lines(asdict(each) for each in found)
        return
    for each in found:
        _show(each)


def _show(found: "Precedents") -> None:
    from .corpus_similar_lines import lines
    from .output import console

    screen = console()
    for line in lines(found):
        screen.print(line)
