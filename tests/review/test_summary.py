"""The case summary and the notices of a draft, sentence by sentence."""

import datetime as dt

from openimr.domain import (
    CaseFile,
    ClinicalHistory,
    Dispute,
    Document,
    DocumentKind,
    Page,
    PageStatus,
    Point,
    Stated,
    Topic,
)
from openimr.review import summarise
from openimr.review.notices import documents_read, notices

from .proposals import DAY, ITEM, passage

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
