"""Sentences of utilization review's reasons: what they cite, decide, or argue."""

import re
from collections.abc import Iterator, Sequence

from openimr.documents.phrases import places_of_words, words_of
from openimr.domain import UrCitation
from openimr.text import find_sentences, fold

from .knowledge import forms

_NAME = r"[A-Z0-9][\w.'\u2019/&-]*"
_JOINING = (
    r"and|or|of|for|the|in|to|on|with|by|page|pages|pp?\.|chapter|section|sections|table"
    r"|guideline|guidelines|first|second|third|edition|ed\.|treatment|index|web|version|updated|at|through"
)
_RUN = re.compile(
    rf"(?:\([^()]*\)|(?:{_JOINING})(?![\w-])|{_NAME}|\d[\d.,-]*|[-,;/&\s\u2013\u2014]+)*"
)
_LOOSE_END = re.compile(
    r"(?:[\s,;:/&.\u2013-]+|(?<=\s)(?:and|or|of|for|the|in|to|on|with|by|at|through))+$"
)
_LABEL = re.compile(
    r"^\s*(?:guidelines?|criteria|authority|sources?|references?)"
    r"(?: source| cited| used| applied)?\s*:\s*",
    re.IGNORECASE,
)
_ITS_NAME = re.compile(r"^(?:the|these|this|per|under|see|from)\s+", re.IGNORECASE)
_PAGES = re.compile(
    r"[,(]?\s*\b(?:pages?|pp?\.?|pgs?\.?)\s*(?P<pages>\d{1,4}"
    r"(?:\s*(?:-|\u2013|to|and|,|&|,\s*and)\s*\d{1,4})*)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"\bchapter\s+\d{1,2}\b", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)[^\s;]+", re.IGNORECASE)
_LONGEST = 260


def citations(text: str) -> str | None:
    """Return the guidelines that a text names, with chapter and pages, as written.

    >>> citations("MTUS, page 50, limits massage. Six were given.")
    'MTUS, page 50'
    >>> citations("Guideline: ODG, Pain chapter. The ODG does not favour it.")
    'ODG, Pain chapter'
    """
    found: list[str] = []
    for sentence in find_sentences(fold(text)):
        found += [one for one in _cited(sentence.text) if one not in found]
    full = [one for one in found if not is_bare(one)] or found[:1]
    kept = [one for one in full if not any(one in x for x in full if x != one)]
    written = "; ".join(kept)
    while len(written) > _LONGEST and kept[1:]:
        kept = kept[:-1]
        written = "; ".join(kept)
    return written[:_LONGEST] or None


def cited_apart(written: str | None) -> tuple[UrCitation, ...]:
    """Take citations apart into name, chapter, pages and address.

    >>> one, = cited_apart("MTUS Chronic Pain Guidelines, Baclofen, pages 63-66")
    >>> one.name, one.chapter, one.pages
    ('MTUS Chronic Pain Guidelines', 'Baclofen', '63-66')
    """
    parts = re.split(r";\s+", written) if written else ()
    return tuple(_apart(part) for part in parts if part.strip())


def _apart(part: str) -> UrCitation:
    url, pages = _URL.search(part), _PAGES.search(part)
    chapter = _CHAPTER.search(part)
    rest = _URL.sub("", _PAGES.sub("", part))
    name, comma, topic = rest.partition(",")
    topic = topic.strip(" ,;.()") if comma else ""
    return UrCitation(
        name=name.strip(" ,;.("),
        chapter=topic or (chapter[0] if chapter else None),
        pages=pages["pages"].strip() if pages else None,
        url=url[0].rstrip(".,)") if url else None,
    )


def _cited(sentence: str) -> Iterator[str]:
    if is_citation(sentence):
        yield _without_heading(_LABEL.sub("", sentence)).rstrip(" .;:")
        return
    end = 0
    for start in _names(sentence):
        if start >= end:
            run = _RUN.match(sentence, start)
            end = run.end() if run else start
            words = _LOOSE_END.sub("", sentence[start:end])
            if words:
                yield words


def _without_heading(citation: str) -> str:
    """Take off ``Guidelines applied`` before a name that it runs into."""
    lead = citation[: _names(citation)[0]]
    heads = forms().guideline_sections.find(words_of(lead))
    if any(hit.start == 0 and hit.words == len(words_of(lead)) for hit in heads):
        return citation[len(lead) :]
    return _ITS_NAME.sub("", citation)


def _names(text: str) -> list[int]:
    """Return where the name of a guideline stands in a text."""
    places = places_of_words(text)
    hits = forms().guideline_names.find([word for _, _, word in places])
    return sorted({places[hit.start][0] for hit in hits})


def is_bare(citation: str) -> bool:
    """Tell whether a citation is a guideline's name and says no more."""
    words = words_of(citation)
    hits = forms().guideline_names.find(words)
    return not any(c.isdigit() for c in citation) and any(
        hit.words >= len(words) for hit in hits
    )


def is_citation(sentence: str) -> bool:
    """Tell whether a sentence names a guideline and does nothing else."""
    body = _LABEL.sub("", sentence)
    if not _names(body):
        return False
    words = set(words_of(re.sub(r"\([^()]*\)", " ", body)))
    return words.isdisjoint(forms().verbs)


def is_formula(sentence: str, item: str) -> bool:
    """Tell whether a sentence repeats the decision on an item and says no more.

    >>> is_formula("Therefore the request is non-certified.", "Baclofen 10 mg")
    True
    >>> is_formula("No benefit is recorded, so it is not certified.", "Baclofen")
    False
    """
    words = list(words_of(sentence))
    hits = forms().outcomes.find(words)
    if not hits:
        return False
    decided = {at for hit in hits for at in range(hit.start, hit.start + hit.words)}
    rest = {word for at, word in enumerate(words) if at not in decided}
    rest = {word for word in rest if any(c.isalpha() for c in word)}
    return rest <= forms().formula_words | set(words_of(item))


def arguments(text: str, item: str) -> list[str]:
    """Return the sentences that argue: no citations alone, no decision alone."""
    return [
        sentence.text
        for sentence in find_sentences(fold(text))
        if any(c.isalpha() for c in sentence.text)
        and not is_citation(sentence.text)
        and not is_formula(sentence.text, item)
    ]


def fitting(sentences: Sequence[str], longest: int) -> str:
    """Join the sentences that fit; a first one that is too long ends at a clause."""
    if not sentences:
        return ""
    text = sentences[0]
    if len(text) > longest:
        cut = max(text.rfind("; ", 0, longest), text.rfind(", ", 0, longest))
        return text[: cut if cut > 0 else text.rfind(" ", 0, longest)].rstrip(" ,;")
    for sentence in sentences[1:]:
        if len(text) + 1 + len(sentence) > longest:
            break
        text = f"{text} {sentence}"
    return text
