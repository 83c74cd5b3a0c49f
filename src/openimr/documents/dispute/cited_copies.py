"""Whether a cited study or guideline can be read in the file itself."""

import re
from dataclasses import replace

from openimr.documents.phrases import words_of
from openimr.domain import (
    DISPUTE_PAPERS,
    READABLE,
    CaseFile,
    CitedEvidence,
    CitedKind,
    Held,
    Page,
)

from .text import Place

_HEADS = re.compile(
    r"\b(?:abstract|introduction|background|objectives?|methods|results|conclusions?"
    r"|references|doi|summary|recommendations?)\b",
    re.IGNORECASE,
)
_OPENING = 900
_TITLE_WORDS = 5
_COPY_PAGES = 3


def with_copy(case: CaseFile, cited: CitedEvidence) -> CitedEvidence:
    """Return a citation with the page where its copy or excerpt begins, if one does.

    A copy has three pages or more from there to the end of its document; less is an
    excerpt.
    """
    if cited.kind is CitedKind.MTUS:
        return cited
    for page in case.pages:
        place = _opens(page, cited) if _may_be(case, page, cited) else None
        if place is not None and page.document is not None:
            document = case.document(page.document)
            left = document.first_page + document.pages - page.number
            held = Held.COPY if left >= _COPY_PAGES else Held.EXCERPT
            evidence = (*cited.evidence, place.evidence(document))
            return replace(cited, held=held, evidence=evidence)
    return cited


def _may_be(case: CaseFile, page: Page, cited: CitedEvidence) -> bool:
    if page.status not in READABLE or page.document is None:
        return False
    same = page.document == cited.document
    if same:
        return page.number != cited.evidence[0].page
    document = case.document(page.document)
    return document.kind not in DISPUTE_PAPERS and not document.misfiled


def _opens(page: Page, cited: CitedEvidence) -> Place | None:
    """Return the words of a page's opening by which it is the cited work."""
    opening = page.text[:_OPENING]
    first_word = next(iter(words_of(cited.name or "")), "")
    if not first_word or first_word not in opening.lower():
        return None
    if cited.kind is CitedKind.GUIDELINE:
        wanted = words_of(f"{cited.name or ''} {cited.chapter or ''}")
        found = bool(cited.chapter) and _along(opening[:300], wanted)
    else:
        wanted = words_of(cited.name or "")[:_TITLE_WORDS]
        found = len(wanted) >= _TITLE_WORDS - 1 and _along(opening, wanted)
    if not found or not _HEADS.search(page.text):
        return None
    first = next((line for line in opening.split("\n") if line.strip()), opening)
    start = opening.find(first)
    return Place(page, start, start + len(first))


def _along(text: str, wanted: tuple[str, ...]) -> bool:
    """Tell whether words stand in a text one after the other."""
    words = words_of(text)
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))
