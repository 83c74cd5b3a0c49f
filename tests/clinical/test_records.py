"""Short fictional records in many voices, with what must be found in them.

Each mutation changes a few words of a record and must flip the finding.
"""

import pytest

from openimr.domain import CaseFile
from openimr.text import fold

from .cases import Expected, Mutation, Record, load_records, unsound

RECORDS = load_records()
QUESTIONS = [
    pytest.param(record, expected, id=f"{record.name}-{expected.fact}")
    for record in RECORDS
    for expected in record.expected
]
MUTATIONS = [
    pytest.param(record, mutation, id=f"{record.name}-{mutation.expected.fact}-{at}")
    for record in RECORDS
    for at, mutation in enumerate(record.mutations)
]


def _check(record: Record, case: CaseFile, expected: Expected) -> None:
    fact = record.ask(case, expected)

    assert fact.finding.value == expected.finding
    assert expected.value in {None, str(fact.value)}
    quotes = [each.quote for each in fact.evidence]
    assert expected.quote is None or any(fold(expected.quote) in q for q in quotes)
    near = [n.evidence.quote for n in fact.searched.nearest] if fact.searched else []
    assert expected.near is None or any(fold(expected.near) in q for q in near)


@pytest.mark.parametrize(("record", "expected"), QUESTIONS)
def test_a_record_answers_as_a_careful_reader_would(
    record: Record, expected: Expected
) -> None:
    _check(record, record.case(), expected)


@pytest.mark.parametrize(("record", "mutation"), MUTATIONS)
def test_changed_words_change_the_finding(record: Record, mutation: Mutation) -> None:
    case = record.case(mutation.old, mutation.new)

    assert case != record.case()
    _check(record, case, mutation.expected)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_every_quote_stands_on_its_page(record: Record) -> None:
    case = record.case()
    facts = [record.ask(case, expected) for expected in record.expected]
    near = [n.evidence for f in facts if f.searched for n in f.searched.nearest]
    shown = [quote for fact in facts for quote in (*fact.evidence, *fact.against)]

    assert shown
    assert [unsound(case, quote) for quote in (*shown, *near)] == [None] * (
        len(shown) + len(near)
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_only_silence_carries_a_search_trail(record: Record) -> None:
    case = record.case()
    facts = [record.ask(case, expected) for expected in record.expected]

    for fact in facts:
        silent = fact.finding.value == "silent"
        assert (fact.searched is not None) is silent
        assert silent or fact.evidence
        if fact.searched is not None:
            assert fact.searched.terms
            assert fact.searched.documents
