"""``openimr verify``: whether a letter is the one that a physician signed."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from .failures import INPUT_AT_FAULT
from .signing_keys import need_extra

Signed = Annotated[
    Path,
    typer.Argument(
        metavar="LETTER",
        help="Signed letter (PDF), or the folder that openimr sign wrote.",
        show_default=False,
    ),
]
TrustFile = Annotated[
    Path | None,
    typer.Option(
        "--trust",
        metavar="FILE",
        envvar="OPENIMR_TRUST",
        help="Certificates of the authorities that you trust (PEM).",
        show_default=False,
    ),
]


def verify(
    letter: Signed,
    trust: TrustFile = None,
    *,
    digest: Annotated[
        str | None,
        typer.Option(
            "--digest", metavar="SHA256", help="Digest that it should be signed for."
        ),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="CASE", help="Compare the files of the case."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the verdict as JSON.")
    ] = False,
) -> None:
    """Verify a signed letter: valid, altered, signed for another digest, draft.

    Also: signer not trusted, expired.  Ends with 0 for a valid one only.
    """
    need_extra()
    from openimr.casework.input_files import read_file
    from openimr.casework.signed_files import verify_path
    from openimr.signing import Standing, read_roots

    roots = () if trust is None else read_roots(read_file(trust), trust.name)
    found = verify_path(
        letter, roots, dt.datetime.now().astimezone(), expected=digest, case=case
    )
    if as_json:
        stamped = found.stamped_at and found.stamped_at.isoformat()
        plain = asdict(found) | {"stamped_at": stamped}
        from .output import print_json

        print_json(plain)
    else:
        typer.echo(f"{found.standing}: {found.said}")
        if found.standing is Standing.VALID:
            typer.echo(f"signed {found.signed_at}, digest {found.digest}")
    if found.standing is not Standing.VALID:
        raise typer.Exit(INPUT_AT_FAULT)
