"""Citations and challenges are read from requests, appeals and denials."""

import pytest

from openimr.documents.dispute.cited_evidence import read_cited_evidence
from openimr.domain import (
    CaseFile,
    CitedInCase,
    CitedKind,
    Document,
    DocumentKind,
    Page,
    PageStatus,
)

from .cited_passages import FIRST, SECOND, Passage


def paper(
    kind: DocumentKind, *pages: str, id_: str = "D1", first: int = 1
) -> tuple[Document, list[Page]]:
    document = Document(
        id=id_, file="case.pdf", first_page=first, pages=len(pages), kind=kind
    )
    return document, [
        Page(
            file="case.pdf",
            number=first + at,
            text=text,
            status=PageStatus.TEXT,
            document=id_,
        )
        for at, text in enumerate(pages)
    ]


def read(*papers: tuple[Document, list[Page]]) -> CitedInCase:
    case = CaseFile(
        name="case",
        documents=tuple(document for document, _ in papers),
        pages=tuple(page for _, pages in papers for page in pages),
    )
    return read_cited_evidence(case)


@pytest.mark.parametrize("passage", FIRST + SECOND, ids=lambda one: one.name)
def test_a_passage_is_read_for_what_it_cites_and_challenges(passage: Passage) -> None:
    found = read(paper(passage.kind, passage.text))
    studies = [one for one in found.cited if one.kind is CitedKind.STUDY]
    guidelines = [one for one in found.cited if one.kind is CitedKind.GUIDELINE]

    assert any(one.clear for one in found.challenges) == passage.challenged
    assert tuple((one.author, one.year, one.design) for one in studies) == (
        passage.studies
    )
    assert tuple(one.guideline for one in guidelines) == passage.guidelines
    if passage.by is not None:
        assert {one.by for one in (*studies, *guidelines)} == {passage.by}
    if passage.patients is not None:
        assert studies[0].patients == passage.patients
    if passage.journal is not None:
        assert studies[0].journal == passage.journal
