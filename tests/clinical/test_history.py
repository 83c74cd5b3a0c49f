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
    assert _told(history, Topic.WORK_STATUS) == ["temporarily totally disabled (TTD)"]
    assert _told(history, Topic.PLAN) == ["Refill Robaxin", "Return in six weeks"]


def test_studies_and_operations_carry_their_own_days() -> None:
    history = _history()

    studies = [(p.date, p.source, p.text) for p in history.on(Topic.STUDIES)]
    surgeries = [(p.date, p.text) for p in history.on(Topic.SURGERIES)]
    assert studies == [
        (
            dt.date(2012, 1, 5),
            "MRI OF THE LUMBAR SPINE",
            "Protrusion at L5-S1, 3 mm, right",
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


LABORATORY = """\
CHEMISTRY PANEL
CREATININE 0.9 MG/DL (0.7-1.3)
PSA, TOTAL 6.8 H 0-4.0
OXYCODONE DETECTED NO UNEXPECTED
"""
THERAPY = """\
PHYSICAL THERAPY NOTE
Visit 9 of 12. He tolerated the session.
Visit 10 of 12. The gains have reached a plateau.
Oswestry 52 at start, 30 now.
"""
NOTE = """\
PROGRESS REPORT
Follow-up visit, May 3, 2014
HISTORY. He fell from a ladder on June 3, 2011 while hanging a gutter. His left knee
aches at night. He has never had an injection. Meloxicam upset his stomach.
PLAN: Ice. TTD.
R. Hallam
"""


def _papers(*papers: tuple[DocumentKind, str]) -> CaseFile:
    """Return a case of one page a paper, dated a day after another."""
    case = one_page("")
    return replace(
        case,
        documents=tuple(
            Document(
                id=f"D{n}",
                file=f"{n}.pdf",
                first_page=1,
                pages=1,
                kind=kind,
                date=dt.date(2014, 6, n),
            )
            for n, (kind, _) in enumerate(papers, start=1)
        ),
        pages=tuple(
            Page(
                file=f"{n}.pdf",
                number=1,
                text=text,
                status=PageStatus.TEXT,
                document=f"D{n}",
            )
            for n, (_, text) in enumerate(papers, start=1)
        ),
    )


def _of(topic: Topic, *papers: tuple[DocumentKind, str]) -> list[str]:
    history = find_history(read_records(_papers(*papers)), None, AS_OF)
    return _told(history, topic)


def test_of_a_laboratory_s_table_the_rows_that_strike_come_first() -> None:
    assert _of(Topic.TESTS, (DocumentKind.LABORATORY_REPORT, LABORATORY)) == [
        "PSA, TOTAL 6.8 H 0-4.0",
        "OXYCODONE DETECTED NO UNEXPECTED",
        "CREATININE 0.9 MG/DL (0.7-1.3)",
    ]


def test_a_course_of_therapy_is_told_by_its_last_count_and_what_it_did() -> None:
    papers = (DocumentKind.THERAPY_NOTE, THERAPY)

    assert _of(Topic.TREATMENT, papers) == [
        "the therapist counts 10 of 12 visits",
        "He tolerated the session",
        "The gains have reached a plateau",
    ]
    assert _of(Topic.TESTS, papers) == ["Oswestry 52 at start, 30 now"]


def test_a_short_note_tells_complaints_work_and_effects_without_their_sections() -> (
    None
):
    papers = (DocumentKind.PROGRESS_REPORT, NOTE)

    assert _of(Topic.MECHANISM, papers) == [
        "He fell from a ladder on June 3, 2011 while hanging a gutter"
    ]
    assert _of(Topic.COMPLAINTS, papers) == [
        "His left knee aches at night",
        "He has never had an injection",
    ]
    assert _of(Topic.EFFECTS, papers) == ["Meloxicam upset his stomach"]
    assert _of(Topic.WORK_STATUS, papers) == ["temporarily totally disabled (TTD)"]


def test_titles_signatures_and_bare_abbreviations_are_no_plan() -> None:
    assert _of(Topic.PLAN, (DocumentKind.PROGRESS_REPORT, NOTE)) == ["Ice"]


def test_an_age_is_read_behind_its_name() -> None:
    records = read_records(one_page("Name: Orr, Dale Age 49 Sex M\nKnee."))

    assert find_age(records, None, AS_OF)[0] == 49


def test_an_order_for_a_study_is_no_study() -> None:
    ordered = "STUDIES: Order MRI of the knee 05/02/2014.\nKnee aches."

    assert _of(Topic.STUDIES, (DocumentKind.PROGRESS_REPORT, ordered)) == []


def test_a_study_told_in_a_report_names_the_report() -> None:
    told = "DISCUSSION: The MRI of May 2, 2014 shows a torn meniscus."
    papers = _papers((DocumentKind.CONSULTATION, told))
    study = find_history(read_records(papers), None, AS_OF).on(Topic.STUDIES)

    assert [(p.date, p.source) for p in study] == [
        (dt.date(2014, 5, 2), "told in the consultation")
    ]
