"""Whatever stands on the pages, the room answers, and quotes what is there."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.clinical import find_facts, find_history, read_records, read_summary
from openimr.clinical.entries import load_facts
from openimr.domain import DocumentKind, FactQuestion, Finding

from .cases import drug_item, one_page, unsound

QUESTIONS = [FactQuestion(fact=fact) for fact in load_facts()]
PIECES = st.sampled_from(
    [
        "EXAM: ", "PLAN:\n", "HPI: ", "no spasm ", "spasm ", "baclofen 10 mg tid #90 ",
        "Norco 10/325 ", "7/10 with, 9/10 without ", "since 2012 ", "06/06/2014 ",
        "[ ] ", "[x] full duty ", "his wife takes Soma ", ". ", "\n", "\n\n", " - ",
        "stopped ", "if ", "\u00ad\n", "failed ", "able to walk ", "\t", "from 1 to 2 ",
        "31/31/2014 ", "q4-6h ", "0/0 ", "\u0130", "#0 ", "x 3 weeks ",
    ]
)  # fmt: skip
PAGES = st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)
KINDS = st.sampled_from(DocumentKind)
DAYS = st.sampled_from([dt.date.min, dt.date(2014, 10, 20), dt.date.max])
ITEM = drug_item("baclofen", "Baclofen 10 mg #90", 90)


@settings(max_examples=120, deadline=None)
@given(PAGES, KINDS, DAYS)
def test_every_page_is_answered_and_quoted_verbatim(
    text: str, kind: DocumentKind, day: dt.date
) -> None:
    case = one_page(text, kind)
    records = read_records(case)

    facts = find_facts(records, ITEM, QUESTIONS, day)
    history = find_history(records, None, day)

    assert [fact.fact for fact in facts] == [question.fact for question in QUESTIONS]
    quotes = [e for fact in facts for e in (*fact.evidence, *fact.against)]
    quotes += [e for point in history.points for e in point.evidence]
    assert [unsound(case, quote) for quote in quotes] == [None] * len(quotes)
    for fact in facts:
        assert (fact.searched is None) is (fact.finding is not Finding.SILENT)


@settings(max_examples=40, deadline=None)
@given(PAGES)
def test_any_summary_is_answered(text: str) -> None:
    facts = find_facts(read_summary(text), ITEM, QUESTIONS, dt.date(2014, 12, 1))

    assert len(facts) == len(QUESTIONS)


def test_the_same_pages_give_the_same_answers() -> None:
    case = one_page("HPI: On baclofen 10 mg tid she can walk the dog again. No falls.")

    first, second = (
        find_facts(read_records(case), ITEM, QUESTIONS, dt.date(2014, 10, 20))
        for _ in range(2)
    )

    assert first == second


def test_a_fact_the_lexicon_lacks_is_silent_and_says_so() -> None:
    question = FactQuestion(fact="moon_phase")

    fact = find_facts(
        read_records(one_page("EXAM: none")), ITEM, [question], dt.date(2014, 10, 20)
    )[0]

    assert fact.finding is Finding.SILENT
    assert fact.how == "the program does not look for this; a reader has to"
    assert fact.searched is not None
    assert fact.searched.terms == ()
