"""Answer a guideline's questions about one disputed item from the records."""

import datetime as dt
from collections.abc import Sequence

from openimr.domain import DisputedItem, Fact, FactQuestion, Finding, Search

from .ask import Ask
from .entries import load_facts
from .finders import answer
from .records import Records
from .site import site_of
from .subjects import subject_of


def find_facts(
    records: Records,
    item: DisputedItem,
    questions: Sequence[FactQuestion],
    as_of: dt.date,
) -> tuple[Fact, ...]:
    """Return one fact for each question, in the order asked.

    ``as_of`` is the day of the request: what records say of later days does not count.
    A silent answer carries the whole search: terms, documents, days covered, pages
    that could not be read, and the passages that came closest with why they do not
    count.  A fact that the lexicon does not know is silent, and says so.
    """
    known = load_facts()
    subject = subject_of(item, records.names)
    site = site_of(item.details)
    facts = []
    for question in questions:
        entry = known.get(question.fact)
        if entry is None:
            facts.append(_unknown(question, records))
            continue
        asked = Ask(records, entry, item, question, as_of, subject, site)
        facts.append(answer(asked))
    return tuple(facts)


def _unknown(question: FactQuestion, records: Records) -> Fact:
    return Fact(
        fact=question.fact,
        finding=Finding.SILENT,
        how="the program does not look for this; a reader has to",
        searched=Search(
            terms=(),
            documents=tuple(document.id for document in records.documents),
            unreadable=records.unreadable,
        ),
    )
