"""``openimr explain``: a determination for the worker and the requesting physician."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from .arguments import Packs


def explain(
    determination: Annotated[
        Path,
        typer.Argument(
            metavar="JSON",
            help="A determination.json, or the folder that holds it.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder for the files.")
    ] = Path("out"),
    *,
    language: Annotated[
        str, typer.Option(help="Language of the reader's version: en, es or en,es.")
    ] = "en,es",
    mailed: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Day on which the decision was mailed; the last day to appeal is"
            " counted from it.",
            show_default=False,
        ),
    ] = None,
    packs: Packs = None,
) -> None:
    """Explain a determination in plain words, and list what the record lacks.

    Writes reader.en and reader.es for the worker, one page each, and requester for the
    physician who asked, as PDF and as text.
    """
    from openimr.casework.explain import read_languages, write_sheets
    from openimr.casework.input_files import read_determination

    languages = read_languages(language)
    written = write_sheets(
        read_determination(determination),
        out,
        languages,
        mailed=mailed.date() if mailed else None,
        packs=packs,
    )
    for path in written:
        typer.echo(str(path))
