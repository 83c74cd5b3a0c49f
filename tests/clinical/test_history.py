import datetime as dt
from dataclasses import replace

import pytest

from openimr.clinical import find_history, read_records
from openimr.clinical.history.worker import find_age, find_sex, years
from openimr.domain import (
    CaseFile,
    ClinicalHistory,
    Dispute,
    Document,
    DocumentKind,
    Page,
    PageStatus,
    Stated,
    Topic,
)

from .cases import one_page, unsound

AS_OF = dt.date(2014, 10, 20)
INJURED = dt.date(2011, 6, 3)
REPORT = """\
PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT
Patient: Ilse Moreau   DOB: 02/14/1969   Sex: F
HISTORY OF INJURY
On June 3, 2011 she slipped on a wet ramp at the cannery and landed on her right hip.
SUBJECTIVE: Low back pain 6/10 with medication, 8/10 without. The right leg tingles.
She can stand for twenty minutes.
PAST SURGICAL HISTORY: Hip arthroscopy 03/09/2012.
TREATMENT TO DATE: Acupuncture, eight visits. One epidural in 2013.
CURRENT MEDICATIONS: Robaxin 750 mg one tid #90; Tylenol prn.
EXAMINATION: Tender at L5 on the right. Straight leg raise positive at 50 degrees.
DIAGNOSES:
1. Lumbar disc protrusion.
2. Right hip strain.
PLAN:
1. Refill Robaxin.
2. Return in six weeks.
WORK STATUS: TTD.
"""
MRI = """\
MRI OF THE LUMBAR SPINE
FINDINGS: Disc spaces are kept.
IMPRESSION:
1. Protrusion at L5-S1, 3 mm, right.
"""


def _case() -> CaseFile:
    case = one_page(REPORT)
    document = Document(
        id="D2",
        file="02.pdf",
        first_page=1,
        pages=1,
        kind=DocumentKind.IMAGING_REPORT,
        date=dt.date(2012, 1, 5),
    )
    page = Page(
        file="02.pdf", number=1, text=MRI, status=PageStatus.TEXT, document="D2"
    )
    return replace(
        case, documents=(*case.documents, document), pages=(*case.pages, page)
    )


def _history() -> ClinicalHistory:
    dispute = Dispute(date_of_injury=Stated(INJURED, ()))
    return find_history(read_records(_case()), dispute, AS_OF)


def _told(history: ClinicalHistory, topic: Topic) -> list[str]:
    return [point.text for point in history.on(topic)]


def test_age_and_sex_come_from_the_record_with_their_quotes() -> None:
    history = _history()

    assert (history.age, history.sex) == (45, "female")
    assert history.age_evidence[0].quote == "DOB: 02/14/1969"
    assert "Sex: F" in history.sex_evidence[0].quote


def test_each_topic_tells_what_the_report_says() -> None:
    history = _history()

    assert _told(history, Topic.MECHANISM) == [
        "On June 3, 2011 she slipped on a wet ramp at the cannery and landed on her "
        "right hip"
    ]
    assert _told(history, Topic.PAIN_SCORES) == [
        "Low back pain 6/10 with medication, 8/10 without"
    ]
    assert _told(history, Topic.EXAMINATION) == [
        "Tender at L5 on the right",
        "Straight leg raise positive at 50 degrees",
    ]
    assert _told(history, Topic.MEDICATIONS) == [
        "Robaxin 750 mg one tid #90",
        "Tylenol",
    ]
    assert _told(history, Topic.DIAGNOSES) == [
        "Lumbar disc protrusion",
        "Right hip strain",
    ]
    assert _told(history, Topic.WORK_STATUS) == ["temporarily totally disabled"]
    assert _told(history, Topic.PLAN) == ["Refill Robaxin", "Return in six weeks"]


def test_studies_and_operations_carry_their_own_days() -> None:
    history = _history()

    studies = [(p.date, p.text) for p in history.on(Topic.STUDIES)]
    surgeries = [(p.date, p.text) for p in history.on(Topic.SURGERIES)]
    assert studies == [
        (
            dt.date(2012, 1, 5),
            "MRI OF THE LUMBAR SPINE: Protrusion at L5-S1, 3 mm, right",
        )
    ]
    assert surgeries == [(dt.date(2012, 3, 9), "Hip arthroscopy 03/09/2012")]


def test_topics_come_in_the_order_a_physician_expects() -> None:
    order = list(Topic)
    places = [order.index(point.topic) for point in _history().points]

    assert places == sorted(places)


def test_every_point_is_quoted_verbatim() -> None:
    case = _case()
    points = _history().points

    assert points
    assert all(point.evidence for point in points)
    quotes = [quote for point in points for quote in point.evidence]
    assert [unsound(case, quote) for quote in quotes] == [None] * len(quotes)


def test_reports_after_the_request_tell_nothing() -> None:
    history = find_history(read_records(_case()), None, dt.date(2012, 6, 1))

    assert _told(history, Topic.COMPLAINTS) == []
    assert len(_told(history, Topic.STUDIES)) == 1


def test_a_birthday_later_in_the_year_is_not_counted_yet() -> None:
    assert years(dt.date(1970, 11, 3), dt.date(2014, 11, 2)) == 43
    assert years(dt.date(1970, 11, 3), dt.date(2014, 11, 3)) == 44


@pytest.mark.parametrize(
    ("header", "age", "sex"),
    [
        ("PELLWORTH, Ines  46F  baker\nR heel hurts.", 46, "female"),
        ("Pellworth, I.   46 F   Clinician: B. Osei RN\nTwo-man carry.", 46, "female"),
        ("Follow-up visit. Patient: Ines Pellworth, 46. She aches.", 46, "female"),
        ("Orr, Dale  M/52  welder\nKnee.", 52, "male"),
        ("Orr, Dale.  Temp 98 F, T 97F. He aches.", None, "male"),
        ("Orr, Dale. BP 118/74. Films of L4-5 with his doctor.", None, "male"),
    ],
)
def test_short_headers_tell_age_and_sex(header: str, age: int | None, sex: str) -> None:
    records = read_records(one_page(header))

    assert find_age(records, None, AS_OF)[0] == age
    assert find_sex(records)[0] == sex
