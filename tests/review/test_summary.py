"""The case summary and the notices of a draft, sentence by sentence."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import (
    CaseFile,
    ClinicalHistory,
    Disagreement,
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
from openimr.review.summary_wording import summary_wording

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
        "In the progress report of 11/07/2014 the complaints are these: \u201cHer back "
        "hurts\u201d.",
        "The list of medications of 11/07/2014 has Soma 350 mg twice a day.",
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


def point(topic: Topic, text: str, **more: object) -> Point:
    fields = {"date": DAY, "source": "progress report", **more}
    return Point(topic=topic, text=text, evidence=(passage(text),), **fields)  # type: ignore[arg-type]


def told(*points: Point, dispute: Dispute | None = None) -> list[str]:
    """Return the sentences on some points, without the first one on the worker."""
    history = ClinicalHistory(points=points)
    return [each.text for each in summarise(history, dispute or Dispute(), [])]


def test_what_one_topic_told_another_does_not_repeat() -> None:
    said = "He rates the pain 8/10 in the knee"

    assert told(
        point(Topic.COMPLAINTS, said + " and 4/10 in the back"),
        point(Topic.PAIN_SCORES, said),
        point(Topic.TREATMENT, said),
    ) == [
        "In the progress report of 11/07/2014 the complaints are these: \u201cHe rates "
        "the pain 8/10 in the knee and 4/10 in the back\u201d."
    ]


def test_a_study_in_capitals_is_told_calmly_by_its_name() -> None:
    assert told(
        point(Topic.STUDIES, "TEAR AT L4-5", source="MRI OF THE LUMBAR SPINE"),
        point(Topic.STUDIES, "Intact", source="told in the consultation"),
    ) == [
        "The MRI of the lumbar spine of 11/07/2014 reads: Tear at L4-5.",
        "The study of 11/07/2014, told in the consultation, reads: Intact.",
    ]


def test_the_worker_is_never_named() -> None:
    dispute = Dispute(patient=Stated("Quillan-Brandt, Odalys", (passage("x"),)))

    assert told(
        point(Topic.COMPLAINTS, "Mrs. Quillan-Brandt's knee aches"),
        point(Topic.EXAMINATION, "ODALYS QUILLAN-BRANDT walks alone"),
        dispute=dispute,
    ) == [
        "In the progress report of 11/07/2014 the complaints are these: \u201c[the "
        "worker]'s knee aches\u201d.",
        "The examination of 11/07/2014 found: [the worker] walks alone.",
    ]


def test_a_topic_stops_at_its_number_of_words() -> None:
    long = [f"Complaint {n} " + "of an ache " * 14 for n in range(9)]
    words = sum(
        len(said.split()) for said in told(*(point(Topic.COMPLAINTS, x) for x in long))
    )

    assert 60 < words < 140


def test_a_list_numbered_without_stops_loses_its_numbers() -> None:
    assert told(
        point(Topic.DIAGNOSES, "1 Knee strain"), point(Topic.DIAGNOSES, "2 Sprain")
    ) == ["The diagnoses on 11/07/2014 were: Knee strain; Sprain."]


def test_a_date_of_injury_that_papers_state_differently_is_told_with_both() -> None:
    dispute = Dispute(
        differences=(
            Disagreement(
                field="date_of_injury",
                sentence="The application and the RFA differ in the date of injury.",
                one=(passage("DOI 03/01/2012"),),
                other=(passage("DOI 03/11/2012"),),
            ),
        )
    )

    assert told(dispute=dispute) == [
        "The application and the RFA differ in the date of injury: one has \u201cDOI "
        "03/01/2012\u201d, the other \u201cDOI 03/11/2012\u201d."
    ]


def test_items_that_review_answered_alike_are_told_together() -> None:
    other = replace(ITEM, details=replace(ITEM.details, requested="Baclofen 10 mg |"))

    said = [
        each.text for each in summarise(ClinicalHistory(), Dispute(), [ITEM, other])
    ]

    assert said[-1] == (
        "Utilization review denied Soma 350 mg #60 and Baclofen 10 mg on 11/14/2014, "
        "citing MTUS, Carisoprodol."
    )


def test_a_decision_that_cannot_be_read_is_told_by_its_date() -> None:
    unread = replace(ITEM, ur=None)
    dispute = Dispute(ur_date=Stated(DAY, (passage("11/7/2014"),)))

    said = [each.text for each in summarise(ClinicalHistory(), dispute, [unread])]

    assert said[-1] == (
        "Utilization review's decision on Soma 350 mg #60, which the application "
        "disputes, is dated 11/07/2014."
    )


def test_every_topic_of_a_history_but_the_worker_has_its_words() -> None:
    assert list(summary_wording().topics) == [t for t in Topic if t is not Topic.WORKER]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Topic)),
            st.text("abcdef 4/", min_size=3, max_size=60).filter(str.strip),
        ),
        max_size=20,
    )
)
def test_every_sentence_has_evidence_and_stands_once(
    drawn: list[tuple[Topic, str]],
) -> None:
    points = tuple(point(topic, words) for topic, words in drawn)
    said = summarise(ClinicalHistory(points=points), Dispute(), [])

    assert all(each.evidence for each in said)
    assert len({each.text for each in said}) == len(said)
