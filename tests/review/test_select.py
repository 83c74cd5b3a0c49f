"""The search sequence: which edition governs, which steps were taken, and why."""

import datetime as dt

from openimr.domain import (
    Criterion,
    Edition,
    Group,
    GuidelineSource,
    Mark,
    Needs,
    Recommendation,
    Step,
)
from openimr.review.select import guideline_entries, select


def source(id_: str, step: Step, until: dt.date | None = None) -> GuidelineSource:
    return GuidelineSource(
        id=id_,
        name=id_.upper(),
        citation=f"citation of {id_}",
        step=step,
        since=dt.date(2009, 7, 18),
        until=until,
        mark=Mark.VERIFIED,
        letter_name=id_.upper(),
    )


SOURCES = {
    each.id: each
    for each in (
        source("mtus", Step.MTUS, dt.date(2016, 7, 28)),
        source("odg", Step.ACOEM_ODG),
        source("definitions", Step.MTUS),
    )
}
RULE = Criterion(id="x.y", statement="A thing is so.", fact="y", guideline="mtus")
REQUIRED = Group(needs=Needs.ALL, parts=(RULE,))


def edition(guideline: str, required: Group | None = REQUIRED) -> Edition:
    last = SOURCES[guideline].until
    return Edition(
        guideline=guideline,
        section="Section",
        pages="63-66",
        pages_mark=Mark.VERIFIED,
        since=dt.date(2009, 7, 18),
        until=last,
        recommendation=Recommendation.CONDITIONAL,
        note="A note.",
        required=required,
    )


MTUS, ODG = edition("mtus"), edition("odg")
IN_2014, IN_2017 = dt.date(2014, 10, 28), dt.date(2017, 1, 5)


def test_the_mtus_governs_where_it_addresses_the_treatment() -> None:
    selection = select([ODG, MTUS], SOURCES, IN_2014)

    assert selection.governing is MTUS
    assert [(step.step, step.taken) for step in selection.steps] == [
        (Step.MTUS, True),
        (Step.ACOEM_ODG, False),
        (Step.OTHER_GUIDELINE, False),
        (Step.STUDY, False),
    ]


def test_every_step_says_why() -> None:
    steps = select([ODG, MTUS], SOURCES, IN_2014).steps

    assert steps[0].why == "MTUS was in force on 10/28/2014; it addresses the treatment"
    assert steps[1].why == (
        "not needed: MTUS addresses the treatment and is not rebutted"
    )


def test_the_next_step_is_taken_where_no_mtus_edition_is_in_force() -> None:
    selection = select([MTUS, ODG], SOURCES, IN_2017)

    assert selection.governing is ODG
    assert [step.taken for step in selection.steps] == [True, True, False, False]


def test_an_edition_without_criteria_is_named_and_passed() -> None:
    selection = select([edition("mtus", None), ODG], SOURCES, IN_2014)

    assert selection.governing is ODG
    assert selection.steps[0].why.endswith("no criteria are held")


def test_nothing_in_force_leaves_no_governing_edition() -> None:
    selection = select([MTUS], SOURCES, IN_2017)

    assert selection.governing is None
    assert all(step.taken for step in selection.steps)


def test_only_guidelines_of_the_governing_step_are_used() -> None:
    selection = select([MTUS, ODG], SOURCES, IN_2014)

    entries = guideline_entries(selection, SOURCES, IN_2014, also=["definitions"])

    assert [(entry.guideline, entry.used) for entry in entries] == [
        ("mtus", True),
        ("odg", False),
        ("definitions", True),
    ]


def test_a_rule_of_a_source_already_cited_is_not_cited_twice() -> None:
    selection = select([MTUS], SOURCES, IN_2014)

    entries = guideline_entries(selection, SOURCES, IN_2014, also=["mtus"])

    assert [entry.guideline for entry in entries] == ["mtus"]
