"""``openimr read``: published determination letters as data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openimr.errors import OpenImrError

from .arguments import Letters
from .failures import tell_all

if TYPE_CHECKING:
    from openimr.domain import Letter


def read(
    letters: Letters,
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

    failures: list[OpenImrError] = []
    found = read_letters(letters, failures.append)
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
    tell_all(failures)


def _show(letters: "list[Letter]") -> None:
    from .output import console, table

    screen = console()
    heads = ("Disputed item", "Treatment", "Decision", "Guidelines")
    for letter in letters:
        rows = [
            (
                item.details.requested,
                item.details.treatment or "not known",
                item.decision.value if item.decision else "not found",
                "; ".join(
                    f"{each.guideline or each.name} {each.pages or ''}".strip()
                    for each in item.guidelines
                ),
            )
            for item in letter.items
        ]
        layout = f"format {letter.format.value}" if letter.format else "unknown layout"
        number = f", {letter.case.number}" if letter.case.number else ""
        screen.print(table(f"{letter.source} ({layout}{number})", heads, rows))
        for warning in letter.warnings:
            screen.print(f"  {warning.message} [{warning.code}]", markup=False)
        screen.print()
