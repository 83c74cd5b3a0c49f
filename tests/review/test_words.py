"""The words of a proposal, sentence by sentence: rationale, summary, gaps, notices."""

import datetime as dt

import pytest

from openimr.domain import (
    CaseFile,
    ClinicalHistory,
    Criterion,
    Dispute,
    DisputedItem,
    Document,
    DocumentKind,
    Edition,
    Evidence,
    Fact,
    Finding,
    Group,
    GuidelineSource,
    ItemDetermination,
    ItemKind,
    Limit,
    Mark,
    Needs,
    Operator,
    Page,
    PageStatus,
    Point,
    Quantity,
    Recommendation,
    RequestDetails,
    Search,
    Stated,
    Step,
    Topic,
    UrOutcome,
    UrPosition,
)
from openimr.review import Standards, determine, summarise
from openimr.review.notices import documents_read, notices

DAY = dt.date(2014, 11, 7)


def passage(words: str, page: int = 3, document: str = "D2") -> Evidence:
    return Evidence(document=document, page=page, quote=words, start=0, end=len(words))


SOURCES = {
    "mtus": GuidelineSource(
        id="mtus",
        name="the MTUS pain guidelines",
        citation="8 CCR 9792.24.2",
        step=Step.MTUS,
        since=None,
        until=None,
        mark=Mark.VERIFIED,
        letter_name="MTUS Chronic Pain Guidelines",
    )
}
SPASM = Criterion(
    id="x.spasm",
    statement="Muscle spasm is found on examination.",
    fact="spasm",
    guideline="mtus",
    met="muscle spasm is recorded on examination",
    unmet="the examination found no muscle spasm",
    silent="no examination records muscle spasm",
    ask="an examination finding of muscle spasm",
)
SHORT = Criterion(
    id="x.short",
    statement="A course lasts no longer than three weeks.",
    fact="duration_of_use",
    guideline="mtus",
    limit=Limit(
        operator=Operator.AT_MOST, bound=Quantity(3, "weeks"), mark=Mark.UNVERIFIED
    ),
    met="use has stayed within a short course",
    unmet="use has gone on beyond a short course",
    silent="the records do not show when the drug was first used",
)
EDITION = Edition(
    guideline="mtus",
    section="Muscle relaxants",
    pages="63-66",
    pages_mark=Mark.VERIFIED,
    since=None,
    until=None,
    recommendation=Recommendation.CONDITIONAL,
    note="A second choice for a short time.",
    required=Group(needs=Needs.ALL, parts=(SPASM, SHORT)),
)
STANDARDS = Standards(
    title="Soma",
    editions=(EDITION,),
    sources=SOURCES,
    labels={"duration_of_use": "duration of use", "spasm": "muscle spasm"},
)
ITEM = DisputedItem(
    details=RequestDetails(
        requested="Soma 350 mg #60", treatment="carisoprodol", kind=ItemKind.DRUG
    ),
    evidence=(passage("Soma 350 mg #60", 1, "D1"),),
    ur=UrPosition(
        outcome=UrOutcome.DENY,
        date=dt.date(2014, 11, 14),
        guideline="MTUS, Carisoprodol.",
        evidence=(passage("Soma 350 mg #60 DENIED", 1, "D1"),),
    ),
)
LONG_USE = Fact(
    fact="duration_of_use",
    finding=Finding.PRESENT,
    value=Quantity(20, "weeks"),
    as_of=DAY,
    evidence=(passage("Soma since June"),),
    how="first recorded 06/20/2014 to 11/07/2014 = 140 days = 20 weeks",
)
SHORT_USE = Fact(
    fact="duration_of_use",
    finding=Finding.PRESENT,
    value=Quantity(1, "weeks"),
    as_of=DAY,
    evidence=(passage("Soma since last week"),),
    how="7 days",
)
FOUND = Fact(
    fact="spasm",
    finding=Finding.PRESENT,
    as_of=DAY,
    evidence=(passage("There is palpable spasm."),),
)
SILENT = Fact(
    fact="spasm",
    finding=Finding.SILENT,
    searched=Search(
        terms=("spasm",),
        documents=("D2", "D3"),
        first=dt.date(2014, 6, 20),
        last=DAY,
    ),
)


def proposal(*facts: Fact, standards: Standards = STANDARDS) -> ItemDetermination:
    return determine(ITEM, facts, standards, DAY, documents_read=4)


def words(item: ItemDetermination) -> list[str]:
    return [statement.text for statement in item.rationale]


def test_the_rationale_opens_with_the_standard_and_the_request() -> None:
    said = words(proposal(LONG_USE, SILENT))

    assert said[:2] == [
        "For a request of 11/07/2014 the MTUS Chronic Pain Guidelines, pages 63-66, "
        "govern. Their position on soma, in brief: a second choice for a short time.",
        "The request is for Soma 350 mg #60 and continues a treatment already in use: "
        "the records show 20 weeks of use before it (first recorded 06/20/2014 to "
        "11/07/2014 = 140 days = 20 weeks).",
    ]


def test_a_contradiction_tells_its_arithmetic_and_a_gap_its_search() -> None:
    said = words(proposal(LONG_USE, SILENT))

    assert said[2:4] == [
        "Use has gone on beyond a short course (first recorded 06/20/2014 to "
        "11/07/2014 = 140 days = 20 weeks).",
        "The records are silent on the following: no examination records muscle spasm. "
        "2 documents dated 06/20/2014 to 11/07/2014 were searched for it.",
    ]


