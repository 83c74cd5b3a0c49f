"""Facts and sentences of a physician: checked against the page and the list."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from openimr.casework.own_findings import (
    own_fact,
    passage,
    stands,
)
from openimr.casework.own_words import (
    Source,
    item_sources,
    read_statements,
    spelled,
    summary_sources,
)
from openimr.casework.review_case import Reviewed
from openimr.domain import (
    Credentials,
    Quantity,
)
from openimr.domain.own_work import (
    OwnWork,
)
from openimr.errors import OwnWorkError
from openimr.signing import (
    CaseFileDigest,
)

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "case"
AT = dt.datetime(2014, 12, 22, 10, tzinfo=dt.UTC)
WHO = Credentials(licensed_in=("California",), board_certifications=("Pain Medicine",))
FILES = (CaseFileDigest(file="a.pdf", bytes=3, sha256="0" * 64),)


@pytest.fixture(scope="module")
def reviewed(example: Reviewed) -> Reviewed:
    return example


def _first(reviewed: Reviewed) -> tuple[int, int, int, str]:
    """Return a place in the case file where words stand."""
    for number, page in enumerate(reviewed.case.pages, 1):
        at = page.text.find("spasm")
        if at >= 0 and page.document is not None:
            return number, at, at + 5, "spasm"
    raise AssertionError


@pytest.mark.parametrize(
    ("place", "words", "problem"),
    [
        ((0, 0, 4), "x", "no such page"),
        ((999, 0, 4), "x", "no such page"),
        ((1, 0, 4), "not there", "do not stand there"),
        ((1, 5, 5), "", "do not stand there"),
        ((1, -9, 10**9), "", "do not stand there"),
    ],
)
def test_only_words_of_the_page_are_evidence(
    reviewed: Reviewed, place: tuple[int, int, int], words: str, problem: str
) -> None:
    with pytest.raises(OwnWorkError, match=problem):
        passage(reviewed.case, *place, words)


def test_a_passage_is_folded_trimmed_and_found_again(reviewed: Reviewed) -> None:
    number, at, end, _ = _first(reviewed)
    text = reviewed.case.pages[number - 1].text
    start = text.rfind(" ", 0, at)

    found = passage(reviewed.case, number, start, end, text[start:end])

    assert found.start == start + 1
    assert found.quote == text[start:end].strip()
    assert stands(reviewed.case, found)
    assert not stands(reviewed.case, replace(found, start=found.start + 1))


@pytest.mark.parametrize(
    ("item", "fact", "said", "problem"),
    [
        (3, "muscle_spasm_exam", "absent", "no item of that number"),
        (1, "muscle_spasm", "absent", "no fact is called"),
        (1, "muscle_spasm_exam", "silent", "cannot show silence"),
        (1, "muscle_spasm_exam", "3 weeks", "the fact is not a number"),
        (1, "duration_of_use", "present", "none is given"),
        (1, "duration_of_use", "3 days", "counted in weeks"),
    ],
)
def test_a_fact_outside_the_vocabulary_is_refused(
    reviewed: Reviewed, item: int, fact: str, said: str, problem: str
) -> None:
    found = passage(reviewed.case, *_first(reviewed))

    with pytest.raises(OwnWorkError, match=problem):
        own_fact(reviewed.determination, item, fact, said, found)


def test_a_number_is_taken_in_the_unit_of_the_fact(reviewed: Reviewed) -> None:
    found = passage(reviewed.case, *_first(reviewed))

    fact = own_fact(reviewed.determination, 2, "duration_of_use", "2", found)

    assert fact.value == Quantity(2, "weeks")


def test_what_is_proposed_is_spelled_and_read_back_word_for_word(
    reviewed: Reviewed,
) -> None:
    proposal, work = reviewed.determination, OwnWork()
    for number, item in enumerate(proposal.items, 1):
        sources = item_sources(proposal, proposal, work, number)

        again = read_statements(spelled(item.rationale, sources), sources)

        assert [said.text for said in again] == [said.text for said in item.rationale]
        assert [set(said.evidence) for said in again] == [
            set(said.evidence) for said in item.rationale
        ]
    sources = summary_sources(proposal, proposal, work)
    again = read_statements(spelled(proposal.summary, sources), sources)
    assert [said.text for said in again] == [said.text for said in proposal.summary]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" \n ", "nothing is written"),
        ("No spasm was found.", "line 1: it rests on nothing"),
        ("Spasm [1].\nNone [7].", "line 2: there is no source .7."),
        ("[1]", "line 1: it has marks and no words"),
        ("a" * 4001 + "[1]", "line 1: it is too long"),
        ("a [1]\n" * 201, "too many lines"),
    ],
)
def test_a_sentence_that_rests_on_nothing_is_refused(
    reviewed: Reviewed, text: str, problem: str
) -> None:
    found = passage(reviewed.case, *_first(reviewed))

    with pytest.raises(OwnWorkError, match=problem):
        read_statements(text, [Source(mark="1", evidence=found)])
