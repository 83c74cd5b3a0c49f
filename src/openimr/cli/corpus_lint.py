"""``openimr corpus lint``: the plain errors of every letter, counted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .corpus_folder import Folder
from .corpus_workers import Workers, many

if TYPE_CHECKING:
    from openimr.corpus.consistency.linting import Linted

Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv", metavar="FILE", help="Write every finding there.", show_default=False
    ),
]


def lint(
    corpus: Folder,
    *,
    workers: Workers = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the counts as JSON.")
    ] = False,
    to_csv: Csv = None,
) -> None:
    """Check every letter of a corpus for plain errors and count what is found.

    The checks are those of openimr lint, held against each letter's own summary; what
    stands only in the letter's list of documents or payer's words is not in the corpus
    and not checked.  Findings are added to the corpus; a run that was stopped goes on
    where it was.
    """
    from openimr.casework.corpus_consistency import corpus_lint

    from .progress import bars

    with bars() as told:
        counts, found = corpus_lint(
            corpus,
            workers=many(workers),
            report=lambda done, total: told("checking", done, total),
        )
    if to_csv is not None:
        from openimr.corpus.consistency.linting import lint_rows, write_csv
        from openimr.letters.placing import write_file

        write_file(to_csv, write_csv(lint_rows(found)))
    if as_json:
        from dataclasses import asdict

        from .output import print_json_lines

        print_json_lines([asdict(counts)])
    else:
        _show(counts)


def _show(counts: "Linted") -> None:
    from .output import console, index

    screen = console()
    rows = [
        (
            f"{each.findings:,}",
            f"{each.letters:,}",
            f"{each.letters / counts.letters:.1%}",
            each.severity,
            each.check,
        )
        for each in counts.checks
    ]
    if rows:
        heads = ("Findings", "Letters", "Share", "Severity", "Check")
        screen.print(index("Findings by check", heads, rows))
        screen.print(index("Findings by year", *_years(counts)))
    share = counts.with_findings / counts.letters if counts.letters else 0.0
    typer.echo(
        f"{counts.letters:,} letters checked, {counts.with_findings:,} "
        f"({share:.1%}) with findings."
    )


def _years(counts: "Linted") -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return heads and rows: errors, warnings and infos found a year."""
    severities = ("error", "warning", "info")
    rows = []
    for year, letters in counts.by_year:
        of_year = [each for each in counts.years if each.year == year]
        many_ = [
            sum(each.findings for each in of_year if each.severity == severity)
            for severity in severities
        ]
        rows.append((str(year), f"{letters:,}", *(f"{each:,}" for each in many_)))
    return ("Year", "Letters", "Errors", "Warnings", "Infos"), rows
