"""Rationales used again: masked, sketched, gathered into families."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.corpus.consistency.boilerplate import Boilerplate, boilerplate
from openimr.corpus.consistency.marks import mark_part
from openimr.corpus.consistency.masking import own_sentences
from openimr.corpus.consistency.parts import Job, worked
from openimr.corpus.consistency.sketching import (
    PLACES,
    alike,
    buckets,
    families,
    runs,
    sketch,
)
from openimr.corpus.consistency.wordings import data
from openimr.corpus.store import Corpus
from tests.corpus.precedents.making import Made, made_corpus

DRUGS = frozenset({"baclofen", "soma"})
TEXT = (
    "The worker has been on {drug} since {month} {year} and Dr. {name} asks for "
    "{many} more tablets of it. The notes say nothing of spasm, of function or of an "
    "end to this course. Long use of this kind is not what the drug is for. The "
    "request is not medically necessary."
)
OTHER = (
    "Function at work improved and pain fell by half while the claimant took the "
    "tablets. Spasm was seen in two examinations. A plan to stop within three weeks is "
    "part of the report and the first drugs had failed her."
)
QUOTE = (
    "The MTUS guidelines recommend such relaxants with caution and only for a short "
    "time. Their effect is greatest in the first days and fades afterwards. They add "
    "nothing to other drugs and carry a risk of dependence that grows with each week."
)


def adapted(number: int) -> str:
    return TEXT.format(
        drug=("Baclofen", "Soma")[number % 2],
        month=("May", "June", "July")[number % 3],
        year=2010 + number,
        name=("Wu", "Ortega", "Hill")[number % 3],
        many=30 * (number + 1),
    )


def watched(corpus: Corpus, limit: int = 20) -> Boilerplate:
    job = Job(
        table="marks",
        reads=("letters", "items"),
        edition="1",
        work=partial(mark_part, names=DRUGS),
    )
    return boilerplate(corpus, worked(corpus, job), DRUGS, limit)


def family(many: int) -> list[Made]:
    return [
        Made(
            name=f"f{n}",
            decision="overturned" if n == 1 else "upheld",
            rationale=adapted(n),
            columns={
                "specialty": ("Neurology", "Pain Medicine")[n % 2],
                "year": 2013 + n,
            },
        )
        for n in range(many)
    ]


def test_a_text_adapted_by_names_and_numbers_is_one_family(tmp_path: Path) -> None:
    other = Made(name="x", decision="upheld", rationale=OTHER)

    found = watched(made_corpus([*family(5), other], tmp_path))

    [one] = found.families
    assert (one.letters, one.items, found.items, found.among) == (5, 5, 5, 6)
    assert one.specialties == {"Neurology": 3, "Pain Medicine": 2}
    assert one.outcomes == {"overturned": 1, "upheld": 4}
    assert one.treatments == {"baclofen": 5}
    assert one.years == (2013, 2017)
    assert one.members == ("f0-1", "f1-1", "f2-1", "f3-1", "f4-1")
    assert one.shared[1] == (
        "The notes say nothing of spasm, of function or of an end to this course."
    )
    assert len(one.shared) == 4


def test_two_letters_are_no_family(tmp_path: Path) -> None:
    found = watched(made_corpus(family(2), tmp_path))

    assert (found.families, found.found, found.items) == ((), 0, 0)


def test_a_guideline_quoted_by_many_is_no_boilerplate(tmp_path: Path) -> None:
    own = [
        "This claimant fell at work and never saw a therapist for her back at all.",
        "His reports of spring show gains in lifting, walking and sleep on the drug.",
        "Nobody examined her neck, and the records end two years before the request.",
        "A nurse case manager noted that he was working full duty without any pills.",
    ]
    made = [
        Made(
            name=f"q{n}", decision="upheld", rationale=f"{QUOTE} {words} {words[::-1]}"
        )
        for n, words in enumerate(own)
    ]

    assert watched(made_corpus(made, tmp_path)).found == 0


def test_short_rationales_are_not_compared(tmp_path: Path) -> None:
    made = [
        Made(name=f"s{n}", decision="upheld", rationale="It is not needed.")
        for n in range(5)
    ]

    found = watched(made_corpus(made, tmp_path))

    assert (found.found, found.among) == (0, 0)


def test_a_text_with_a_sentence_more_is_still_of_the_family(tmp_path: Path) -> None:
    made = family(4)
    longer = (
        f"{TEXT.format(drug='Soma', month='May', year=1, name='Wu', many=2)} So be it."
    )
    more = Made(name="g", decision="upheld", rationale=longer)

    [one] = watched(made_corpus([*made, more], tmp_path)).families

    assert one.letters == 5


def test_the_largest_family_comes_first_and_the_others_are_counted(
    tmp_path: Path,
) -> None:
    second = [Made(name=f"a{n}", decision="upheld", rationale=OTHER) for n in range(3)]

    found = watched(made_corpus([*second, *family(4)], tmp_path), limit=1)

    assert [each.letters for each in found.families] == [4]
    assert (found.found, found.items) == (2, 7)


def test_the_order_of_parts_and_other_letters_change_no_family(tmp_path: Path) -> None:
    other = [Made(name="x", decision="upheld", rationale=OTHER)]
    one = watched(made_corpus(family(6), tmp_path / "a"))
    two = watched(made_corpus([*other, *family(6)[::-1]], tmp_path / "b", parts=3))

    assert one.families == two.families


def test_outcomes_play_no_part_in_families(tmp_path: Path) -> None:
    swap = {"upheld": "overturned", "overturned": "upheld"}
    swapped = [
        Made(
            name=each.name,
            decision=swap[str(each.decision)],
            rationale=each.rationale,
            columns=each.columns,
        )
        for each in family(5)
    ]

    [one] = watched(made_corpus(swapped, tmp_path)).families

    assert one.outcomes == {"overturned": 4, "upheld": 1}
    assert one.members == ("f0-1", "f1-1", "f2-1", "f3-1", "f4-1")


def test_an_empty_corpus_has_no_families(tmp_path: Path) -> None:
    found = watched(made_corpus([], tmp_path))

    assert (found.families, found.among) == ((), 0)


@pytest.mark.parametrize("example", data()["examples"])
def test_each_example_of_masking_keeps_what_it_says(example: dict[str, object]) -> None:
    assert (
        list(own_sentences(str(example["words"]), "", frozenset())) == example["kept"]
    )


def test_words_of_the_request_are_masked() -> None:
    kept = own_sentences("The lumbar brace is not needed here.", "Lumbar brace", DRUGS)

    assert list(kept) == ["the is not needed here"]


@given(st.text(), st.text(max_size=20))
def test_any_rationale_can_be_masked(text: str, requested: str) -> None:
    for sentence in own_sentences(text, requested, DRUGS):
        assert sentence == " ".join(sentence.split())
        assert not set(sentence.split()) & DRUGS


def test_a_sketch_estimates_what_two_texts_share() -> None:
    words = [f"w{n}" for n in range(300)]
    sketches = [
        np.frombuffer(sketch(some), "<u4")
        for some in (words[:200], words[100:], words[:200])
    ]

    shares = alike(sketches[0], np.stack(sketches))

    assert shares[0] == shares[2] == 1.0
    assert shares[1] == pytest.approx(1 / 3, abs=0.18)  # three standard errors
    assert len(sketches[0]) == PLACES


def test_sketches_are_the_same_in_every_run() -> None:
    found = np.frombuffer(sketch(["no", "spasm"]), "<u4")

    assert found[:2].tolist() == [3371385158, 3745454378]


def test_families_are_chains_of_what_is_alike() -> None:
    words = [f"w{n}" for n in range(100)]
    texts = [words[:90], words[5:95], words[10:], ["x", "y", "z"]]
    sketches = np.stack([np.frombuffer(sketch(each), "<u4") for each in texts])

    assert families(sketches, 0.75, 4).tolist() == [0, 0, 0, 3]


def test_buckets_hold_what_agrees_in_a_band_and_in_the_number_given() -> None:
    same = np.tile(np.arange(PLACES, dtype=np.uint32), (4, 1))
    within = np.array([1, 2, 1, 2], np.uint64)

    found = {tuple(map(int, group)) for group in buckets(same, 4, within)}

    assert found == {(0, 2), (1, 3)}


def test_runs_of_a_short_text_are_none() -> None:
    assert runs(["one", "two"], 4) == []
