"""``openimr replay``: a published letter's own summary through the engine."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from openimr.casework import ReplayedItem


def replay(
    letters: Annotated[
        list[str],
        typer.Argument(
            metavar="LETTER...",
            help="Letters (.txt, .pdf, .docx), folders or globs.",
            show_default=False,
        ),
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a disputed item.")
    ] = False,
) -> None:
    """Put published letters before the engine and compare the decisions.

    The engine sees the letter's clinical case summary, the requests and the dates; the
    published decision, guidelines and rationale are only compared afterwards.
    """
    from openimr.casework import read_letters, replay_letter

    failures: list[str] = []
    found = read_letters(letters, lambda error: failures.append(str(error)))
    replayed = [item for letter in found for item in replay_letter(letter)]
    if as_json:
        from .output import print_json_lines

        print_json_lines(_object(item) for item in replayed)
    else:
        _show(replayed)
    for failure in failures:
        typer.echo(f"openimr: {failure}", err=True)
    if failures:
        raise typer.Exit(1)


def _object(item: "ReplayedItem") -> dict[str, object]:
    return {
        "letter": item.letter,
        "requested": item.requested,
        "treatment": item.treatment,
        "published": item.published.value if item.published else None,
        "proposed": item.proposed.value,
        "agrees": item.agrees,
        "decided_by": item.decided_by.value,
        "request_date": item.request_date.isoformat() if item.request_date else None,
        "cited": list(item.cited),
        "applied": list(item.applied),
        "same_guideline": item.same_guideline,
        "contradicted": list(item.contradicted),
        "not_held_by_the_summary": list(item.not_held),
    }


def _show(items: "list[ReplayedItem]") -> None:
    from .output import console, table

    rows = [
        (
            item.letter,
            item.requested,
            item.published.value if item.published else "?",
            item.proposed.value + ("" if item.agrees in (True, None) else " ✗"),
            item.decided_by.value.replace("_", " "),
            "; ".join(item.cited) or "-",
            "; ".join(item.applied) or "-",
            "; ".join(item.not_held) or "-",
        )
        for item in items
    ]
    heads = (
        "Letter",
        "Disputed item",
        "Published",
        "Proposed",
        "Decided by",
        "Letter cites",
        "Engine applies",
        "Summary does not hold",
    )
    screen = console()
    screen.print(table(None, heads, rows))
    judged = [item for item in items if item.agrees is not None]
    agreed = sum(1 for item in judged if item.agrees)
    shared = sum(1 for item in judged if item.same_guideline)
    screen.print(
        f"{agreed} of {len(judged)} decisions agree; "
        f"{shared} rest on a guideline in common.",
        markup=False,
    )
