"""``openimr corpus build``: published letters made into a corpus."""

import dataclasses
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .corpus_progress import counting

if TYPE_CHECKING:
    from openimr.corpus.building import Built, Summary

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Letters (.txt, .pdf, .docx), folders, .zip archives, globs, addresses "
        "of stores such as s3://bucket/2019, and the DMHC's open-data .csv.",
        show_default=False,
    ),
]
Out = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="DIR",
        envvar="OPENIMR_CORPUS",
        help="Folder of the corpus; one that is there is added to.",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        max=256,
        help="Processes that read.  [default: one a processor]",
        show_default=False,
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Read on the Dask cluster whose scheduler is at this address.",
        show_default=False,
    ),
]


def build(  # noqa: PLR0913 - the options of a command
    sources: Sources,
    *,
    out: Out,
    workers: Workers = None,
    cluster: Cluster = None,
    no_index: Annotated[
        bool, typer.Option("--no-index", help="Leave the search index as it is.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object.")
    ] = False,
) -> None:
    """Read published letters into a corpus: tables to count in, an index to search.

    May be broken off at any moment and begun again; what has been read is not read
    again, and the same letter counts once.  A letter that cannot be read costs one row
    in the table of warnings.
    """
    from openimr.casework.corpus_build import build_corpus, corpus_summary
    from openimr.corpus.building import BuildOptions

    options = BuildOptions(
        workers=workers or os.cpu_count() or 1, cluster=cluster, index=not no_index
    )
    began = time.monotonic()
    with counting() as report:
        built = build_corpus(sources, out, options, report)
    seconds = time.monotonic() - began
    summary = corpus_summary(built)
    if as_json:
        from .output import print_json_lines

        print_json_lines([_object(built, summary, seconds)])
    else:
        _show(built, summary, seconds)


def _object(built: "Built", summary: "Summary", seconds: float) -> dict[str, object]:
    numbers = {
        name: dict(value) if isinstance(value, tuple) else value
        for name, value in dataclasses.asdict(summary).items()
    }
    return {
        "corpus": str(built.corpus.folder),
        **numbers,
        "files_read": built.read,
        "files_known": built.known,
        "seconds": round(seconds, 3),
        "files_per_second": round(built.read / seconds, 1) if built.read else None,
    }


def _show(built: "Built", summary: "Summary", seconds: float) -> None:
    from .output import console, table

    rows = [
        ("Letters", f"{summary.letters:,}", _listed(summary.formats, "format ")),
        ("Disputed items", f"{summary.items:,}", _listed(summary.decisions)),
        ("Citations", f"{summary.citations:,}", ""),
        ("Files without a letter", _sum(summary.lost), _listed(summary.lost)),
        ("Other warnings", _sum(summary.warnings), _listed(summary.warnings)),
    ]
    if len(summary.programmes) > 1:
        rows.insert(1, ("Programmes", "", _listed(summary.programmes)))
    console().print(table(str(built.corpus.folder), ("", "Number", "Of which"), rows))
    speed = f", {built.read / seconds:,.0f} a second" if built.read else ""
    known = f"; {built.known:,} were known" if built.known else ""
    typer.echo(f"{built.read:,} files read in {seconds:,.1f} s{speed}{known}.")


def _listed(counts: "tuple[tuple[str, int], ...]", before: str = "") -> str:
    return ", ".join(f"{many:,} {before}{name}" for name, many in counts)


def _sum(counts: "tuple[tuple[str, int], ...]") -> str:
    return f"{sum(many for _, many in counts):,}"
