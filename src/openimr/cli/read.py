"""``openimr read``: published determination letters as data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from openimr.domain import Letter


def read(
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
        bool, typer.Option("--json", help="Print one JSON object a letter.")
    ] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print one CSV row a disputed item.")
    ] = False,
    parquet: Annotated[
        Path | None,
        typer.Option("--parquet", help="Write the rows to this Parquet file."),
    ] = None,
) -> None:
    """Read published determination letters into data.

    A letter that cannot be read is named on standard error and costs itself only; the
    exit code is then 1.
    """
    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both")
    from openimr.casework import read_letters
    from openimr.letters.read import to_object, to_rows, write_csv, write_parquet

    failures: list[str] = []
    found = read_letters(letters, lambda error: failures.append(str(error)))
    if as_json:
        from .output import print_json_lines

        print_json_lines(to_object(letter) for letter in found)
    else:
        every = list(found)
        if as_csv:
            write_csv(to_rows(every), sys.stdout)
        if parquet is not None:
            write_parquet(to_rows(every), parquet)
            typer.echo(f"{len(every)} letters: {parquet}", err=True)
        if not as_csv and parquet is None:
            _show(every)
    for failure in failures:
        typer.echo(f"openimr: {failure}", err=True)
    if failures:
        raise typer.Exit(1)


def _show(letters: "list[Letter]") -> None:
    from .output import console, table

    rows = []
    for letter in letters:
        for item in letter.items:
            cited = "; ".join(
                f"{citation.guideline or citation.name} {citation.pages or ''}".strip()
                for citation in item.guidelines
            )
            rows.append(
                (
                    letter.source,
                    letter.format.value if letter.format else "?",
                    item.details.requested,
                    item.details.treatment or "?",
                    item.decision.value if item.decision else "?",
                    cited,
                )
            )
    heads = ("Letter", "Format", "Disputed item", "Treatment", "Decision", "Guidelines")
    screen = console()
    screen.print(table(None, heads, rows))
    for letter in letters:
        for warning in letter.warnings:
            screen.print(
                f"{letter.source}: {warning.message} [{warning.code}]", markup=False
            )
