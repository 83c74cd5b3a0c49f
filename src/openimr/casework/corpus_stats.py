"""Counts over a corpus: the names people use handed to the room that counts."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path

from openimr.corpus.stats import (
    Names,
    Question,
    citations,
    cited_pages,
    count,
    days_to_decision,
    names_of,
    specialties,
    trend,
)
from openimr.corpus.stats.view_sheets import View
from openimr.corpus.store import Corpus, open_corpus

from .engine import knowledge


class Look(StrEnum):
    """The ready-made views, and the plain table of counts."""

    COUNTS = "counts"
    TREND = "trend"
    GUIDELINES = "guidelines"
    SPECIALTIES = "specialties"
    DAYS = "days"
    CITATIONS = "citations"


_VIEWS: dict[Look, Callable[[Corpus, Question, Names], View]] = {
    Look.COUNTS: count,
    Look.TREND: trend,
    Look.GUIDELINES: cited_pages,
    Look.SPECIALTIES: specialties,
    Look.DAYS: days_to_decision,
    Look.CITATIONS: citations,
}


def corpus_stats(folder: Path, question: Question, look: Look = Look.COUNTS) -> View:
    """Return the answer to a question about the corpus in a folder.

    Conditions may name drugs by their brands, and treatments and guidelines by what
    the guideline library calls them.

    Raises:
        MissingInputError: there is no such folder.
        InputError: no corpus is in it, or the question names no known field or value.
        UnreadableFileError: a part of the corpus is damaged.
    """
    return _VIEWS[look](open_corpus(folder), question, known_names())


@cache
def known_names() -> Names:
    """Return every name of drugs, treatments and guidelines that a condition may use.

    Of guidelines these are the names in letters and in the library, with the year in
    brackets or without it.
    """
    known = knowledge()
    guidelines = {
        id_: [*_without_year(source.name), *_without_year(source.letter_name)]
        for id_, source in known.library.sources.items()
    }
    return names_of(known.vocabulary, guidelines)


def _without_year(name: str) -> list[str]:
    return [name, name.partition(" (")[0]]
