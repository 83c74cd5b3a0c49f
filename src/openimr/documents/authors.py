"""Who wrote a document: the signature, else a label, else the letterhead."""

import re
from collections.abc import Iterator
from itertools import chain

from openimr.domain import DocumentKind

from .places import Told, place_in
from .signs import find_signed_name, is_letterhead, is_list_item, is_prose
from .titles import firm_in
from .views import PageView

_BY_LABEL = re.compile(
    r"\b(?:provider|physician|surgeon|therapist|read by|attending|examiner|operator"
    r"|interpreted by|reviewer|reviewed by|acupuncturist|radiologist)"
    r"(?:'s)?(?: signature| name)?\s*:?\s+",
    re.IGNORECASE,
)
_LABEL_WORDS = frozenset(
    (
        "provider physician surgeon therapist read attending examiner operator "
        "interpreted reviewer reviewed acupuncturist radiologist"
    ).split()
)
_SIGNED_BY = re.compile(
    r"^(?:/s/|(?:electronically |digitally |e-|dictated and |read and |dictated/)*"
    r"(?:signed|authenticated|verified|dictated)"
    r"(?: and (?:signed|verified))?(?: electronically)?(?: by)?|by|signature)\s*:?\s*",
    re.IGNORECASE,
)
_COPIED = re.compile(
    r"^(?:co-?signed|ordering|cc|c|to|from|re|dear|attn|attention|referr\w+)\b\s*:?",
    re.I,
)
_ORGANISATIONS = frozenset(
    {
        DocumentKind.UR_DECISION,
        DocumentKind.LABORATORY_REPORT,
        DocumentKind.PRESCRIPTION,
        DocumentKind.CORRESPONDENCE,
        DocumentKind.IMAGING_REPORT,
        DocumentKind.OTHER,
    }
)
_FOOT = 8


def tell_author(pages: tuple[PageView, ...], kind: DocumentKind) -> Told[str] | None:
    """Return who wrote a document, as written, or None where nothing says so.

    The worker's own forms have no author here: the name of the worker stays out of
    the index.
    """
    if not pages or kind is DocumentKind.IMR_APPLICATION:
        return None
    signed = ((name, line, len(pages) - 1) for name, line in _signatures(pages[-1]))
    found = chain(signed, ((name, line, 0) for name, line in _headed(pages[0], kind)))
    for name, line, page in found:
        text = pages[page].lines[line]
        return Told(name, place_in(text, name, page=page, at=line))
    return None


def _headed(page: PageView, kind: DocumentKind) -> Iterator[tuple[str, int]]:
    """Yield whom the first page names, by label, letterhead or profession."""
    if kind is DocumentKind.CORRESPONDENCE:
        # Physicians named at the head of a letter are mostly those it goes to.
        yield from _letterhead(page)
        return
    yield from _labelled(page)
    if kind in _ORGANISATIONS:
        yield from _letterhead(page)
    yield from _heads(page)


def _signatures(page: PageView) -> Iterator[tuple[str, int]]:
    """Yield signed names from the bottom up, not above the salutation of a letter."""
    for line in reversed(page.foot[-_FOOT:]):
        text, words = page.lines[line], page.words[line]
        if words[:1] == ("dear",):
            return
        if _COPIED.match(text) or is_prose(text) or is_list_item(text):
            continue
        signed = _SIGNED_BY.match(text)
        name = find_signed_name(text, words, signed.end() if signed else 0)
        if name:
            yield name, line


def _labelled(page: PageView) -> Iterator[tuple[str, int]]:
    for line in page.head:
        text, words = page.lines[line], page.words[line]
        if _LABEL_WORDS.isdisjoint(words):
            continue
        for label in _BY_LABEL.finditer(text):
            name = find_signed_name(text, words, label.end())
            if name:
                yield name, line


def _letterhead(page: PageView) -> Iterator[tuple[str, int]]:
    """Yield the name of a firm: letters of a firm name physicians they go to."""
    first = page.lines[page.head[0]] if page.head else ""
    if is_letterhead(first):
        firm = firm_in(re.split(r"\s{3,}", first)[0])
        if firm:
            yield firm, page.head[0]


def _heads(page: PageView) -> Iterator[tuple[str, int]]:
    for line in page.head[:3]:
        text, words = page.lines[line], page.words[line]
        name = find_signed_name(text, words, anywhere=True)
        if name and not _COPIED.match(text):
            yield name, line
