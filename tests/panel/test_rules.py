"""Each rule of the panel is answered both ways, with reason, data and citation."""

import datetime as dt
import re
from pathlib import Path

import pytest

from openimr.domain.guideline import Mark
from openimr.domain.panel_case import PanelCase
from openimr.domain.reviewer import (
    Affiliation,
    Certification,
    Licence,
    LicenceStatus,
    Period,
    Profession,
    Relative,
    Reviewer,
    Sanction,
    Tie,
)
from openimr.domain.screening import Answer, RuleAnswer
from openimr.panel.catalogue import conditions, specialties, treatments
from openimr.panel.conflicts import REMAND, Screener
from openimr.panel.qualifications import OF_CASE, OWN, case_answers, own_answers
from openimr.panel.rules import rulebook

from .people import BOARD, LICENCE, TODAY, case, party, reviewer

RULES = [f"RV-{n:02}" for n in range(1, 14)] + [f"CI-{n:02}" for n in range(1, 7)]
BAKERY = Affiliation(organisation="Quillfeather Bakery", tie=Tie.EMPLOYMENT)
LAPSED = Certification(specialty="pmr", board="abms", until=dt.date(2020, 1, 1))


def licence(state: str, status: str, until: dt.date | None = None) -> Licence:
    return Licence(state=state, number="X1", status=LicenceStatus(status), until=until)


def tied(organisation: str, tie: str, **more: float) -> Reviewer:
    one = Affiliation(organisation=organisation, tie=Tie(tie), **more)  # type: ignore[arg-type]
    return reviewer(affiliations=(one,))


def relative(name: str, relation: str) -> Reviewer:
    return reviewer(family=(Relative(name=name, relation=relation),))


FACILITY = case(party("facility", "Harrowgate Surgery Center"))
MAKER = case(party("manufacturer", "Oxenholt Pharma"))
OFFICER = case(party("officer", "Petra Vance"))

