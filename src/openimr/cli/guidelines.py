"""``openimr guidelines``: what the library holds, in words, and what it lacks."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openimr.errors import OpenImrError

from .arguments import Packs
from .failures import tell_all

if TYPE_CHECKING:
    from openimr.domain import Edition
    from openimr.guidelines import Library

guidelines = typer.Typer(
    help="Look into the guideline library: what it says, when, and on whose word.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Family = Annotated[
    str,
    typer.Argument(
        metavar="FAMILY",
        help="Treatment family, such as baclofen; 'list' names them.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@guidelines.command("list")
def list_families(
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only families of this kind, such as drug or surgery.",
            show_default=False,
        ),
    ] = None,
    packs: Packs = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the treatment families with their guidelines, criteria and marks."""
    from openimr.guidelines.export import holding_object
    from openimr.guidelines.holdings import holding

    from .guideline_lines import families

    library = _library(packs)
    ids = [names.id for names in library.treatments()]
    held = [holding(library.family(id_)) for id_ in ids]
    if kind is not None:
        kinds = sorted({each.kind for each in held})
        if kind not in kinds:
            message = f"no kind '{kind}'.  Use one of {', '.join(kinds)}."
            raise typer.BadParameter(message)
        held = [each for each in held if each.kind == kind]
    if as_json:
        _print([holding_object(each) for each in held])
        return
    _say(families(held))


@guidelines.command()
def show(
    family: Family,
    on: Annotated[
        dt.datetime | None,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            help="Only what is in force on this day.  [default: every edition]",
            show_default=False,
        ),
    ] = None,
    packs: Packs = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show what each guideline says of a family: citation, days, criteria, readings.

    What nobody has checked against the guideline's text is marked UNVERIFIED.
    """
    from openimr.guidelines.export import edition_object

    from .guideline_lines import edition_lines, family_lines

    library = _library(packs)
    found = library.family(family)
    editions: tuple[Edition, ...] = found.editions
    if on is not None:
        editions = library.editions(family, on.date())
    if as_json:
        shown = [edition_object(e, library.sources[e.guideline]) for e in editions]
        _print({"id": family, "title": found.title, "editions": shown})
        return
    _say(family_lines(found, editions, on.date() if on else None))
    for edition in editions:
        _say(edition_lines(edition, library.sources[edition.guideline]))


@guidelines.command()
def check(
    places: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="Family files or folders of them.  [default: the library]",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check family files against the schema; name each fault with file and line.

    The exit code is 1 if there is a fault.  Of a file the first fault is named.
    """
    from openimr.guidelines import check as faults_of

    faults: list[OpenImrError] = []
    chosen: list[Path | None] = [*places] if places else [None]
    for place in chosen:
        faults += faults_of(place)
    tell_all(faults)
    typer.echo("No fault found.")


@guidelines.command()
def diff(
    family: Family,
    first: Annotated[
        dt.datetime,
        typer.Argument(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Day of one request.",
            show_default=False,
        ),
    ],
    second: Annotated[
        dt.datetime,
        typer.Argument(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Day of the other.",
            show_default=False,
        ),
    ],
    packs: Packs = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show what a request is held to differently from one day to another."""
    from openimr.casework.guideline_views import between
    from openimr.guidelines.export import change_object

    from .guideline_lines import change_lines

    found = between(_library(packs), family, first.date(), second.date())
    if as_json:
        _print(
            {
                "id": family,
                "days": [first.date().isoformat(), second.date().isoformat()],
                "guidelines": [
                    each.guideline if each else None
                    for each in (found.before, found.after)
                ],
                "changes": [change_object(change) for change in found.changes],
            }
        )
        return
    _say(change_lines(found, first.date(), second.date()))


@guidelines.command()
def coverage(packs: Packs = None, *, as_json: AsJson = False) -> None:
    """Tell what the library covers, and what it lacks: rules, sources, facts."""
    from openimr.casework.guideline_views import coverage as cover

    from .guideline_lines import coverage_lines, coverage_object

    library = _library(packs)
    found = cover(library)
    if as_json:
        _print({"edition": library.edition, **coverage_object(found)})
        return
    _say([f"Library {library.edition}.", *coverage_lines(found)])


def _library(packs: Path | None) -> "Library":
    from openimr.guidelines import load_library

    return load_library(packs)


def _print(made: object) -> None:
    from .output import print_json

    print_json(made)


def _say(lines: list[str]) -> None:
    from .output import console

    screen = console()
    for line in lines:
        screen.print(line, markup=False, soft_wrap=True)
