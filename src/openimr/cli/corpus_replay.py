"""``openimr corpus replay``: every letter of a corpus through the engine."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .corpus_folder import Folder

if TYPE_CHECKING:
    from openimr.corpus.replay.run import Ran

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=0,
        help="Processes; 0 for this one alone.  [default: one a processor]",
        show_default=False,
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Replay on this Dask cluster instead.",
        show_default=False,
    ),
]
Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        metavar="DIR",
        help="Write agreement.csv, causes.csv and facts.csv there.",
        show_default=False,
    ),
]


def replay(  # noqa: PLR0913 - one a flag of the command
    corpus: Folder,
    *,
    workers: Workers = None,
    cluster: Cluster = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Read rationales too, and say why each disagreement is one.",
        ),
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Replay what was replayed before, too.")
    ] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Only report on what was replayed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    to_csv: Csv = None,
) -> None:
    """Put every letter of a corpus before the engine and compare the decisions.

    The engine sees each letter's clinical summary, the requests and the dates.  The
    tables criteria and replays are added to the corpus.  A run that was stopped goes on
    where it was; what this version has replayed is not replayed again.

    The report compares published and proposed decisions by treatment and by year, and
    counts what drives the disagreements.
    """
    from openimr.casework.corpus_replay import replay_report

    from .corpus_replay_files import as_object, csv_files
    from .corpus_replay_lines import show

    ran = None if report else _run(corpus, workers, cluster, explain, anew)
    found = replay_report(corpus)
    if to_csv is not None:
        from openimr.letters.placing import place_files

        place_files(csv_files(found), to_csv)
    if as_json:
        from .output import print_json_lines

        print_json_lines([as_object(found, ran)])
    else:
        show(found, ran)


def _run(
    corpus: Path,
    workers: int | None,
    cluster: str | None,
    explain: bool,
    anew: bool,
) -> "Ran":
    from openimr.casework.corpus_replay import replay_letters
    from openimr.corpus.replay.run import ReplayOptions

    from .progress import bars

    many = workers if workers is not None else os.cpu_count() or 1
    options = ReplayOptions(workers=many, cluster=cluster, anew=anew)
    with bars() as told:
        return replay_letters(
            corpus,
            options,
            lambda done, total: told("replaying", done, total),
            explained=explain,
        )