ANSWERS: list[tuple[str, Reviewer, PanelCase, str]] = [
    ("RV-01", reviewer(), case(), "yes"),
    ("RV-01", reviewer(profession=Profession.OTHER), case(), "no"),
    ("RV-01", reviewer(licences=(licence("NV", "revoked"), LICENCE)), case(), "no"),
    ("RV-01", reviewer(licences=()), case(), "no"),
    ("RV-01", reviewer(licences=None), case(), "cannot tell"),
    ("RV-02", reviewer(), case(), "yes"),
    ("RV-02", reviewer(), case(conditions=("eye",)), "no"),
    ("RV-02", reviewer(specialties=(), certifications=()), case(), "cannot tell"),
    ("RV-03", reviewer(), case(), "yes"),
    ("RV-03", reviewer(), case(families=("knee_arthroplasty",)), "no"),
    ("RV-03", reviewer(), case(families=("moon_cure",)), "cannot tell"),
    ("RV-04", reviewer(), case(), "yes"),
    ("RV-04", reviewer(guidelines=("odg",)), case(), "no"),
    ("RV-04", reviewer(guidelines=None), case(), "cannot tell"),
    ("RV-05", reviewer(licences=(licence("NV", "active"),)), case(), "yes"),
    ("RV-05", reviewer(licences=(licence("CA", "restricted"),)), case(), "no"),
    (
        "RV-05",
        reviewer(licences=(licence("CA", "active", dt.date(2025, 12, 31)),)),
        case(),
        "no",
    ),
    ("RV-05", reviewer(licences=None), case(), "cannot tell"),
    ("RV-06", reviewer(), case(), "yes"),
    ("RV-06", reviewer(certifications=(LAPSED,)), case(), "no"),
    ("RV-06", reviewer(certifications=None), case(), "cannot tell"),
    (
        "RV-06",
        reviewer(certifications=(Certification(specialty="pmr", board="abps"),)),
        case(),
        "cannot tell",
    ),
    (
        "RV-06",
        reviewer(profession=Profession.CHIROPRACTOR, certifications=None),
        case(),
        "yes",
    ),
    ("RV-07", reviewer(), case(), "yes"),
    ("RV-07", reviewer(licences=(licence("NV", "active"),)), case(), "no"),
    ("RV-08", reviewer(), case(), "yes"),
    ("RV-08", reviewer(discipline=(Sanction(body="board"),)), case(), "no"),
    ("RV-08", reviewer(discipline=(Sanction(body="a", pending=True),)), case(), "no"),
    ("RV-08", reviewer(discipline=None), case(), "cannot tell"),
    ("RV-09", reviewer(), case(), "yes"),
    ("RV-09", reviewer(qme=(Period(since=dt.date(2020, 1, 1)),)), case(), "no"),
    ("RV-09", reviewer(qme=(Period(until=dt.date(2025, 1, 1)),)), case(), "yes"),
    ("RV-09", reviewer(qme=None), case(), "cannot tell"),
    ("RV-10", reviewer(practising_since=dt.date(2021, 1, 4)), case(), "yes"),
    ("RV-10", reviewer(practising_since=dt.date(2021, 1, 5)), case(), "no"),
    ("RV-10", reviewer(practising_since=None), case(), "cannot tell"),
    ("RV-11", reviewer(hours_a_week=24), case(), "yes"),
    ("RV-11", reviewer(hours_a_week=23.5), case(), "no"),
    ("RV-11", reviewer(hours_a_week=None), case(), "cannot tell"),
    ("RV-12", reviewer(), case(), "yes"),
    (
        "RV-12",
        reviewer(specialties=("ophthalmology", "radiology"), certifications=()),
        case(families=("xray",), conditions=("eye",)),
        "no",
    ),
    ("RV-12", reviewer(specialties=(), certifications=()), case(), "cannot tell"),
    ("RV-13", reviewer(), case(), "yes"),
    ("RV-13", reviewer(examined=("WC 700123",)), case(), "no"),
    ("RV-13", reviewer(), case(party("ur_physician", "Ines Pellworth")), "no"),
    ("RV-13", reviewer(), case(party("ur_physician", "I. Pellworth")), "cannot tell"),
    ("CI-01", reviewer(), case(), "yes"),
    ("CI-01", reviewer(affiliations=(BAKERY,)), case(), "no"),
    ("CI-01", reviewer(affiliations=None), case(), "cannot tell"),
    ("CI-01", reviewer(), PanelCase(id="empty"), "cannot tell"),
    ("CI-01", tied("Brackwater Mutual", "consulting", income=5), case(), "cannot tell"),
    (
        "CI-01",
        tied("Brackwater Mutual", "consulting", income=5, share=0),
        case(),
        "yes",
    ),
    ("CI-01", tied("Brackwater Mutual", "consulting", income=5.1), case(), "no"),
    ("CI-02", reviewer(), OFFICER, "yes"),
    ("CI-02", relative("Petra Vance", "spouse"), OFFICER, "no"),
    ("CI-02", relative("Petra Vance", "cousin"), OFFICER, "yes"),
    ("CI-02", relative("Petra Vance", "former_spouse"), OFFICER, "cannot tell"),
    ("CI-03", reviewer(), case(), "yes"),
    ("CI-03", tied("Lindqvist Spine Group", "partnership"), case(), "cannot tell"),
    ("CI-03", relative("Osric Lindqvist", "parent"), case(), "no"),
    ("CI-04", reviewer(), FACILITY, "yes"),
    ("CI-04", tied("Harrowgate Surgery Ctr", "ownership", share=6), FACILITY, "no"),
    ("CI-04", tied("Harrowgate Surgery Ctr", "privileges"), FACILITY, "yes"),
    ("CI-04", tied("Harrowgate Surgery Ctr", "academic"), FACILITY, "cannot tell"),
    ("CI-05", reviewer(), MAKER, "yes"),
    ("CI-05", tied("Oxenholt Pharma, Inc.", "consulting", income=30), MAKER, "no"),
    ("CI-06", reviewer(), case(), "yes"),
    ("CI-06", relative("Verhoeven, Tomas", "sibling"), case(), "no"),
    ("CI-06", relative("T. Verhoeven", "sibling"), case(), "cannot tell"),
    ("RM-01", reviewer(), case(), "yes"),
    ("RM-01", reviewer(), case(earlier_reviewers=("R1",)), "no"),
]


