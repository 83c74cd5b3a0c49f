"""Guidelines that a page cites for what they say, and challenges of the MTUS."""

import re
from collections.abc import Iterator

from openimr.documents.phrases import Hit, places_of_words, words_of
from openimr.domain import Challenge, CitedBy, CitedEvidence, CitedKind, Held
from openimr.text import Sentence

from .cited_knowledge import citing_words
from .cited_pages import CitingPage, joined
from .citing import citations, cited_apart

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CHAPTER = re.compile(
    r"(?P<chapter>[A-Z][\w'&/-]*(?:\s(?:and|&|of|the|[A-Z][\w'&/-]*))*)\s(?:[Cc]hapter|[Ss]ection)"
    r"|(?:[Cc]hapter|[Ss]ection)s?:?\s(?:on\s)?(?P<named>[A-Z][\w'&/-]*(?:\s[A-Z][\w'&/-]*)*|\d+)"
)
_PAGES = re.compile(r"\b(?:pages?|pp?\.)\s?(?P<pages>\d{1,4}(?:\s?-\s?\d{1,4})?)", re.I)
_FARTHEST = 130
_NEAR = 110


def guidelines_on(page: CitingPage, by: CitedBy) -> Iterator[CitedEvidence]:
    """Yield the guidelines that a page cites, the MTUS among them.

    A guideline that is only named, as in "consistent with the MTUS and ODG", is not
    cited: no recommendation is taken from it.
    """
    for sentence in page.sentences:
        found: dict[str, Hit[str]] = {}
        for hit in citing_words().guidelines.find(_bare_words(sentence.text)):
            found.setdefault(hit.meaning, hit)
        located = _located(sentence.text)
        if found and (located or _recommends(sentence.text)):
            for name, hit in found.items():
                yield _cited(page, sentence, name, hit, by)


def _bare_words(text: str) -> list[str]:
    """Return the words with the owner's 's taken off, as many as there are."""
    return [word.removesuffix("'s") for word in words_of(text)]


def _located(text: str) -> bool:
    return bool(_CHAPTER.search(text) or _PAGES.search(text))


def _recommends(text: str) -> bool:
    plain = citing_words().plain
    words = words_of(text)
    return bool(plain["recommending"].find(words)) and not plain["boilerplate"].find(
        words
    )


def _cited(
    page: CitingPage, sentence: Sentence, guideline: str, hit: Hit[str], by: CitedBy
) -> CitedEvidence:
    places = places_of_words(sentence.text)
    start, end = places[hit.start][0], places[hit.start + hit.words - 1][1]
    near = sentence.text[start : end + _FARTHEST]
    chapter, pages, year = (
        _CHAPTER.search(near),
        _PAGES.search(near),
        _YEAR.search(near),
    )
    apart = [
        one
        for one in cited_apart(citations(near))
        if one.chapter and one.name.lower().startswith(sentence.text[start:end].lower())
    ]
    around = page.over(sentence.start, sentence.end, beyond=1)
    attached = citing_words().plain["attached"].find(words_of(joined(around)))
    told = (chapter["chapter"] or chapter["named"]) if chapter else None
    return CitedEvidence(
        by=by,
        kind=CitedKind.MTUS if guideline == "mtus" else CitedKind.GUIDELINE,
        guideline=guideline,
        name=sentence.text[start:end],
        year=int(year[0]) if year else None,
        chapter=apart[0].chapter if apart else told,
        pages=pages["pages"] if pages else None,
        held=Held.SAID_ATTACHED if attached else None,
        document=page.document.id,
        day=page.document.date,
        evidence=(page.quote(sentence.start, sentence.end),),
        passage=joined(around),
    )


def challenges_on(page: CitingPage, by: CitedBy) -> Iterator[Challenge]:
    """Yield what a page says against the MTUS as the governing standard."""
    for sentence in page.sentences:
        clear = challenge_in(sentence.text)
        if clear is None:
            continue
        review = by is CitedBy.UTILIZATION_REVIEW
        if review and told_of(sentence.text) is not CitedBy.TREATING_PHYSICIAN:
            continue
        yield Challenge(
            clear=clear,
            document=page.document.id,
            day=page.document.date,
            told_by_review=review,
            evidence=(page.quote(sentence.start, sentence.end),),
            passage=joined(page.over(sentence.start, sentence.end, beyond=2)),
        )


def challenge_in(sentence: str) -> bool | None:
    """Tell whether a sentence challenges the MTUS: clearly, by implication, or not.

    >>> challenge_in("The MTUS presumption of correctness is challenged.")
    True
    >>> challenge_in("The MTUS presumption may be rebutted.") is None
    True
    """
    words = citing_words().challenge
    if words.recited.search(sentence):
        return None
    for verb in words.verbs.finditer(sentence):
        if not words.excluded.search(sentence[: verb.end()]) and _object(
            sentence, verb
        ):
            return True
    if words.excluded.search(sentence) or not words.variance.search(sentence):
        return None
    return False if words.justified.search(sentence) else None


def _object(sentence: str, verb: re.Match[str]) -> bool:
    """Tell whether it is the MTUS that a verb challenges."""
    words = citing_words().challenge
    near = max(0, verb.start() - _NEAR)
    before = sentence[near : verb.start()]
    after = sentence[verb.end() : verb.end() + _NEAR]
    named = words.objects.search(after)
    if named is not None:
        return not words.others.search(after[: named.start()])
    return bool(words.objects.search(before) and not words.others.search(before))


def told_of(sentence: str) -> CitedBy | None:
    """Return whose citation a sentence tells of, where it is another's."""
    for by, pattern in citing_words().told_of.items():
        if pattern.search(sentence):
            return by
    return None
