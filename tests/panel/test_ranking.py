"""Reviewers of one case in order, and what may not be given to them."""

import datetime as dt

from openimr.casework.proposing import Standing, candidates, plan_of
from openimr.domain.reviewer import Certification
from openimr.panel.ranking import ranks

from .people import TODAY, case, party, reviewer

FREE = reviewer(id="free")
BUSY = reviewer(id="busy", open_cases=3)
FULL = reviewer(id="full", open_cases=40)
LATE = reviewer(id="late", open_cases=29)
EYES = reviewer(
    id="eyes",
    specialties=("ophthalmology",),
    certifications=(Certification(specialty="ophthalmology", board="abms"),),
)


def test_the_least_cost_comes_first_and_the_full_come_last() -> None:
    found = ranks(case(), [FULL, LATE, BUSY, FREE, EYES], TODAY)

    assert [one.reviewer for one in found] == ["free", "busy", "late", "full"]
    assert found[-1].cost is None
    assert found[-1].done_by is None


def test_room_and_lateness_are_counted_to_the_due_date() -> None:
    [free, late] = ranks(case(), [FREE, LATE], TODAY)

    # Due in 21 days: 15 slots until then; 29 open cases leave one in the period that
    # ends on day 42.
    assert (free.room, free.done_by, free.days_late) == (15, dt.date(2026, 1, 8), 0)
    assert (late.room, late.done_by, late.days_late) == (0, dt.date(2026, 2, 16), 21)


def test_a_case_without_a_due_date_is_late_for_nobody() -> None:
    [late] = ranks(case(due=None), [LATE], TODAY)

    assert (late.room, late.days_late) == (1, 0)


def test_an_unknown_treatment_ranks_nobody() -> None:
    assert ranks(case(families=()), [FREE], TODAY) == ()


def test_who_may_take_a_case_comes_first_and_who_is_barred_last() -> None:
    tied = reviewer(id="tied", name="Osric Lindqvist, DO")
    near = reviewer(id="near", name="O. Lindqvist")
    silent = reviewer(id="silent", name="Ada Orme", hours_a_week=None)

    found = candidates(case(), [tied, EYES, silent, near, FREE], TODAY)

    assert [(one.reviewer.id, one.standing) for one in found] == [
        ("free", Standing.FREE),
        ("near", Standing.ASK),
        ("silent", Standing.ASK),
        ("tied", Standing.BARRED),
        ("eyes", Standing.BARRED),
    ]
    by_id = {one.reviewer.id: one for one in found}
    assert [one.rule for one in by_id["silent"].to_find_out] == ["RV-11"]
    assert {one.rule for one in by_id["tied"].refused_by} == {"RV-13", "CI-03"}
    assert by_id["eyes"].rank is None
    assert by_id["free"].preferences_missed == ()


def test_a_plan_names_the_case_nobody_may_take() -> None:
    other = case(party("attorney", "Ines Pellworth"), id="C2")

    placed, left = plan_of([case(), other], [FREE], TODAY)

    assert [(one.case, one.reviewer) for one in placed] == [("C1", "free")]
    assert [(one.case, one.binding) for one in left] == [("C2", "CI-06")]
