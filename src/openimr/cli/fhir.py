"""``openimr fhir``: determinations to FHIR bundles, and back."""

from pathlib import Path
from typing import Annotated

import typer

Place = Annotated[
    Path,
    typer.Argument(
        metavar="DETERMINATION|BUNDLE",
        help="A determination.json or the folder it lies in; or a bundle to read.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="BUNDLE",
        help="Write the determination as a FHIR R4 bundle.",
        show_default=False,
    ),
]
ToJson = Annotated[
    Path | None,
    typer.Option(
        "--to-json",
        metavar="JSON",
        help="Read a bundle and write its determination.json.",
        show_default=False,
    ),
]
Identified = Annotated[
    bool,
    typer.Option(
        "--identified",
        help="Leave the case number, names of parties and authors, and file names in.",
    ),
]


def fhir(
    place: Place,
    *,
    out: Out = None,
    to_json: ToJson = None,
    identified: Identified = False,
) -> None:
    """Write a determination as a FHIR R4 bundle, or read such a bundle back.

    The fields that name people or the case are left out unless --identified is given;
    quotes of the records stay as they are.  Needs the extra fhir.
    """
    if (out is None) == (to_json is None):
        raise typer.BadParameter("Give one of --out and --to-json.")
    if to_json is not None and identified:
        raise typer.BadParameter("--identified goes with --out.")
    from openimr.casework.fhir_files import determination_of, fhir_bundle
    from openimr.letters.placing import write_file

    if out is not None:
        write_file(out, fhir_bundle(place, identified=identified))
        typer.echo(f"written: {out}")
    elif to_json is not None:
        write_file(to_json, determination_of(place))
        typer.echo(f"written: {to_json}")
