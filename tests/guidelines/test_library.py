"""What ships: dated, marked, complete, and quick to load."""

import datetime as dt
import time
from dataclasses import replace
from itertools import combinations

import pytest

from openimr.domain import Edition, Family, Mark, Phase, Verdict
from openimr.errors import KnowledgeError
from openimr.guidelines import library as module
from openimr.guidelines import load_facts, load_library, questions

LIBRARY = load_library()
FAMILIES = LIBRARY.families
UNDER_2009 = dt.date(2014, 10, 28)
DRUGS_OF_2009 = [
    "baclofen",
    "benzodiazepine",
    "carisoprodol",
    "chlorzoxazone",
    "cyclobenzaprine",
    "metaxalone",
    "methocarbamol",
    "muscle_relaxant_general",
    "orphenadrine",
    "tizanidine",
]
"""Families that every edition of the pain guidelines speaks of."""


def _ids(family: Family) -> str:
    return family.treatment.id


def _own(family: Family, day: dt.date, guideline: str) -> Edition:
    return next(
        edition
        for edition in LIBRARY.editions(family.treatment.id, day)
        if edition.guideline == guideline and not edition.inherited
    )


def test_the_library_knows_families_by_rules_and_the_others_by_name() -> None:
    by_rules = [family.treatment.id for family in FAMILIES]

    assert by_rules == sorted(by_rules)
    assert {*DRUGS_OF_2009, "epidural_steroid_injection"} <= {*by_rules}
    assert len(LIBRARY.treatments()) == 108
    assert LIBRARY.edition == "2026.11"


def test_there_are_88_facts_and_three_that_are_worked_out() -> None:
    facts = load_facts()

    assert len([fact for fact in facts.values() if not fact.derived]) == 88
    assert [fact.id for fact in facts.values() if fact.derived] == [
        "days_supply_requested",
        "rejected_ingredient",
        "accepted_ingredients_only",
    ]
    assert facts["days_supply_requested"].unit == "days"


@pytest.mark.parametrize("family", FAMILIES, ids=_ids)
def test_every_criterion_asks_a_known_fact_and_can_say_how_it_came_out(
    family: Family,
) -> None:
    for edition in family.editions:
        for rule in questions(edition):
            assert rule.fact in LIBRARY.facts
            assert rule.guideline in LIBRARY.sources
            assert all((rule.met, rule.unmet, rule.silent, rule.ask))


@pytest.mark.parametrize("family", FAMILIES, ids=_ids)
def test_every_family_proves_each_outcome(family: Family) -> None:
    assert {example.decided_by for example in family.examples} == set(Verdict)


@pytest.mark.parametrize("family", FAMILIES, ids=_ids)
def test_editions_lie_within_their_sources_and_do_not_overlap(family: Family) -> None:
    own = [edition for edition in family.editions if not edition.inherited]
    for edition in own:
        source = LIBRARY.sources[edition.guideline]
        for day in filter(None, (edition.since, edition.until)):
            assert source.in_force(day)
    for one, other in combinations(own, 2):
        if one.guideline == other.guideline:
            days = [day for day in (one.since, one.until) if day]
            assert not any(other.in_force(day) for day in days)


@pytest.mark.parametrize(
    ("day", "guidelines"),
    [
        (dt.date(2009, 7, 17), ["odg"]),
        (dt.date(2009, 7, 18), ["mtus_cp_2009", "odg"]),
        (dt.date(2016, 7, 28), ["mtus_cp_2009", "odg"]),
        (dt.date(2016, 7, 29), ["mtus_cp_2016", "odg"]),
        (dt.date(2017, 11, 30), ["mtus_cp_2016", "odg"]),
        (dt.date(2017, 12, 1), ["acoem_2017", "odg"]),
        (dt.date(2024, 1, 1), ["acoem_2017", "odg"]),
    ],
)
@pytest.mark.parametrize("id_", DRUGS_OF_2009)
def test_the_day_of_the_request_chooses_the_edition(
    id_: str, day: dt.date, guidelines: list[str]
) -> None:
    in_force = LIBRARY.editions(id_, day)

    assert sorted({edition.guideline for edition in in_force}) == guidelines


@pytest.mark.parametrize("family", FAMILIES, ids=_ids)
def test_no_page_and_no_rule_of_2009_outlives_it(family: Family) -> None:
    for edition in family.editions:
        if edition.guideline not in {"mtus_cp_2016", "acoem_2017", "odg"}:
            continue
        assert edition.pages is None
        used = {rule.guideline for rule in questions(edition)}
        assert used <= {edition.guideline, "reg_definitions", "labor_code"}


@pytest.mark.parametrize("family", FAMILIES, ids=_ids)
def test_nothing_of_the_later_editions_is_shown_as_checked_without_a_source(
    family: Family,
) -> None:
    for edition in family.editions:
        later = edition.guideline in {"mtus_cp_2016", "acoem_2017"}
        if later and not edition.sources:
            assert edition.pages_mark is Mark.UNVERIFIED
            for rule in questions(edition):
                if rule.guideline == edition.guideline:
                    assert rule.mark is Mark.UNVERIFIED
                    assert rule.limit is None or rule.limit.mark is Mark.UNVERIFIED


def test_an_edition_without_known_rules_says_so_and_borrows_none() -> None:
    editions = LIBRARY.editions("benzodiazepine", dt.date(2018, 3, 1))

    (acoem,) = [e for e in editions if e.guideline == "acoem_2017"]
    assert acoem.required is None
    assert acoem.gap == (
        "No criterion of the ACOEM chapters adopted in December 2017 is known here for "
        "benzodiazepines, and the 2009 rules ended before."
    )