def answered(rule: str, one: Reviewer, asked: PanelCase) -> RuleAnswer:
    rules = rulebook().rules
    [screening] = Screener([one], TODAY).screen(asked)
    found = {
        answer.rule: answer
        for answer in (
            *own_answers(one, TODAY, rules),
            *case_answers(one, asked, TODAY, rules),
            *screening.answers,
        )
    }
    return found[rule]


@pytest.mark.parametrize(("rule", "one", "asked", "wanted"), ANSWERS)
def test_a_rule_is_answered_by_what_is_stated(
    rule: str, one: Reviewer, asked: PanelCase, wanted: str
) -> None:
    found = answered(rule, one, asked)

    assert found.answer is Answer(wanted), found.reason
    assert found.reason
    assert found.citation == rulebook().rule(rule).citation


def test_every_rule_of_the_specification_is_in_the_data_and_the_other_way_round() -> (
    None
):
    assert sorted(rule.id for rule in rulebook().rules) == sorted([*RULES, REMAND])


def test_every_rule_of_the_data_is_answered_by_code_and_the_other_way_round() -> None:
    by_parties = {rule.id for rule in rulebook().rules if rule.roles}

    assert {*OWN, *OF_CASE, *by_parties, REMAND} == {r.id for r in rulebook().rules}
    assert not (set(OWN) | set(OF_CASE)) & by_parties


def test_every_rule_is_tested_both_ways() -> None:
    both = {(rule, wanted) for rule, _, _, wanted in ANSWERS}

    missing = [
        (rule.id, answer)
        for rule in rulebook().rules
        for answer in ("yes", "no")
        if (rule.id, answer) not in both
    ]

    assert missing == []


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: rule.id)
def test_every_rule_asks_a_question_and_names_its_source(rule: object) -> None:
    one = rulebook().rule(rule.id)  # type: ignore[attr-defined]

    assert one.check.endswith("?")
    assert re.search(r"LC \d|8 CCR|attested", one.citation)
    assert one.mark in (Mark.VERIFIED, Mark.UNVERIFIED)


def test_only_the_preference_for_california_bars_nobody() -> None:
    assert [rule.id for rule in rulebook().rules if not rule.bar] == ["RV-07"]


def test_a_rule_is_not_asked_before_its_first_day() -> None:
    early = own_answers(reviewer(), dt.date(2013, 12, 31), rulebook().rules)

    assert "RV-09" not in {answer.rule for answer in early}


@pytest.mark.shared
def test_the_specification_names_the_same_rules(shared: Path) -> None:
    text = (shared / "process.md").read_text(encoding="utf-8")

    assert sorted(set(re.findall(r"^\| ((?:RV|CI)-\d\d) \|", text, re.M))) == sorted(
        RULES
    )


def test_every_treatment_family_has_specialties() -> None:
    from openimr.casework import knowledge

    families = {family.id for family in knowledge().library.treatments()}

    assert set(treatments().area_of) == families


def test_every_part_of_the_body_has_specialties() -> None:
    from openimr.clinical.body_parts import load_body

    assert set(load_body().parts) <= set(conditions().area_of)


def test_every_specialty_is_near_something_that_is_asked() -> None:
    maps = [*treatments().distances.values(), *conditions().distances.values()]
    useful = {name for one in maps for name, far in one.items() if far <= 2}

    assert set(specialties().specialties) == useful


def test_a_former_tie_is_put_before_a_person_for_a_while() -> None:
    ended = [
        Affiliation(organisation="Quillfeather Bakery", tie=Tie.EMPLOYMENT, until=until)
        for until in (dt.date(2025, 6, 1), dt.date(2020, 6, 1))
    ]
    found = [answered("CI-01", reviewer(affiliations=(one,)), case()) for one in ended]

    assert [one.answer.value for one in found] == ["cannot tell", "yes"]
    assert "not counted: employer, employment ended on 2020-06-01" in found[1].data


def test_a_party_that_the_case_does_not_name_is_told() -> None:
    found = answered("RV-13", reviewer(), case())

    assert "not named in the case: ur_physician" in found.data


def test_a_certification_that_lapsed_counts_no_more() -> None:
    both = reviewer(certifications=(LAPSED, BOARD))

    assert answered("RV-06", both, case()).answer is Answer.YES
