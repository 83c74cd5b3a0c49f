"""``openimr corpus search``: published decisions found by words and fields."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from .corpus_folder import Folder

if TYPE_CHECKING:
    from openimr.corpus.search import Found

Query = Annotated[
    str,
    typer.Argument(
        metavar="QUERY",
        help="Such as 'drug:norco decision:overturned \"functional improvement\"'.",
        show_default=False,
    ),
]
Sort = Annotated[str, typer.Option("--sort", help="relevance, newest, oldest or case.")]
After = Annotated[
    str | None,
    typer.Option(
        "--after",
        metavar="TOKEN",
        help="The next page: what stands at the end of the page before.",
        show_default=False,
    ),
]
Limit = Annotated[int, typer.Option("--limit", help="Hits of a page, 0 to 1000.")]
Values = Annotated[
    int, typer.Option("--values", min=0, max=1000, help="Values to list of each facet.")
]


def search(  # noqa: PLR0913 - the options of a command
    query: Query,
    *,
    corpus: Folder,
    sort: Sort = "relevance",
    after: After = None,
    limit: Limit = 10,
    values: Values = 5,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print the page as JSON, with places to mark."),
    ] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print one CSV row a hit, without facets.")
    ] = False,
) -> None:
    """Find published decisions on disputed items.

    Words are looked for in the request, the rationale and the case summary, with their
    other forms; "in quotation marks" as they stand.  field:value narrows it: drug,
    class, treatment, category, body, guideline, page, decision, year, specialty, age,
    date and others (docs/corpus-search.md).  -word leaves out, OR and ( ) combine,
    year:2014..2016 is a range, spas* a beginning.
    """
    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both")
    from openimr.casework.corpus_search import search_in

    place = search_in(corpus)
    facets = {"facets": ()} if as_csv or not values else {}
    found = place.find(query, sort, after, limit, values=values, **facets)
    if place.behind:
        typer.echo(
            "openimr: letters were added since the index was made; "
            "openimr corpus index takes them in.",
            err=True,
        )
    if as_json:
        from .output import print_json_lines

        print_json_lines([asdict(found)])
    elif as_csv:
        from openimr.corpus.search.export import write_csv

        write_csv(found, sys.stdout)
        if found.after:
            typer.echo(f"Next page: --after {found.after}", err=True)
    else:
        _show(found)


def _show(found: "Found") -> None:
    from .corpus_search_lines import lines
    from .output import console

    screen = console()
    for line, whole in lines(found):
        screen.print(line, soft_wrap=whole)
