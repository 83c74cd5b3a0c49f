"""``openimr corpus outcome``: a calibrated probability, for triage and audit."""

from pathlib import Path
from typing import Annotated

import typer

from .corpus_folder import Folder

outcome = typer.Typer(
    help="A calibrated probability of overturned, for triage and audit of published "
    "letters; never for a case under review.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
ModelFile = Annotated[
    Path, typer.Argument(metavar="MODEL", help="File that train has written.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _chart(file: Path | None) -> Path | None:
    if file is not None and file.suffix.lower() not in {".svg", ".png"}:
        raise typer.BadParameter("give a file that ends in .svg or .png")
    return file


Chart = Annotated[
    Path | None,
    typer.Option(
        "--chart",
        metavar="FILE.svg|png",
        callback=_chart,
        help="Draw the reliability diagram.",
        show_default=False,
    ),
]


@outcome.command()
def train(
    corpus: Folder,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="MODEL", help="File to write.", show_default=False
        ),
    ],
    *,
    most: Annotated[
        int,
        typer.Option(
            "--most",
            metavar="N",
            min=300,
            help="Learn from about so many items; letters are drawn from more.",
        ),
    ] = 100_000,
    chart: Chart = None,
    as_json: Json = False,
) -> None:
    """Learn a model from published letters, calibrate it, test it, write it.

    It learns from the earliest decisions, is calibrated on those that followed and
    tested on the latest.  Run openimr corpus replay first, so that it learns how the
    criteria came out, too.  Age and sex are never learnt from; they serve the audit.
    """
    from openimr.casework.corpus_outcome import draw, train_model

    from .corpus_outcome_lines import show_model

    model = train_model(corpus, out, most)
    if chart is not None:
        draw(model, model.tested.figures, chart)
    show_model(model, model.tested, as_json=as_json)


@outcome.command()
def check(
    model: ModelFile,
    *,
    corpus: Annotated[
        Path | None,
        typer.Option(
            "--corpus",
            metavar="DIR",
            help="Test it on this corpus; without, show what the model says of itself.",
            show_default=False,
        ),
    ] = None,
    chart: Chart = None,
    as_json: Json = False,
) -> None:
    """Show what a model is worth: reliability, base rate, abstention, groups.

    Only decisions later than those that the model was fitted on are tested.
    """
    from openimr.casework.corpus_outcome import check_model, draw

    from .corpus_outcome_lines import show_model

    found, tested = check_model(model, corpus)
    if chart is not None:
        draw(found, tested.figures, chart)
    show_model(found, tested, as_json=as_json)


@outcome.command()
def triage(
    model: ModelFile,
    corpus: Folder,
    *,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=1000, help="Items of each outcome.")
    ] = 10,
    as_json: Json = False,
) -> None:
    """List published items that came out otherwise than items like them.

    For an audit of published decisions: as many of either outcome, the least expected
    first.  Only decisions later than those that the model was fitted on are listed.
    """
    from openimr.casework.corpus_outcome import triage as surprises_of

    from .corpus_outcome_lines import show_surprises

    found, listed = surprises_of(model, corpus, limit)
    show_surprises(found, listed, as_json=as_json)
