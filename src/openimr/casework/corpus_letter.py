"""The road to one published letter, to names for its values, and to its like."""

from dataclasses import asdict
from functools import cache, lru_cache
from pathlib import Path

from openimr.corpus.precedents import LIMIT, Precedents, precedents
from openimr.corpus.remaking import item_of
from openimr.corpus.shelf import Shelf, ShelvedItem, ShelvedLetter
from openimr.corpus.store import open_corpus
from openimr.domain import Letter, LetterCase, LetterItem
from openimr.errors import KnowledgeError

from .corpus_similar import asked_in_letter, precedent_names
from .engine import knowledge


def letter_shelf(folder: Path) -> Shelf:
    """Return the shelf of letters of the corpus in a folder.

    Raises:
        MissingInputError, InputError, UnreadableFileError: there is no corpus.
    """
    return Shelf(open_corpus(folder))


def like_item(
    folder: Path, letter: ShelvedLetter, number: int, limit: int = LIMIT
) -> Precedents | None:
    """Return determinations like an item of a published letter, of both outcomes.

    Criteria of other letters come from a replay of the corpus only: nothing is read
    anew for this question, and nothing is written.

    Args:
        folder: of the corpus.
        letter: a letter of it.
        number: of the item in the letter, from 1; None comes back where it has none.
        limit: items to return of each side.

    Raises:
        InputError, UnreadableFileError: as for ``precedents``.
    """
    wanted = next((each for each in letter.items if each.number == number), None)
    if wanted is None:
        return None
    [asked] = asked_in_letter(_remade(letter, wanted), letter.letter)
    return precedents(open_corpus(folder), asked, precedent_names(), limit=limit)


def _remade(letter: ShelvedLetter, item: ShelvedItem) -> Letter:
    """Return the letter as it was read, with one of its items."""
    return Letter(
        source=letter.source or letter.letter,
        format=None,
        case=LetterCase(ur_date=letter.ur_date, decision_date=letter.decision_date),
        reviewer=None,
        summary_text=letter.summary_text,
        items=(_item(item),),
    )


def _item(item: ShelvedItem) -> LetterItem:
    row = asdict(item)
    return item_of(row, list(row["citations"]), knowledge().requests.read)


@cache
def _guidelines() -> dict[str, str]:
    """Return what guidelines are called; a name of two editions tells which."""
    sources = knowledge().library.sources.values()
    names = [each.letter_name for each in sources]
    return {
        each.id: each.letter_name if names.count(each.letter_name) == 1 else each.name
        for each in sources
    }


def shown_name(field: str, value: str) -> str:
    """Return what a value of a field of the corpus is called on a page.

    >>> shown_name("page", "mtus_cp_2009 63")
    'MTUS Chronic Pain Medical Treatment Guidelines p. 63'
    >>> shown_name("treatment", "topical_compound"), shown_name("drug", "baclofen")
    ('Compounded and combined topicals', 'baclofen')
    """
    if field == "guideline":
        return _guidelines().get(value, value)
    if field == "page":
        guideline, _, page = value.rpartition(" ")
        return f"{_guidelines().get(guideline, guideline)} p. {page}"
    return _title(value) if field == "treatment" else value


@lru_cache(maxsize=1024)
def _title(treatment: str) -> str:
    try:
        return knowledge().library.family(treatment).title
    except KnowledgeError:
        return treatment.replace("_", " ")  # of a library that knows it no more