MARKS = [
    ("muscle_relaxant_general", "mtus_cp_2009", "63-66", Mark.VERIFIED),
    ("baclofen", "mtus_cp_2009", "63-66", Mark.VERIFIED),
    ("tizanidine", "mtus_cp_2009", "66", Mark.UNVERIFIED),
    ("cyclobenzaprine", "mtus_cp_2009", "41-42", Mark.VERIFIED),
    ("carisoprodol", "mtus_cp_2009", "29", Mark.UNVERIFIED),
    ("methocarbamol", "mtus_cp_2009", "63-66", Mark.VERIFIED),
    ("metaxalone", "mtus_cp_2009", "61, 63-66", Mark.UNVERIFIED),
    ("orphenadrine", "mtus_cp_2009", "65", Mark.UNVERIFIED),
    ("chlorzoxazone", "mtus_cp_2009", "63-66", Mark.VERIFIED),
    ("benzodiazepine", "mtus_cp_2009", "24", Mark.VERIFIED),
    ("baclofen", "odg", None, Mark.UNVERIFIED),
]


@pytest.mark.parametrize(("id_", "guideline", "pages", "mark"), MARKS)
def test_pages_carry_their_mark(
    id_: str, guideline: str, pages: str | None, mark: Mark
) -> None:
    edition = _own(LIBRARY.family(id_), UNDER_2009, guideline)

    assert (edition.pages, edition.pages_mark) == (pages, mark)


LIMITS = [
    ("baclofen", "mtus_cp_2009", "short_course", "3 weeks", Mark.UNVERIFIED),
    ("baclofen", "odg", "short_course", "2 weeks", Mark.VERIFIED),
    ("baclofen", "mtus_cp_2016", "short_course", "2 weeks", Mark.UNVERIFIED),
    ("benzodiazepine", "mtus_cp_2009", "four_weeks", "4 weeks", Mark.VERIFIED),
    ("benzodiazepine", "odg", "four_weeks", "4 weeks", Mark.UNVERIFIED),
    ("cyclobenzaprine", "mtus_cp_2009", "dose", "30 mg per day", Mark.UNVERIFIED),
]
DAYS = {"mtus_cp_2016": dt.date(2016, 9, 1)}


@pytest.mark.parametrize(("id_", "guideline", "rule", "bound", "mark"), LIMITS)
def test_limits_carry_their_mark(
    id_: str, guideline: str, rule: str, bound: str, mark: Mark
) -> None:
    day = DAYS.get(guideline, UNDER_2009)
    edition = _own(LIBRARY.family(id_), day, guideline)

    limits = [
        (str(asked.limit.bound), asked.limit.mark)
        for asked in questions(edition)
        if asked.id.endswith(f".{rule}")
        and asked.guideline == guideline
        and asked.limit is not None
    ]

    assert set(limits) == {(bound, mark)}


def test_members_share_the_rules_of_their_class_by_identity() -> None:
    shared = _own(LIBRARY.family("muscle_relaxant_general"), UNDER_2009, "mtus_cp_2009")
    for id_ in ("cyclobenzaprine", "methocarbamol", "metaxalone", "orphenadrine"):
        assert _own(LIBRARY.family(id_), UNDER_2009, "mtus_cp_2009").required == (
            shared.required
        )


def test_the_entry_of_the_class_is_cited_beside_the_own_one_where_pages_differ() -> (
    None
):
    editions = LIBRARY.editions("cyclobenzaprine", UNDER_2009)

    assert [(e.pages, e.inherited, e.required is None) for e in editions] == [
        ("41-42", False, False),
        ("63-66", True, True),
        (None, False, False),
    ]


def test_odg_is_shown_beside_the_mtus_and_never_among_its_rules() -> None:
    edition = _own(LIBRARY.family("cyclobenzaprine"), UNDER_2009, "mtus_cp_2009")

    assert {rule.guideline for rule in edition.compare} == {"odg"}
    assert edition.required is not None
    assert {rule.guideline for rule in edition.required.criteria()} == {
        "mtus_cp_2009",
        "reg_definitions",
    }


def test_functional_improvement_is_asked_only_of_care_that_goes_on() -> None:
    (edition,) = LIBRARY.rules["functional_improvement"]

    assert {rule.phase for rule in questions(edition)} == {Phase.CONTINUATION}
    assert LIBRARY.sources[edition.guideline].citation == "8 CCR 9792.20"


def test_a_family_known_by_name_only_has_no_editions() -> None:
    treatment = replace(LIBRARY.family("baclofen").treatment, id="willow_bark")
    library = replace(LIBRARY, names=(treatment,))

    family = library.family("willow_bark")

    assert (family.treatment, family.editions) == (treatment, ())
    assert library.editions("willow_bark", UNDER_2009) == ()


def test_an_unknown_family_is_refused_with_a_guess() -> None:
    with pytest.raises(KnowledgeError) as caught:
        LIBRARY.family("baclofenn")

    assert str(caught.value) == (
        "guideline library: no treatment family is called 'baclofenn'.  "
        "Did you mean 'baclofen'?"
    )


def test_drugs_that_answer_a_fact_are_named_once_an_edition() -> None:
    tizanidine = _own(LIBRARY.family("tizanidine"), UNDER_2009, "mtus_cp_2009")

    assert {
        rule.drugs for rule in questions(tizanidine) if rule.fact.startswith("first_")
    } == {("nsaid", "acetaminophen", "opioid", "baclofen")}


def test_the_whole_library_loads_in_under_a_quarter_of_a_second() -> None:
    times = []
    for _ in range(3):
        module._ground.cache_clear()
        load_library.cache_clear()
        start = time.process_time()
        load_library()
        times.append(time.process_time() - start)

    assert min(times) < 0.25
