"""``openimr corpus stats``: decisions counted, with rates, intervals and charts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .corpus_folder import Folder

if TYPE_CHECKING:
    from openimr.casework.corpus_stats import Look
    from openimr.corpus.stats import Question
    from openimr.corpus.stats.view_sheets import View

By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="FIELD,...",
        help="Fields to group by, such as drug,year.",
        show_default=False,
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="FIELD=VALUE",
        help="Count these only: drug=Norco, year=2014..2016, sex=female; may be given "
        "again.",
        show_default=False,
    ),
]
Per = Annotated[
    str,
    typer.Option("--per", metavar="item|letter", help="What is counted."),
]
Order = Annotated[
    str,
    typer.Option(
        "--order",
        metavar="group|count|rate",
        help="Groups by name, the largest first, or the highest rate first.",
    ),
]
Top = Annotated[
    int | None,
    typer.Option(
        "--top",
        metavar="N",
        help="The N largest groups of the first field; the rest is summed up.",
        show_default=False,
    ),
]
Least = Annotated[
    int,
    typer.Option(
        "--min",
        metavar="N",
        help="Hide groups with fewer decisions; 0 hides none.",
    ),
]
Chart = Annotated[
    Path | None,
    typer.Option(
        "--chart",
        metavar="FILE.svg|png",
        help="Draw it.",
        show_default=False,
    ),
]
Note = Annotated[
    str,
    typer.Option("--note", metavar="TEXT", help="Add this to the chart's source line."),
]


def _file(option: str, kind: str) -> object:
    return typer.Option(
        option, metavar="FILE", help=f"Write the rows as {kind}.", show_default=False
    )


def stats(  # noqa: PLR0913 - one a flag of the command
    corpus: Folder,
    by: By = None,
    where: Where = None,
    per: Per = "item",
    *,
    order: Order = "group",
    top: Top = None,
    least: Least = 11,
    trend: Annotated[
        bool, typer.Option("--trend", help="Rates over time, and the change.")
    ] = False,
    guidelines: Annotated[
        bool, typer.Option("--guidelines", help="Which guideline page decides what.")
    ] = False,
    specialties: Annotated[
        bool,
        typer.Option("--specialties", help="By specialty, adjusted for treatment."),
    ] = False,
    days: Annotated[
        bool, typer.Option("--days", help="Days from assignment to decision.")
    ] = False,
    citations: Annotated[
        bool, typer.Option("--citations", help="Which guidelines are cited by whom.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    to_csv: Annotated[Path | None, _file("--csv", "CSV")] = None,
    parquet: Annotated[Path | None, _file("--parquet", "Parquet")] = None,
    chart: Chart = None,
    note: Note = "",
) -> None:
    """Count decisions by any fields, with rates and 95 % intervals.

    Fields: programme, year, quarter, month, treatment, drug, class, kind, category,
    body_part, diagnosis, side, level, guideline, page, specialty, priority, sex, age,
    format, licensed_in, retrospective.  Groups below --min are hidden, and others
    beside them so that they cannot be computed.
    """
    from openimr.casework.corpus_stats import corpus_stats

    looks = {
        "trend": trend,
        "guidelines": guidelines,
        "specialties": specialties,
        "days": days,
        "citations": citations,
    }
    look = _look([name for name, wanted in looks.items() if wanted], by or [])
    kind = _kind(chart)
    question = _question(by or [], where or [], per, order)
    view = corpus_stats(corpus, _sized(question, top, least), look)
    _write(view, to_csv, parquet)
    if chart is not None:
        _draw(view, chart, kind, note)
    _show(view, as_json=as_json)


def _look(wanted: list[str], by: list[str]) -> "Look":
    from openimr.casework.corpus_stats import Look

    if len(wanted) > 1:
        raise typer.BadParameter(f"give --{wanted[0]} or --{wanted[1]}, not both")
    look = Look(wanted[0]) if wanted else Look.COUNTS
    if by and look in {Look.GUIDELINES, Look.SPECIALTIES, Look.CITATIONS}:
        raise typer.BadParameter(
            f"--{look.value} groups by its own fields; leave --by out, or use --where"
        )
    return look


def _kind(chart: Path | None) -> str:
    kind = chart.suffix.lower().lstrip(".") if chart else ""
    if chart and kind not in {"svg", "png"}:
        raise typer.BadParameter("the file of --chart ends in .svg or .png")
    return kind


def _question(by: list[str], where: list[str], per: str, order: str) -> "Question":
    from openimr.corpus.stats import Order, Per, Question, condition_of, fields_of

    if per not in set(Per) or order not in set(Order):
        raise typer.BadParameter(
            "--per is item or letter, --order is group, count or rate"
        )
    return Question(
        by=fields_of(by),
        where=tuple(condition_of(text) for text in where),
        per=Per(per),
        order=Order(order),
    )


def _sized(question: "Question", top: int | None, least: int) -> "Question":
    from dataclasses import replace

    return replace(question, top=top, minimum=least).checked()


def _write(view: "View", to_csv: Path | None, parquet: Path | None) -> None:
    from openimr.corpus.stats import exports
    from openimr.corpus.stats.view_sheets import sheet_of
    from openimr.letters.placing import write_file

    sheet = sheet_of(view)
    for path, made in ((to_csv, exports.to_csv), (parquet, exports.to_parquet)):
        if path is not None:
            write_file(path, made(sheet))
            _say(f"{path}: {len(sheet.rows):,} rows")


def _draw(view: "View", chart: Path, kind: str, note: str) -> None:
    from openimr.corpus.stats.charts import draw
    from openimr.letters.placing import write_file

    write_file(chart, draw(view, kind, note))
    _say(f"{chart}: drawn")


def _say(sentence: str) -> None:
    typer.echo(f"openimr: {sentence}", err=True)


def _show(view: "View", *, as_json: bool) -> None:
    from openimr.corpus.stats.exports import to_object
    from openimr.corpus.stats.view_sheets import sheet_of

    from .corpus_stats_lines import show
    from .output import print_json

    sheet = sheet_of(view)
    if as_json:
        print_json(to_object(sheet))
    else:
        show(sheet)
