"""``openimr replay``: a published letter's own summary through the engine."""

from typing import TYPE_CHECKING, Annotated

import typer

from openimr.errors import OpenImrError

from .arguments import Letters
from .failures import tell_all

if TYPE_CHECKING:
    from openimr.casework import ReplayedItem


def replay(
    letters: Letters,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a disputed item.")
    ] = False,
) -> None:
    """Put published letters before the engine and compare the decisions.

    The engine sees the letter's clinical case summary, the requests and the dates; the
    published decision, guidelines and rationale are only compared afterwards.  A table
    by treatment follows, and one sentence on each disagreement.
    """
    from openimr.casework import read_letters, replay_letter

    failures: list[OpenImrError] = []
    found = read_letters(letters, failures.append)
    replayed = [item for letter in found for item in replay_letter(letter)]
    if as_json:
        from .output import print_json_lines

        print_json_lines(_object(item) for item in replayed)
    else:
        _show(replayed)
    tell_all(failures)


def _object(item: "ReplayedItem") -> dict[str, object]:
    return {
        "letter": item.letter,
        "requested": item.requested,
        "treatment": item.treatment,
        "published": item.published.value if item.published else None,
        "proposed": item.proposed.value if item.proposed else None,
        "agrees": item.agrees,
        "decided_by": item.decided_by.value if item.decided_by else None,
        "request_date": item.request_date.isoformat() if item.request_date else None,
        "cited": list(item.cited),
        "applied": list(item.applied),
        "same_guideline": item.same_guideline,
        "contradicted": list(item.contradicted),
        "not_held_by_the_summary": list(item.not_held),
        "cause": item.cause.value if item.cause else None,
        "explained": item.explained,
    }


def _show(items: "list[ReplayedItem]") -> None:
    from itertools import groupby

    from .output import console, table

    screen = console()
    heads = ("Disputed item", "Published", "Proposed", "Agree", "Guideline in common")
    for letter, group in groupby(items, key=lambda item: item.letter):
        each = list(group)
        screen.print(table(letter, heads, [_row(item) for item in each]))
        for item in each:
            for lead, points in (
                ("the summary does not hold", item.not_held),
                ("the summary contradicts", item.contradicted),
            ):
                if points:
                    text = f"  {item.requested}: {lead} {'; '.join(points)}"
                    screen.print(text, markup=False)
        screen.print()
    if items:
        screen.print(table("By treatment", _BY_TREATMENT, _treatments(items)))
        for item in items:
            if item.explained:
                text = f"{item.letter}, {item.requested}: {item.explained}"
                screen.print(text, markup=False, highlight=False)
        screen.print()
        _totals(items)


_BY_TREATMENT = ("Treatment", "Items", "Judged", "Agree", "Guideline in common")


def _treatments(items: "list[ReplayedItem]") -> list[tuple[str, ...]]:
    """Return a row for each treatment: how many items, and how many agree."""
    by_name: dict[str, list[ReplayedItem]] = {}
    for item in items:
        by_name.setdefault(item.treatment or "not recognised", []).append(item)
    rows = []
    for name, each in sorted(by_name.items()):
        judged = [item for item in each if item.agrees is not None]
        agreed = sum(item.agrees is True for item in judged)
        shared = sum(item.same_guideline for item in judged)
        rows.append((name, *map(str, (len(each), len(judged), agreed, shared))))
    return rows


def _row(item: "ReplayedItem") -> tuple[str, ...]:
    if item.proposed is None or item.decided_by is None:
        proposed = "no criteria held"
    else:
        proposed = f"{item.proposed.value}, {item.decided_by.value.replace('_', ' ')}"
    agree = {True: "yes", False: "NO", None: "-"}[item.agrees]
    common = "; ".join(item.cited) if item.same_guideline else "-"
    published = item.published.value if item.published else "not found"
    return item.requested, published, proposed, agree, common


def _totals(items: "list[ReplayedItem]") -> None:
    judged = [item for item in items if item.agrees is not None]
    agreed = sum(1 for item in judged if item.agrees)
    shared = sum(1 for item in judged if item.same_guideline)
    typer.echo(
        f"{agreed} of {len(judged)} decisions agree and {shared} rest on a guideline "
        f"in common; {len(items) - len(judged)} of {len(items)} items were not judged."
    )
