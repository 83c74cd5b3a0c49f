"""Cases are given to reviewers at least cost, and nobody is given a conflict."""

import datetime as dt
import itertools
import random
from dataclasses import replace

import pytest
from benchmark.panel import conflicts, make_cases, make_reviewers

from openimr.domain.panel_case import PanelCase
from openimr.domain.reviewer import Certification, Reviewer
from openimr.domain.screening import Answer, Verdict
from openimr.panel.assignment import Assignment
from openimr.panel.capacity import load_pieces
from openimr.panel.conflicts import Screener
from openimr.panel.dealing import deal
from openimr.panel.eligibility import Eligibility, demand_of
from openimr.panel.qualifications import case_answers, own_answers
from openimr.panel.reasons import explain
from openimr.panel.rules import rulebook

from .people import LICENCE, TODAY, case, party, reviewer


def panel_of(*changes: dict[str, object]) -> list[Reviewer]:
    """Return reviewers without a name or number in common."""
    names = ("Ines Pellworth", "Osbert Harrowgate", "Mei Castellanos", "Ola Zimmer")
    return [
        reviewer(
            **{
                "id": f"R{at}",
                "name": names[at],
                "npi": None,
                "licences": (replace(LICENCE, number=f"B{at}77{at}1"),),
                **each,
            }
        )
        for at, each in enumerate(changes)
    ]


def placed(made: Assignment) -> dict[str, str]:
    return {one.case: one.reviewer for one in made.plan.placements}


def specialist(specialty: str, **changes: object) -> dict[str, object]:
    boards = (Certification(specialty=specialty, board="abms"),)
    return {"specialties": (specialty,), "certifications": boards, **changes}


def test_the_nearest_specialty_is_chosen() -> None:
    panel = panel_of(specialist("family_medicine"), specialist("pmr"))

    assert placed(Assignment([case()], panel, TODAY)) == {"C1": "R1"}


def test_a_farther_specialty_is_chosen_where_the_nearer_would_be_late() -> None:
    panel = panel_of(
        specialist("occupational_medicine", capacity=1),
        specialist("chiropractic", capacity=7),
    )
    soon = case(due=TODAY + dt.timedelta(days=3))

    assert placed(Assignment([soon], panel, TODAY)) == {"C1": "R1"}


def test_load_is_balanced_between_equals() -> None:
    panel = panel_of({}, {}, {})
    cases = [case(id=f"C{at}", due=None) for at in range(30)]

    made = Assignment(cases, panel, TODAY)

    many = [list(placed(made).values()).count(one.id) for one in panel]
    assert sorted(many) == [10, 10, 10]


def test_open_cases_take_the_first_slots() -> None:
    panel = panel_of({"capacity": 7, "open_cases": 7}, {"capacity": 7})
    soon = case(due=TODAY + dt.timedelta(days=3))

    assert placed(Assignment([soon], panel, TODAY)) == {"C1": "R1"}


def test_a_reviewer_with_a_conflict_is_passed_over_and_named() -> None:
    panel = panel_of({}, specialist("family_medicine"))
    asked = case(party("ur_physician", "Ines Pellworth"))

    made = Assignment([asked], panel, TODAY)
    [one] = made.plan.placements
    why = explain(made, one)

    assert one.reviewer == "R1"
    assert [(each.reviewer, each.reason) for each in why.alternatives] == [
        ("R0", "RV-13: hit, ur_physician")
    ]


def test_the_same_reviewer_is_not_used_on_remand() -> None:
    made = Assignment([case(earlier_reviewers=("R0",))], panel_of({}), TODAY)

    [one] = made.plan.unplaced
    assert (one.binding, one.reason) == ("RM-01", "RM-01 bars 1")


@pytest.mark.parametrize(
    ("asked", "changes", "binding"),
    [
        (case(conditions=("eye",)), {}, "RV-02"),
        (case(families=("knee_arthroplasty",), conditions=("knee",)), {}, "RV-03"),
        (case(), {"qme": None}, "RV-09"),
        (case(), {"affiliations": None}, "CI-01"),
        (case(), {"capacity": 0}, "capacity"),
        (case(families=("moon_cure",)), {}, "RV-03"),
        (case(party("ur_physician", "I. Pellworth")), {}, "RV-13"),
        (PanelCase(id="C1", families=("tens",)), {}, "CI-01"),
    ],
)
def test_a_case_without_reviewer_says_what_stands_in_the_way(
    asked: PanelCase, changes: dict[str, object], binding: str
) -> None:
    made = Assignment([asked], panel_of(changes), TODAY)

    assert made.plan.placements == ()
    assert [one.binding for one in made.plan.unplaced] == [binding]


def test_no_case_and_no_reviewer_are_no_failure() -> None:
    assert Assignment([], panel_of({}), TODAY).plan.objective == 0
    assert Assignment([case()], [], TODAY).plan.unplaced[0].binding == "capacity"


def test_an_alternative_says_what_it_would_have_cost() -> None:
    panel = panel_of({}, specialist("family_medicine"), {"capacity": 0})
    made = Assignment([case()], panel, TODAY)
    why = explain(made, made.plan.placements[0])

    assert why.reason.startswith("specialty at distance 0, done by 2026-01-08")
    assert [(each.reviewer, each.more) for each in why.alternatives] == [
        ("R2", None),
        ("R1", 60),
    ]