def test_the_utilization_review_letter_is_named_and_not_the_sole_basis() -> None:
    assert words(proposal(LONG_USE, SILENT))[-2] == (
        "Utilization review denied the item on 11/14/2014, citing MTUS, Carisoprodol; "
        "this review does not rest on that letter but on the 4 other documents of the "
        "file that could be read."
    )


@pytest.mark.parametrize(
    ("facts", "ending"),
    [
        (
            (LONG_USE, SILENT),
            "Since the records contradict what the guideline requires, the request for "
            "Soma 350 mg #60 is not medically necessary.",
        ),
        (
            (SHORT_USE, SILENT),
            "Since what the guideline requires is not documented, the request for "
            "Soma 350 mg #60 is not medically necessary.",
        ),
        (
            (SHORT_USE, FOUND),
            "Since each point that the guideline requires is documented, the request "
            "for Soma 350 mg #60 is medically necessary.",
        ),
    ],
)
def test_the_rationale_ends_with_what_decided(
    facts: tuple[Fact, ...], ending: str
) -> None:
    assert words(proposal(*facts))[-1] == ending


def test_a_gap_is_said_not_to_be_a_finding_of_the_opposite() -> None:
    gaps = [text for text in words(proposal(SHORT_USE, SILENT)) if "gaps" in text]

    assert gaps == [
        "These are gaps in the records, not findings that the opposite is true; the "
        "information may be requested while the time for the review allows it."
    ]


def test_a_short_passage_speaks_for_itself() -> None:
    assert (
        "Muscle spasm is recorded on examination: \u201cThere is palpable spasm\u201d "
        "(11/07/2014)." in words(proposal(SHORT_USE, FOUND))
    )


def test_what_would_change_the_answer_names_the_gap_and_the_limit() -> None:
    assert proposal(LONG_USE, SILENT).would_change == (
        "an examination finding of muscle spasm",
        "duration of use: at most 3 weeks, where the records show 20 weeks",
    )
    assert proposal(SHORT_USE, FOUND).would_change == ()


def test_without_criteria_nothing_is_proposed() -> None:
    bare = Standards(title="Soma", editions=(), sources=SOURCES, labels={})

    item = proposal(LONG_USE, standards=bare)

    assert item.criteria == ()
    assert words(item)[-1].startswith("No proposal is made on Soma 350 mg #60.")


HISTORY = ClinicalHistory(
    age=47,
    age_evidence=(passage("47 years old"),),
    sex="female",
    points=(
        Point(
            topic=Topic.COMPLAINTS,
            text="Her back hurts.",
            date=DAY,
            source="progress report",
            evidence=(passage("Her back hurts."),),
        ),
        Point(
            topic=Topic.MEDICATIONS,
            text="Soma 350 mg twice a day",
            date=DAY,
            evidence=(passage("Soma 350 mg bid"),),
        ),
    ),
)


def test_the_summary_tells_who_what_and_the_dispute_in_order() -> None:
    dispute = Dispute(
        date_of_injury=Stated(dt.date(2009, 3, 18), (passage("3/18/2009"),)),
        rfa_date=Stated(DAY, (passage("Date: 11/7/2014"),)),
    )

    told = [statement.text for statement in summarise(HISTORY, dispute, [ITEM])]

    assert told == [
        "The injured worker is a 47-year-old female with a date of injury of "
        "03/18/2009.",
        "The progress report of 11/07/2014 records these complaints: \u201cHer back "
        "hurts\u201d.",
        "Medications on 11/07/2014: Soma 350 mg twice a day.",
        "The request for authorization is dated 11/07/2014 and asks for Soma 350 mg "
        "#60.",
        "Utilization review denied Soma 350 mg #60 on 11/14/2014, citing MTUS, "
        "Carisoprodol.",
    ]


def test_a_summary_sentence_without_evidence_is_left_out() -> None:
    bare = ClinicalHistory(points=(Point(topic=Topic.PLAN, text="Rest"),))

    assert summarise(bare, Dispute(), []) == ()


def case(*kinds: DocumentKind) -> CaseFile:
    return CaseFile(
        name="case",
        documents=tuple(
            Document(id=f"D{n}", file="a.pdf", first_page=n, pages=1, kind=kind)
            for n, kind in enumerate(kinds, start=1)
        ),
        pages=tuple(
            Page(
                file="a.pdf",
                number=n,
                text="words",
                status=PageStatus.TEXT,
                document=f"D{n}",
            )
            for n, _ in enumerate(kinds, start=1)
        ),
    )


def test_the_utilization_review_decision_alone_is_never_enough() -> None:
    alone = case(DocumentKind.UR_DECISION, DocumentKind.IMR_APPLICATION)
    more = case(DocumentKind.UR_DECISION, DocumentKind.PROGRESS_REPORT)

    checks = [notice.check for notice in notices(alone, Dispute(), [])]

    assert "sole-basis" in checks
    assert "sole-basis" not in [n.check for n in notices(more, Dispute(), [])]
    assert (documents_read(alone), documents_read(more)) == (0, 1)


def test_what_the_papers_do_not_state_is_noted() -> None:
    said = [n.message for n in notices(case(DocumentKind.RFA), Dispute(), [])]

    assert "No document that was read states the date of injury." in said
