"""What drives a disagreement, as a code."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.casework import knowledge
from openimr.casework.page_families import families_on, is_related
from openimr.casework.replay import Heard, hear
from openimr.corpus.replay.causes import Cause
from openimr.domain import Decision, Letter, LetterCase, LetterCitation, LetterItem
from openimr.letters.read import read
from tests.corpus.making import LETTERS

NO = "not medically necessary"
SILENT = "The worker was seen in the clinic."
LONG_USE = (
    "Progress report dated 03/02/2014: she has low back pain.  She has been taking "
    "Flexeril for 8 months."
)


def letter(
    requested: str = "Flexeril 7.5 mg #90",
    decision: Decision | None = Decision.OVERTURNED,
    summary: str | None = SILENT,
    **fields: object,
) -> Letter:
    details = knowledge().requests.read(requested)
    item = LetterItem(details=details, decision=decision, **fields)  # type: ignore[arg-type]
    case = LetterCase(decision_date=None)
    return Letter(
        source="a.txt",
        format=None,
        case=case,
        reviewer=None,
        summary_text=summary,
        items=(item,),
    )


def cited(guideline: str, pages: str | None) -> tuple[LetterCitation, ...]:
    return (
        LetterCitation(
            guideline=guideline, name="", topic=None, pages=pages, verbatim=""
        ),
    )


def heard(made: Letter, *, explained: bool = False) -> Heard:
    dated = replace(made.case, ur_date=_DAY)
    (found,) = hear(replace(made, case=dated), explained=explained)
    return found


_DAY = dt.date(2014, 4, 1)


@pytest.mark.parametrize(
    ("made", "cause"),
    [
        (letter(decision=None), Cause.NO_DECISION),
        (letter("a dental crown"), Cause.NOT_RECOGNISED),
        (letter(decision=Decision.UPHELD), None),
        (letter(conclusion=NO), Cause.CONTRADICTS_ITSELF),
        (letter(summary=None), Cause.NO_SUMMARY),
        (letter(), Cause.NOT_HELD),
        (letter(summary=LONG_USE), Cause.LIMIT_EXCEEDED),
    ],
)
def test_the_cause_is_the_first_that_holds(made: Letter, cause: Cause | None) -> None:
    assert heard(made).cause is cause


def test_a_limit_that_is_exceeded_names_its_fact() -> None:
    assert heard(letter(summary=LONG_USE)).drivers == ("duration_of_use",)


def test_pages_of_another_treatment_are_told_by_its_kind() -> None:
    opioids = families_on("mtus_cp_2009", "76")
    assert opioids
    assert not any(is_related("cyclobenzaprine", each) for each in opioids)

    drug = letter(guidelines=cited("mtus_cp_2009", "76"))
    therapy = letter(guidelines=cited("mtus_cp_2009", "98"))

    assert heard(drug).cause is Cause.OTHER_CLASS
    assert heard(therapy).cause is Cause.REQUEST_MISREAD


def test_what_the_rationale_tells_is_looked_at_only_on_wish() -> None:
    text = (LETTERS / "b-overturned.txt").read_text("utf-8")
    whole = read(text, "b.txt", knowledge().requests.read)
    (item,) = whole.items
    told = replace(
        whole,
        summary_text=SILENT,
        items=(
            replace(
                item,
                decision=Decision.OVERTURNED,
                conclusion=None,
                guidelines=(),
                rationale_text=whole.summary_text,
            ),
        ),
    )

    (plain,), (explained,) = hear(told, explained=False), hear(told)

    assert plain.cause is Cause.NOT_HELD
    assert plain.explained is None
    assert explained.explained is not None
    assert explained.cause in {Cause.TOLD_BY_RATIONALE, Cause.NOT_HELD}


def test_pages_are_those_of_the_library() -> None:
    assert "cyclobenzaprine" in families_on("mtus_cp_2009", "63-64")
    assert families_on("mtus_cp_2009", "9999") == frozenset()
