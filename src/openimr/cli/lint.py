"""``openimr lint``: the plain errors that get determinations reversed."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openimr.errors import OpenImrError

from .failures import INPUT_AT_FAULT, tell_all
from .reading import NoOcr, NoOcrCache, OcrCache, reading

if TYPE_CHECKING:
    from openimr.casework import Linted
    from openimr.domain import LintFinding

Places = Annotated[
    list[str],
    typer.Argument(
        metavar="CASE|JSON|LETTER...",
        help="Case files, determination.json files, letters, folders or globs of them.",
        show_default=False,
    ),
]
Records = Annotated[
    Path | None,
    typer.Option(
        "--records",
        metavar="CASE",
        help="Case file to hold letters and determinations against.",
        show_default=False,
    ),
]


def lint(  # noqa: PLR0913 - the options of a command
    places: Places,
    *,
    records: Records = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a finding.")
    ] = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Check letters, determinations and case files for plain errors.

    A letter is held against itself and its own summary, with --records against the
    case file.  Of a case file the proposal is checked.  Exit code 1 tells that an error
    was found, or that something could not be read.
    """
    from openimr.casework import lint_places, read_for_lint

    failures: list[OpenImrError] = []
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        case = read_for_lint(records, options) if records else None
        linted = list(lint_places(places, failures.append, case, options))
    if as_json:
        from .output import print_json_lines

        print_json_lines(_object(each, f) for each in linted for f in each.findings)
    else:
        _show(linted)
    tell_all(failures)
    if any(f.severity == "error" for each in linted for f in each.findings):
        raise typer.Exit(INPUT_AT_FAULT)


def _object(linted: "Linted", finding: "LintFinding") -> dict[str, object]:
    return {"source": linted.source} | dataclasses.asdict(finding)


def _show(linted: "list[Linted]") -> None:
    from rich.text import Text

    from openimr.lint import load_checks

    from .output import console

    screen = console()
    checks = load_checks()
    for each in linted:
        many = len(each.findings)
        told = "nothing found" if not many else f"{many} finding{'s'[: many != 1]}"
        screen.print(Text(f"{each.source}: {told}", style="bold"))
        for finding in each.findings:
            _show_finding(finding)
            typer.echo(f"      next: {checks[finding.check].next}")
    found = [finding.severity for each in linted for finding in each.findings]
    totals = ", ".join(
        f"{found.count(severity)} {severity}{'s'[: found.count(severity) != 1]}"
        for severity in ("error", "warning", "info")
        if severity in found
    )
    typer.echo(f"{len(linted)} checked: {totals or 'nothing found'}.")


def _show_finding(finding: "LintFinding") -> None:
    place = f" (item {finding.item})" if finding.item else ""
    ground = f" [ground {finding.ground}]" if finding.ground else ""
    typer.echo(f"  {finding.severity}: {finding.check}{place}{ground}")
    typer.echo(f"      {finding.message}")
    for quote in finding.quotes:
        page = f", {quote.document} p. {quote.page}" if quote.document else ""
        typer.echo(f"      {quote.where}{page}: \u201c{quote.words}\u201d")
