"""``openimr corpus consistency``: is like decided alike?"""

from typing import Annotated

import typer

from .corpus_folder import Folder
from .corpus_workers import Workers, many

Limit = Annotated[
    int, typer.Option("--limit", min=1, max=500, help="Pairs and families to show.")
]
Smallest = Annotated[
    int,
    typer.Option(
        "--min", min=1, help="Specialties with fewer items are not shown.", metavar="N"
    ),
]


def consistency(
    corpus: Folder,
    *,
    limit: Limit = 10,
    smallest: Smallest = 11,
    workers: Workers = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show like items decided otherwise, agreement by specialty, and boilerplate.

    Twins are items of one treatment, drug, strength, class of amount, body part and
    criteria profile (after openimr corpus replay) with similar summaries and opposite
    outcomes.  Boilerplate are rationales that repeat each other in three letters or
    more, names, numbers and quoted guidelines aside.  What is kept of each item is
    added to the corpus, so that the next run is quick.
    """
    from openimr.casework.corpus_consistency import consistency as watched

    from .progress import bars

    with bars() as told:
        found = watched(
            corpus,
            limit=limit,
            smallest=smallest,
            workers=many(workers),
            report=lambda done, total: told("reading", done, total),
        )
    if as_json:
        from dataclasses import asdict

        from .output import print_json_lines

        print_json_lines([asdict(found)])
        return
    from .corpus_consistency_lines import show

    show(found)
