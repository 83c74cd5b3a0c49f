"""Precedents on both sides: what is near, what separates, and what changes nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from openimr.corpus.precedents import Asked, Point, Precedents, Unprofiled, precedents

from .making import NAMES, Made, made_corpus, question

MET = {"spasm": "met", "first": "met"}
NO_SPASM = {"spasm": "not_documented", "first": "met"}
OPPOSITE = {"upheld": "overturned", "overturned": "upheld"}
BOTH = [
    *(Made(name=f"o{n}", decision="overturned", criteria=MET) for n in range(6)),
    *(Made(name=f"u{n}", decision="upheld", criteria=NO_SPASM) for n in range(6)),
]


def ids(found: Precedents) -> dict[str, list[str]]:
    return {side.outcome: [hit.letter for hit in side.hits] for side in found.sides}


def test_both_sides_are_listed_apart_in_a_fixed_order(tmp_path: Path) -> None:
    found = precedents(made_corpus(BOTH, tmp_path), question(**MET), NAMES, limit=2)

    assert ids(found) == {"overturned": ["o0", "o1"], "upheld": ["u0", "u1"]}
    assert [side.outcome for side in found.sides] == ["overturned", "upheld"]
    assert [side.among for side in found.sides] == [6, 6]


def test_the_criterion_that_separates_is_named_with_its_counts(tmp_path: Path) -> None:
    found = precedents(made_corpus(BOTH, tmp_path), question(**MET), NAMES)

    separator = found.separator
    assert separator is not None
    assert (separator.rule, separator.fact) == ("baclofen.spasm", "spasm")
    assert [(s.side, s.hits, s.among) for s in separator.shares] == [
        ("overturned", 6, 6),
        ("upheld", 0, 6),
    ]
    assert [(round(s.low, 4), round(s.high, 4)) for s in separator.shares] == [
        (0.6097, 1.0),
        (0.0, 0.3903),
    ]
    assert separator.p == pytest.approx(2 / 924)
    assert (separator.clear, separator.also) == (True, ())
    assert (separator.asked, separator.stands_with) == ("met", "overturned")


def test_an_item_without_the_criterion_stands_with_those_that_lack_it(
    tmp_path: Path,
) -> None:
    found = precedents(made_corpus(BOTH, tmp_path), question(**NO_SPASM), NAMES)

    assert found.separator is not None
    assert found.separator.asked == "not_documented"
    assert found.separator.stands_with == "upheld"


def test_nothing_separates_where_the_same_profiles_were_decided_both_ways(
    tmp_path: Path,
) -> None:
    alike = [replace(each, criteria=MET) for each in BOTH]

    found = precedents(made_corpus(alike, tmp_path), question(**MET), NAMES)

    assert found.separator is None
    assert found.profiled == 12


def test_criteria_that_separate_equally_well_are_all_told(tmp_path: Path) -> None:
    without = {"spasm": "not_met", "first": "not_met"}
    both = [replace(e, criteria=without) if e.name[0] == "u" else e for e in BOTH]

    found = precedents(made_corpus(both, tmp_path), question(**MET), NAMES)

    assert found.separator is not None
    assert {found.separator.fact, *found.separator.also} == {"spasm", "first"}


def test_two_letters_are_too_few_to_be_sure(tmp_path: Path) -> None:
    found = precedents(made_corpus(BOTH[5:7], tmp_path), question(**MET), NAMES)

    assert found.separator is not None
    assert (found.separator.fact, found.separator.clear) == ("spasm", False)
    assert found.separator.p == 1.0


def test_without_any_profiles_no_separator_is_claimed(tmp_path: Path) -> None:
    corpus = made_corpus(BOTH, tmp_path, replayed=False)

    found = precedents(corpus, question(**MET), NAMES)

    assert (found.separator, found.profiled) == (None, 0)
    assert ids(found)["upheld"][0] == "u0"


def test_a_side_without_items_is_shown_empty(tmp_path: Path) -> None:
    found = precedents(made_corpus(BOTH[:6], tmp_path), question(**MET), NAMES)

    assert [len(side.hits) for side in found.sides] == [5, 0]
    assert found.separator is None


def test_an_empty_corpus_answers_with_nothing(tmp_path: Path) -> None:
    found = precedents(made_corpus([], tmp_path), question(**MET), NAMES)

    assert ids(found) == {"overturned": [], "upheld": []}


def test_undecided_items_are_no_precedents(tmp_path: Path) -> None:
    undecided = Made(name="a", decision=None, criteria=MET)

    found = precedents(made_corpus([undecided, *BOTH], tmp_path), question(), NAMES)

    assert [side.among for side in found.sides] == [6, 6]


def test_a_letter_is_no_precedent_of_its_own(tmp_path: Path) -> None:
    asked = replace(question(**MET), letter="o0")

    found = precedents(made_corpus(BOTH, tmp_path), asked, NAMES, limit=9)

    assert ids(found)["overturned"] == ["o1", "o2", "o3", "o4", "o5"]


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ({"quantity": 60}, {"quantity": 120}),
        ({"strength": "10 mg"}, {"strength": "20 mg"}),
        ({"drug": "baclofen"}, {"drug": "tizanidine"}),
        ({"treatment": "baclofen"}, {"treatment": "cyclobenzaprine"}),
        ({"treatment": "muscle_relaxant"}, {"treatment": "cyclobenzaprine"}),
        ({"quantity": None}, {"quantity": 6}),
    ],
)
def test_what_is_requested_makes_near(
    nearer: dict[str, object], farther: dict[str, object], tmp_path: Path
) -> None:
    made = [
        Made(name="a", decision="upheld", columns=farther),
        Made(name="b", decision="upheld", columns=nearer),
    ]

    found = precedents(made_corpus(made, tmp_path), question(), NAMES)

    assert ids(found)["upheld"] == ["b", "a"]


def test_criteria_make_near_and_the_reasons_are_told(tmp_path: Path) -> None:
    made = [
        Made(name="a", decision="upheld", criteria=NO_SPASM),
        Made(name="b", decision="upheld", criteria=MET, columns={"quantity": 90}),
    ]

    found = precedents(made_corpus(made, tmp_path), question(**MET), NAMES)

    first, second = found.sides[1].hits
    assert [first.letter, second.letter] == ["b", "a"]
    assert [(d.part, d.asked, d.theirs) for d in first.differs] == [
        ("quantity", "60", "90")
    ]
    assert [(d.part, d.asked, d.theirs) for d in second.differs] == [
        ("spasm on examination", "met", "not_documented")
    ]
    assert "a first-line drug tried" in [each.part for each in second.agrees]


def test_the_summary_makes_near_and_the_rationale_does_not(tmp_path: Path) -> None:
    story = "She fell from a ladder and tore her meniscus."
    made = [
        Made(name="a", decision="upheld", rationale=story),
        Made(name="b", decision="upheld", summary=story),
    ]

    found = precedents(made_corpus(made, tmp_path), question(story), NAMES)

    assert ids(found)["upheld"] == ["b", "a"]


def test_phase_is_seen_by_the_criteria_that_only_it_asks_for(tmp_path: Path) -> None:
    made = [
        Made(name="a", decision="upheld", criteria={"spasm": "met"}),
        Made(name="b", decision="upheld", criteria={"gain": "met"}),
    ]

    found = precedents(made_corpus(made, tmp_path), question(gain="met"), NAMES)

    assert ids(found)["upheld"] == ["b", "a"]
    assert found.sides[1].hits[0].parts["phase"] == 1.0


def test_words_that_are_no_known_treatment_find_requests_with_the_same_words(
    tmp_path: Path,
) -> None:
    shoes = {"treatment": None, "requested": "Orthopaedic shoes", "drug": None}
    made = [*BOTH, Made(name="s", decision="upheld", columns=shoes)]
    asked = Asked(requested="shoes, custom made")

    found = precedents(made_corpus(made, tmp_path), asked, NAMES)

    assert ids(found) == {"overturned": [], "upheld": ["s"]}


def test_swapped_outcomes_swap_the_sides_and_nothing_else(tmp_path: Path) -> None:
    swapped = [replace(e, decision=OPPOSITE[str(e.decision)]) for e in BOTH]
    one = precedents(made_corpus(BOTH, tmp_path / "a"), question(**MET), NAMES)
    other = precedents(made_corpus(swapped, tmp_path / "b"), question(**MET), NAMES)

    assert {OPPOSITE[side]: found for side, found in ids(one).items()} == ids(other)
    for first, second in zip(one.sides, reversed(other.sides), strict=True):
        for hit, same in zip(first.hits, second.hits, strict=True):
            assert replace(hit, decision="") == replace(same, decision="")
    assert one.separator is not None
    assert other.separator is not None
    assert one.separator.rule == other.separator.rule
    assert one.separator.p == other.separator.p
    assert (one.separator.stands_with, other.separator.stands_with) == (
        "overturned",
        "upheld",
    )


def test_letters_on_other_treatments_change_nothing(tmp_path: Path) -> None:
    more = [
        Made(
            name=f"x{n}",
            decision="upheld" if n % 3 else "overturned",
            criteria={"spasm": "not_met"},
            columns={"treatment": "lumbar_mri", "drug": None},
        )
        for n in range(20)
    ]
    enough = [replace(e, name=f"{e.name}{n}") for e in BOTH for n in (1, 2)]
    one = precedents(made_corpus(enough, tmp_path / "a"), question(**MET), NAMES)
    other = precedents(
        made_corpus([*more, *enough], tmp_path / "b"), question(**MET), NAMES
    )

    assert one == other


def test_the_order_of_parts_changes_nothing(tmp_path: Path) -> None:
    asked = question("Low back pain since a fall.", **MET)
    one = precedents(made_corpus(BOTH, tmp_path / "a"), asked, NAMES)
    other = precedents(made_corpus(BOTH[::-1], tmp_path / "b", parts=5), asked, NAMES)

    assert one == other


def test_missing_profiles_are_made_once_and_kept(tmp_path: Path) -> None:
    corpus = made_corpus(BOTH, tmp_path, replayed=False)
    asked_for: list[str] = []

    def profiler(item: Unprofiled) -> tuple[Point, ...]:
        asked_for.append(item.item)
        statuses = MET if item.item.startswith("o") else NO_SPASM
        return question(**statuses).criteria

    first = precedents(corpus, question(**MET), NAMES, profiler)
    second = precedents(corpus, question(**MET), NAMES, profiler)

    assert first == second
    assert (first.made, len(asked_for)) == (12, 12)
    assert first.separator is not None
    assert first.separator.fact == "spasm"


def test_a_kept_profile_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    corpus = made_corpus(BOTH, tmp_path, replayed=False)
    points = question(**MET).criteria
    first = precedents(corpus, question(**MET), NAMES, lambda _: points)
    for file in (tmp_path / "profiles").rglob("*.json"):
        file.write_text('[{"rule": "x"}]')

    assert precedents(corpus, question(**MET), NAMES, lambda _: points) == first


def test_another_edition_of_the_library_makes_its_own_profiles(tmp_path: Path) -> None:
    corpus = made_corpus(BOTH, tmp_path, replayed=False)
    points = question(**MET).criteria
    precedents(corpus, question(**MET), NAMES, lambda _: points)

    later = replace(NAMES, edition="later")
    found = precedents(corpus, question(**MET), later, lambda _: ())

    assert found.profiled == 0
