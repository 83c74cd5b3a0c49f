"""What the treating physician and utilization review cite, and who challenges the MTUS.

The requester's papers are the request, the reports that ask for the treatment and
letters of appeal (8 CCR 9792.21.1(b)).  An article in the file is no citing paper: its
own list of references is nobody's argument.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from openimr.domain import (
    CaseFile,
    Challenge,
    CitedBy,
    CitedEvidence,
    CitedInCase,
    CitedKind,
    Document,
    DocumentKind,
)

from .cited_copies import with_copy
from .cited_guidelines import challenges_on, guidelines_on, told_of
from .cited_pages import CitingPage, citing_pages
from .cited_studies import merged, studies_on

_BY = {
    DocumentKind.RFA: CitedBy.TREATING_PHYSICIAN,
    DocumentKind.PROGRESS_REPORT: CitedBy.TREATING_PHYSICIAN,
    DocumentKind.INITIAL_REPORT: CitedBy.TREATING_PHYSICIAN,
    DocumentKind.CONSULTATION: CitedBy.TREATING_PHYSICIAN,
    DocumentKind.PSYCHOLOGICAL_REPORT: CitedBy.TREATING_PHYSICIAN,
    DocumentKind.CORRESPONDENCE: CitedBy.TREATING_PHYSICIAN,
    DocumentKind.UR_DECISION: CitedBy.UTILIZATION_REVIEW,
}
"""A medical-legal evaluator does not treat and cannot challenge the MTUS."""


def read_cited_evidence(case: CaseFile) -> CitedInCase:
    """Return all that is cited and every challenge, in the order of the file.

    Misfiled and repeated documents are left out.  A guideline cited again for the same
    chapter and pages by the same side is listed once.
    """
    challenges: list[Challenge] = []
    guidelines: list[CitedEvidence] = []
    studies: list[CitedEvidence] = []
    for document, by in _citing(case):
        for page in citing_pages(case, document):
            challenges += challenges_on(page, by)
            guidelines += _placed(guidelines_on(page, by), page)
            studies += _placed(studies_on(page, by), page)
    kept = [*_once(guidelines), *merged(studies)]
    order = {document.id: at for at, document in enumerate(case.documents)}
    kept.sort(
        key=lambda one: (
            order[one.document],
            one.evidence[0].page,
            one.evidence[0].start,
        )
    )
    return CitedInCase(
        cited=tuple(with_copy(case, one) for one in kept),
        challenges=tuple(challenges),
    )


def _citing(case: CaseFile) -> Iterator[tuple[Document, CitedBy]]:
    for document in case.documents:
        own = not document.misfiled and document.duplicate_of is None
        if own and document.kind in _BY:
            yield document, _BY[document.kind]


def _placed(
    found: Iterator[CitedEvidence], page: CitingPage
) -> Iterator[CitedEvidence]:
    """Give a citation that a sentence only tells of to the side whose it is."""
    for one in found:
        at = one.evidence[0]
        told = next(
            (
                by
                for sentence in page.sentences
                if page.text.raw_span(sentence.start, sentence.end).start < at.end
                and at.start < page.text.raw_span(sentence.start, sentence.end).end
                and (by := told_of(sentence.text))
            ),
            None,
        )
        yield replace(one, by=told or one.by)


def _once(guidelines: Sequence[CitedEvidence]) -> list[CitedEvidence]:
    kept: dict[tuple[object, ...], CitedEvidence] = {}
    for one in guidelines:
        key = (one.by, one.guideline, one.chapter, one.pages, one.document)
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = one
        else:
            quotes = tuple(dict.fromkeys((*earlier.evidence, *one.evidence)))
            words = f"{earlier.passage} {one.passage}"
            held = earlier.held or one.held
            kept[key] = replace(earlier, evidence=quotes, passage=words, held=held)
    return [one for one in kept.values() if _says_more(one, tuple(kept.values()))]


def _says_more(one: CitedEvidence, others: Sequence[CitedEvidence]) -> bool:
    """Leave out a bare name where the same side cites chapter or pages of it."""
    if one.chapter or one.pages or one.kind is CitedKind.STUDY:
        return True
    return not any(
        other.guideline == one.guideline
        and other.by is one.by
        and other.document == one.document
        and (other.chapter or other.pages)
        for other in others
    )
