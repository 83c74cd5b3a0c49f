"""Citations and challenges are read from requests, appeals and denials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.documents.dispute import read_cited_evidence
from openimr.documents.dispute.cited_guidelines import challenge_in
from openimr.documents.dispute.cited_knowledge import citing_words
from openimr.documents.dispute.cited_references import find_references
from openimr.domain import (
    CaseFile,
    CitedInCase,
    CitedKind,
    Document,
    DocumentKind,
    Page,
    PageStatus,
)

from .cited_passages import FIRST, Passage
from .further_cited_passages import SECOND, THIRD


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


CLEAR, VARIANCE, NONE = (
    citing_words().challenge.examples[key] for key in ("clear", "variance", "none")
)


@pytest.mark.parametrize("sentence", CLEAR)
def test_a_clear_challenge_is_known(sentence: str) -> None:
    assert challenge_in(sentence) is True


@pytest.mark.parametrize("sentence", VARIANCE)
def test_a_variance_asked_for_is_a_challenge_that_is_not_clear(sentence: str) -> None:
    assert challenge_in(sentence) is False


@pytest.mark.parametrize("sentence", NONE)
def test_what_only_speaks_of_the_presumption_is_no_challenge(sentence: str) -> None:
    assert challenge_in(sentence) is None


@pytest.mark.parametrize("passage", FIRST + SECOND + THIRD, ids=lambda one: one.name)
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


REQUEST = (
    "I challenge the MTUS presumption, see Marwick TL, Osei B. Early tizanidine in "
    "acute neck spasm: a randomized trial. Spine Pract. 2012;14:201-210, attached."
)
TITLE = "Early tizanidine in acute neck\nspasm: a randomized trial\nT. Marwick\n"
ABSTRACT = f"SPINE PRACTICE 14\n{TITLE}Abstract. We gave 60 workers tizanidine.\n"


@pytest.mark.parametrize(
    ("pages", "held"),
    [
        ((), "said_attached"),
        (("A letter that speaks of something else.",), "said_attached"),
        ((ABSTRACT,), "excerpt"),
        ((ABSTRACT, "Methods. We asked.", "Results. It helped."), "copy"),
    ],
)
def test_a_copy_is_in_the_file_or_only_said_to_be(
    pages: tuple[str, ...], held: str
) -> None:
    papers = [paper(DocumentKind.RFA, REQUEST)]
    if pages:
        papers.append(paper(DocumentKind.OTHER, *pages, id_="D2", first=2))
    (study,) = read(*papers).cited

    assert study.held == held
    assert [quote.page for quote in study.evidence][1:] == (
        [] if held == "said_attached" else [2]
    )


def test_the_references_of_an_article_are_nobody_s_citations() -> None:
    article = "References: Rill C. Ice and rest. Cold Med. 2009;3:4-9."

    assert read(paper(DocumentKind.OTHER, article)).cited == ()
    assert read(paper(DocumentKind.MEDICAL_LEGAL_REPORT, article)).cited == ()


def test_a_study_cited_twice_is_one_with_what_both_say() -> None:
    appeal = "Marwick et al. (2012) was double-blind and lost 9 of 120 patients."
    found = read(
        paper(DocumentKind.CORRESPONDENCE, appeal, id_="D1"),
        paper(DocumentKind.RFA, REQUEST, id_="D2", first=2),
    )
    (study,) = found.cited

    assert (study.journal, study.patients, study.blinded) == ("Spine Pract", 120, True)
    assert len(study.evidence) == 2


def test_a_challenge_that_only_utilization_review_tells_of_is_marked() -> None:
    told = "The provider challenges the MTUS presumption without naming a study."
    (challenge,) = read(paper(DocumentKind.UR_DECISION, told)).challenges

    assert challenge.told_by_review


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_references(text: str) -> None:
    for reference in find_references(text):
        assert 0 <= reference.start < reference.end <= len(text)


@given(st.text(alphabet='Marwick TL,.;:()et al 2012-34\n"', max_size=200))
def test_no_near_reference_breaks_the_reading(text: str) -> None:
    found = read(paper(DocumentKind.RFA, f"MTUS {text} randomized"))

    for one in found.cited:
        for quote in one.evidence:
            assert quote.quote
