"""Made-up letters: read back as they were made, repeatable, labelled, damaged."""

from collections import Counter

import pytest
from benchmark.synthetic import Letter, letter, letters
from benchmark.synthetic.damage import WHOLE
from benchmark.synthetic.letter import compose, marker, source
from benchmark.synthetic.stock import data

from openimr.casework import knowledge
from openimr.letters.read import read

from .reading_back import differences

COUNT = 1500


@pytest.fixture(scope="module")
def made() -> list[Letter]:
    return [letter(1, number) for number in range(COUNT)]


def test_clean_letters_are_read_as_they_were_made(made: list[Letter]) -> None:
    recognise = knowledge().requests.read
    clean = [one for one in made if not one.truth.faults]
    wrong = {
        one.name: list(differences(one.truth, read(one.text, one.name, recognise)))
        for one in clean
    }

    assert len(clean) > 0.85 * COUNT
    assert {one.truth.format for one in clean} == {"A", "B", "C", "D1", "D2"}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_letter_depends_on_its_seed_and_number_only() -> None:
    first = {name: text for name, text, _ in letters(40, 7)}
    alone = letter(7, 31)

    assert alone.text == first[alone.name]
    assert letter(8, 31).text != alone.text


def test_every_letter_says_that_it_is_synthetic(made: list[Letter]) -> None:
    for one in made:
        assert one.name.startswith("synthetic-")
        if one.text:
            assert one.text.count(marker()) == 1
            assert one.text.count("SYNTHETIC LETTER") == len(one.pages)


def test_the_marker_belongs_to_no_field(made: list[Letter]) -> None:
    recognise = knowledge().requests.read
    for one in made[:200]:
        found = read(one.text, one.name, recognise) if one.text else None
        texts = [item.rationale_text or "" for item in found.items] if found else []
        texts += [(found.summary_text or "") if found else ""]
        if not one.truth.faults:
            assert not any("SYNTHETIC" in text for text in texts)


def test_letters_come_in_the_lengths_and_numbers_of_the_programme(
    made: list[Letter],
) -> None:
    sizes = sorted(len(one.text) for one in made if one.text)
    items = sum(len(one.truth.items) for one in made) / COUNT
    decisions = Counter(i.decision for one in made for i in one.truth.items)
    share = decisions["overturned"] / decisions.total()

    assert 4000 < sizes[len(sizes) // 2] < 6500
    assert sizes[-1] > 11_000
    assert items == pytest.approx(1.7, abs=0.12)
    assert share == pytest.approx(0.105, abs=0.03)


def test_decisions_follow_the_facts_but_for_a_known_share(made: list[Letter]) -> None:
    items = [item for one in made for item in one.truth.items]
    against = [item for item in items if item.decision != item.by_facts]

    assert 0.02 < len(against) / len(items) < 0.08
    for item in items:
        assert (item.by_facts == "overturned") == (item.decided_by == "met")
        assert (item.criterion is None) == (item.decided_by == "met")


def test_the_rationale_argues_from_the_fact_that_decides(made: list[Letter]) -> None:
    argued = [
        item
        for one in made
        for item in one.truth.items
        if item.decided_by == "not_met" and item.fact in {f.fact for f in item.facts}
    ]

    assert argued
    for item in argued:
        [told] = [fact for fact in item.facts if fact.fact == item.fact]
        assert told.how in {"absent", "beyond"}
        assert told.text


def test_every_fault_is_done_to_a_letter() -> None:
    quality = set(data("programme")["quality"]) - {"double_spaced", "duplicate"}
    clean = letter(1, 4)
    assert not clean.truth.faults

    for fault in sorted(quality):
        spoilt = compose(source(1, 4), (fault,))

        assert spoilt.truth.faults == (fault,)
        if fault in WHOLE:
            assert spoilt.text == ""
        elif fault not in {"broken_date", "odd_quotes"}:
            assert spoilt.text != clean.text, fault


def test_copies_are_alike_to_the_last_character() -> None:
    copies = [one for one in (letter(1, n) for n in range(900)) if _is_copy(one)]

    assert copies
    for one in copies:
        assert one.truth.same_as is not None
        original = letter(1, one.truth.same_as)
        assert (one.text, one.pages) == (original.text, original.pages)
        assert one.name != original.name


def _is_copy(one: Letter) -> bool:
    return one.truth.same_as is not None


def test_an_unknown_layout_is_warned_of() -> None:
    strange = compose(source(1, 4), ("unknown_layout",))

    found = read(strange.text, strange.name, knowledge().requests.read)

    assert found.format is None
    assert "unknown-layout" in {warning.code for warning in found.warnings}
