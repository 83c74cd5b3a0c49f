"""``openimr panel``: who may review a case, whom it would touch, and who takes which.

What these commands print is internal: no letter and no published file is made of it.
"""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .arguments import day_option
from .reading import Case, NoOcr, NoOcrCache, OcrCache, reading

if TYPE_CHECKING:
    from openimr.domain.screening import RuleAnswer, Screening
    from openimr.panel.reasons import Why

panel = typer.Typer(
    help="Reviewers: qualifications, conflicts of interest, assignment (internal).",
    no_args_is_help=True,
)

Panel = Annotated[
    Path,
    typer.Option(
        "--panel",
        metavar="REVIEWERS",
        help="Reviewers as .yaml, .json or .csv.",
        show_default=False,
    ),
]
Today = Annotated[
    dt.datetime | None,
    day_option("Day on which it is asked.  [default: today]", "--today"),
]
Complete = Annotated[
    dt.datetime | None,
    day_option(
        "Day on which the records of the case files were complete; starts the clock.",
        "--records-complete",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@panel.command()
def check(
    reviewers: Annotated[
        Path,
        typer.Argument(
            metavar="REVIEWERS",
            help="Reviewers as .yaml, .json or .csv.",
            show_default=False,
        ),
    ],
    *,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Answer the rules that need no case for every reviewer of a file."""
    from openimr.casework.panel import own_checks, reviewers_of

    checked = own_checks(reviewers_of(reviewers), _day(today))
    if as_json:
        told: list[object] = [
            {"reviewer": one.id, "answers": [_answer(each) for each in answers]}
            for one, answers in checked
        ]
        _print_reviewers("check", _day(today), told)
        return
    _show_answers([(one.id, list(answers)) for one, answers in checked], "Reviewers")


@panel.command()
def screen(  # noqa: PLR0913 - one a flag of the command
    case: Case,
    panel_file: Panel,
    *,
    today: Today = None,
    as_json: AsJson = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Hold every reviewer against one case: conflicts first, then qualifications.

    CASE may be a table with one case as well.  A near match is shown with both
    entries, for a person to tell.
    """
    from openimr.casework.panel import cases_of, reviewers_of, screened

    panel_of = reviewers_of(panel_file)
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        cases = cases_of([case], options)
    found = [
        (each, answers)
        for one in cases
        for each, answers in screened(one, panel_of, _day(today))
    ]
    if as_json:
        told: list[object] = [_screening(each, list(rest)) for each, rest in found]
        _print_reviewers("screen", _day(today), told)
        return
    _show_screenings([each for each, _ in found])
    rows = [
        (f"{each.case} {each.reviewer}", [one for one in rest if one.answer != "yes"])
        for each, rest in found
    ]
    _show_answers(rows, "Qualifications that are not fulfilled, or not known")


@panel.command()
def assign(  # noqa: PLR0913 - one a flag of the command
    cases: Annotated[
        list[Path],
        typer.Argument(
            metavar="CASE",
            help="Case files, or tables of cases (.csv, .yaml, .json).",
            show_default=False,
        ),
    ],
    panel_file: Panel,
    *,
    complete: Complete = None,
    today: Today = None,
    as_json: AsJson = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Give every case a reviewer who is qualified and free of ties, at least cost.

    The least cost is proven.  Each case comes with the reviewers who were nearest and
    not chosen; a case without a reviewer comes with what stands in the way.
    """
    from openimr.casework.panel import cases_of, require_solver, reviewers_of

    require_solver()
    from openimr.panel.assignment import Assignment
    from openimr.panel.reasons import explain

    panel_of = reviewers_of(panel_file)
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        asked = cases_of(cases, options, complete.date() if complete else None)
    made = Assignment(asked, panel_of, _day(today))
    told = [explain(made, one) for one in made.plan.placements]
    if as_json:
        _print(
            {
                "schema": "openimr.panel.assign/1",
                "today": made.plan.today.isoformat(),
                "optimal": True,
                "objective": made.plan.objective,
                "placements": [_plain(asdict(why)) for why in told],
                "unplaced": [asdict(one) for one in made.plan.unplaced],
            }
        )
        return
    _show_plan(told)
    for one in made.plan.unplaced:
        typer.echo(f"no reviewer: {one.case}, {one.binding}: {one.reason}")
    typer.echo(
        f"{len(told)} placed, {len(made.plan.unplaced)} not; "
        f"cost {made.plan.objective}, proven least."
    )


def _day(today: dt.datetime | None) -> dt.date:
    return today.date() if today else dt.date.today()  # noqa: DTZ011 - the user's day


def _answer(one: "RuleAnswer") -> dict[str, object]:
    plain = _plain(asdict(one))
    assert isinstance(plain, dict)  # noqa: S101 - asdict gives a mapping
    return plain


def _plain(value: object) -> object:
    """Return a value as JSON has it: days as text, None and empty keys left out."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _screening(one: "Screening", rest: "list[RuleAnswer]") -> dict[str, object]:
    return {
        "case": one.case,
        "reviewer": one.reviewer,
        "verdict": one.verdict.value,
        "conflicts": [_answer(each) for each in one.answers],
        "qualifications": [_answer(each) for each in rest],
    }


def _print_reviewers(command: str, day: dt.date, told: list[object]) -> None:
    schema = f"openimr.panel.{command}/1"
    _print({"schema": schema, "today": day.isoformat(), "reviewers": told})


def _print(made: object) -> None:
    from .output import print_json

    print_json(made)


def _show_answers(rows: "list[tuple[str, list[RuleAnswer]]]", title: str) -> None:
    from .output import console, table

    cells = [
        (
            id_,
            one.rule,
            one.answer.value if one.bar else f"{one.answer.value} (preference)",
            one.reason,
            f"{one.citation} [{one.mark.value}]",
        )
        for id_, answers in rows
        for one in answers
    ]
    heads = ("Reviewer", "Rule", "Answer", "Reason", "Source")
    console().print(table(title, heads, cells))


def _show_screenings(found: "list[Screening]") -> None:
    from .output import console, table

    cells = []
    for each in found:
        cells.append((each.case, each.reviewer, each.verdict.value, "", "", ""))
        for answer in each.answers:
            if answer.answer.value == "yes":
                continue
            for match in answer.matches:
                party = f"{match.party.role.value}: {match.party.name}"
                entry = f"{match.kind}: {match.entry}"
                why = ", ".join(match.why)
                cells.append(
                    ("", "", f"{answer.rule} {match.verdict.value}", party, entry, why)
                )
            if not answer.matches:
                cells.append(("", "", answer.rule, "", "", answer.reason))
    heads = ("Case", "Reviewer", "Verdict", "In the case", "Of the reviewer", "Why")
    console().print(table("Conflicts of interest", heads, cells))


def _show_plan(told: "list[Why]") -> None:
    from .output import console, table

    cells = []
    for why in told:
        one = why.placement
        cells.append((one.case, one.reviewer, why.reason))
        cells += [
            ("", f"not {each.reviewer}", each.reason) for each in why.alternatives
        ]
    console().print(table("Assignment", ("Case", "Reviewer", "Why"), cells))