def least_cost(made: Assignment) -> int:
    """Return the least cost by trying every way of placing every case."""
    screener = Screener([*made.screener.reviewers.values()], TODAY)
    choices = [
        [
            (
                reviewer_id,
                period,
                cost + made.costs.delay(period, near, expedited=False),
            )
            for profile, cost in made.specialty_cost(case_id).items()
            for reviewer_id in made.eligibility.profiles[profile].members
            if screener.screen(made.cases[case_id], [reviewer_id])[0].verdict
            is Verdict.CLEAR
            for period in range(len(made.costs.periods))
        ]
        + [("nobody", 0, made.costs.unassigned)]
        for case_id in made.cases
        for near in [max(0, min(made.days_until(case_id) or 0, 42))]
    ]
    return min(
        total
        for way in itertools.product(*choices)
        if (total := way_cost(made, list(way))) is not None
    )


def way_cost(made: Assignment, way: list[tuple[str, int, int]]) -> int | None:
    total = 0
    for id_, slots in made.slots.items():
        mine = [one for one in way if one[0] == id_]
        if any(sum(o[1] == p for o in mine) > many for p, many in enumerate(slots)):
            return None
        pieces = load_pieces(sum(slots), 0, made.costs)
        loads = [cost for many, cost in pieces for _ in range(many)]
        total += sum(loads[: len(mine)])
    return total + sum(one[2] for one in way)


@pytest.mark.parametrize("seed", range(6))
def test_no_other_way_costs_less(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(seed)  # noqa: S311
    panel = panel_of(
        specialist("pmr", capacity=1),
        specialist("pmr", capacity=1),
        specialist(draw.choice(["pain_medicine", "neurology"]), capacity=2),
    )
    names = ["Ines Pellworth", "Osbert Harrowgate", "Mei Castellanos", "Wim Fendt"]
    cases = [
        case(
            party("ur_physician", draw.choice(names)),
            id=f"C{at}",
            families=(draw.choice(["tens", "physical_therapy", "hydrocodone"]),),
            due=TODAY + dt.timedelta(days=draw.randint(0, 12)),
        )
        for at in range(3)
    ]
    costs = replace(Assignment([], [], TODAY).costs, periods=(7, 14))
    monkeypatch.setattr("openimr.panel.assignment.weights", lambda: costs)

    made = Assignment(cases, panel, TODAY)

    barred = len(made.plan.unplaced) * costs.unassigned
    assert made.plan.objective + barred == least_cost(made)


def test_no_placement_of_many_is_refused_by_the_rules_themselves() -> None:
    draw = random.Random(3)  # noqa: S311
    panel = make_reviewers(60, draw)
    made = Assignment(make_cases(250, panel, draw), panel, TODAY)
    rules = rulebook().rules
    unfit = [
        answer
        for one in made.plan.placements
        for who in [made.screener.reviewers[one.reviewer]]
        for answer in (
            *own_answers(who, TODAY, rules),
            *case_answers(who, made.cases[one.case], TODAY, rules),
        )
        if answer.bar and answer.answer is not Answer.YES
    ]

    assert len(made.plan.placements) > 200
    assert conflicts(made) == 0
    assert unfit == []


def test_profiles_are_as_fit_as_the_rules_say() -> None:
    draw = random.Random(5)  # noqa: S311
    panel = make_reviewers(40, draw)
    made = Eligibility(panel, TODAY)
    rules = rulebook().rules
    by_id = {one.id: one for one in panel}

    for asked in make_cases(60, panel, draw):
        demand = demand_of(asked)
        assert demand is not None
        for profile, distance in zip(
            made.profiles, made.distances(demand), strict=True
        ):
            one = by_id[profile.members[0]]
            answers = case_answers(one, asked, TODAY, rules)
            fit = all(each.answer is Answer.YES for each in answers)
            assert fit == (distance >= 0)


def test_the_order_of_cases_and_reviewers_changes_nothing() -> None:
    draw = random.Random(9)  # noqa: S311
    panel = list(make_reviewers(20, draw))
    cases = list(make_cases(60, tuple(panel), draw))
    plan = Assignment(cases, panel, TODAY).plan

    assert Assignment(cases[::-1], panel[::-1], TODAY).plan == plan
    assert Assignment(cases, panel, TODAY).plan == plan


def test_capacity_is_never_exceeded() -> None:
    draw = random.Random(13)  # noqa: S311
    panel = [replace(one, capacity=1) for one in make_reviewers(8, draw)]
    made = Assignment(make_cases(90, tuple(panel), draw), panel, TODAY)

    for id_, slots in made.slots.items():
        for period, many in enumerate(slots):
            assert made.used[id_, period] <= many
    assert made.plan.unplaced


def test_cases_are_dealt_so_that_each_avoids_whom_it_must() -> None:
    room = {"R1": 1, "R2": 1, "R3": 1}
    avoided = {
        "a": frozenset({"R2", "R3"}),
        "b": frozenset({"R3"}),
        "c": frozenset[str](),
        "d": frozenset({"R1", "R2", "R3"}),
    }

    assert deal(["a", "b", "c"], room, avoided) == (
        {"a": "R1", "b": "R2", "c": "R3"},
        set(),
    )
    assert deal(["a", "d"], room, avoided) == ({"a": "R1"}, {"d"})


def test_dealing_moves_others_along_where_need_be() -> None:
    room = {"R1": 1, "R2": 1}
    avoided = {"a": frozenset[str](), "b": frozenset({"R2"}), "c": frozenset({"R1"})}

    dealt, stuck = deal(["a", "b", "c"], {**room, "R3": 1}, avoided)

    assert stuck == set()
    assert all(id_ not in avoided[case_id] for case_id, id_ in dealt.items())
