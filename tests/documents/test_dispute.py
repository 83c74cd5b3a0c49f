import datetime as dt
from pathlib import Path

import pytest

from openimr.documents import read_case, read_dispute
from openimr.domain import CaseFile, Dispute, Evidence, UrOutcome

from . import further_letters as further
from . import terse_forms as terse
from .letters import APPLICATIONS, DECISIONS, REQUESTS, typed
from .paper import SCAN, write_pdf

APPLICATION = """State of California, Division of Workers' Compensation
APPLICATION FOR INDEPENDENT MEDICAL REVIEW
DWC Form IMR
Type of Utilization Review: [X] Regular   [ ] Expedited
Date of Utilization Review Determination Letter: 05/03/2016
EMPLOYEE INFORMATION
Name (First, MI, Last): Ines M. Pellworth Telephone: (310) 555-0107
Address: 9 Loaf Lane, Port Quill, CA 90999 Date of birth: 01/02/1970
Claim Number: QX-114-77 Date of Injury (MM/DD/YYYY): 01/02/2015
Employer Name: Quayside Bakery
REQUESTING PHYSICIAN INFORMATION
Name: Bettina Osei, M.D. Specialty: Pain Medicine
CLAIMS ADMINISTRATOR INFORMATION
Company: Grange Mutual Contact: Tansy Orr
DISPUTED MEDICAL TREATMENT
Primary Diagnosis (use ICD code where practical): 723.1 Neck pain; 728.85 spasm, \\
right trapezius
List each specific requested medical service, good or item that was denied:
1. Tizanidine 4 mg #60
2. Massage, 6 visits"""

CONSENT = """CONSENT TO OBTAIN MEDICAL RECORDS
I am asking for an independent medical review.
Employee Signature: Ines M. Pellworth   Date: 05/20/2016
Received stamp: IMR INTAKE  05/24/2016"""

DECISION = """TALLOW UTILIZATION REVIEW
May 3, 2016
Bettina Osei, M.D.
RE: Ines Pellworth   Claim: QX-114-77   D/I 01/02/2015
RFA dated: 04/28/2016   RFA received: 04/29/2016
Request Decision
Tizanidine 4 mg, #60 Modified: #20 certified for weaning
Massage, 6 visits Not certified
Reasons
Tizanidine. MTUS Chronic Pain Medical Treatment Guidelines, pages 63-66. \\
There is no flare. Use has gone on for months.
Massage. The MTUS, page 60, limits massage to six visits. Six were given.
Reviewed by: Cornelius Wick, M.D., Board Certified in Pain Medicine"""

REQUEST = """DWC Form RFA
REQUEST FOR AUTHORIZATION
Name (Last, First, Middle): Pellworth, Ines M. Date of Birth: 01/02/1970
Date of Injury: 01/02/2015 Claim Number: QX-114-77
Requested Treatment
Diagnosis ICD-Code Service/Good Requested CPT/HCPCS Other Information
Neck pain 723.1 Zanaflex 4 mg 1 tab bid, #60
Spasm 728.85 Massage 97124 1 x 6
Requesting Physician Signature: B. Osei, M.D.   Date: 04/28/2016
Authorized Agent Name: T. Orr   Date: 05/03/2016"""


def _case(tmp_path: Path, **files: str) -> CaseFile:
    for name, text in files.items():
        write_pdf(tmp_path / f"{name}.pdf", typed(text).split("\f"))
    return read_case(tmp_path)


@pytest.fixture
def case(tmp_path: Path) -> CaseFile:
    return _case(
        tmp_path,
        application=f"{APPLICATION}\f{CONSENT}",
        decision=DECISION,
        request=REQUEST,
    )


def _values(dispute: Dispute) -> dict[str, object]:
    return {
        name: stated.value
        for name in Dispute.__dataclass_fields__
        if (stated := getattr(dispute, name)) and hasattr(stated, "value")
    }


def test_application_decision_and_request_are_data(case: CaseFile) -> None:
    dispute = read_dispute(case)

    assert _values(dispute) == {
        "priority": "regular",
        "patient": "Ines M. Pellworth",
        "date_of_birth": dt.date(1970, 1, 2),
        "claim_number": "QX-114-77",
        "date_of_injury": dt.date(2015, 1, 2),
        "employer": "Quayside Bakery",
        "claims_administrator": "Grange Mutual",
        "requesting_physician": "Bettina Osei, M.D.",
        "primary_diagnosis": "723.1 Neck pain; 728.85 spasm, right trapezius",
        "ur_date": dt.date(2016, 5, 3),
        "ur_reviewer": "Cornelius Wick, M.D.",
        "application_signed": dt.date(2016, 5, 20),
        "application_received": dt.date(2016, 5, 24),
        "rfa_date": dt.date(2016, 4, 28),
        "request_received": dt.date(2016, 4, 29),
        "signed_by": "Ines M. Pellworth",
        "review_organisation": "TALLOW UTILIZATION REVIEW",
    }
    assert [line.text for line in dispute.disputed] == [
        "Tizanidine 4 mg #60",
        "Massage, 6 visits",
    ]
    assert [line.text for line in dispute.requested] == [
        "Zanaflex 4 mg 1 tab bid, #60",
        "Massage 1 x 6",
    ]
    assert dispute.disagreements == ()


def test_each_decision_has_its_reason_and_guideline(case: CaseFile) -> None:
    tizanidine, massage = read_dispute(case).ur_items

    assert tizanidine.text == "Tizanidine 4 mg, #60"
    assert tizanidine.outcome is UrOutcome.MODIFY
    assert tizanidine.approved == "#20 certified for weaning"
    assert tizanidine.guideline == (
        "MTUS Chronic Pain Medical Treatment Guidelines, pages 63-66"
    )
    assert tizanidine.reason == "There is no flare. Use has gone on for months."
    assert [quote.quote for quote in tizanidine.evidence] == [
        "Tizanidine 4 mg, #60 Modified: #20 certified for weaning",
        "There is no flare.",
    ]
    assert massage.outcome is UrOutcome.DENY
    assert massage.reason == (
        "The MTUS, page 60, limits massage to six visits. Six were given."
    )
    assert massage.guideline == "MTUS, page 60"


def _quotes(dispute: Dispute) -> list[Evidence]:
    quotes = [
        e for line in (*dispute.disputed, *dispute.requested) for e in line.evidence
    ]
    quotes += [e for item in dispute.ur_items for e in item.evidence]
    for name in _values(dispute):
        quotes += getattr(dispute, name).evidence
    return quotes


def test_every_value_quotes_its_page(case: CaseFile) -> None:
    dispute = read_dispute(case)

    quotes = _quotes(dispute)

    assert len(quotes) == 17 + 2 + 2 + 2 * 2
    for quote in quotes:
        page = case.page(case.document(quote.document).file, quote.page)
        assert " ".join(page.text[quote.start : quote.end].split()) == quote.quote
    request = dispute.requested[1].evidence[0]
    assert request.quote == "Massage 97124 1 x 6"


DECISIONS = DECISIONS | further.DECISIONS | terse.DECISIONS
REQUESTS = REQUESTS | further.REQUESTS | terse.REQUESTS
APPLICATIONS = APPLICATIONS | further.APPLICATIONS | terse.APPLICATIONS


@pytest.mark.parametrize(("text", "items"), DECISIONS.values(), ids=DECISIONS.keys())
def test_decisions_are_read_in_any_layout(
    text: str, items: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    dispute = read_dispute(_case(tmp_path, decision=text))

    assert [
        (item.text, item.outcome and item.outcome.value, item.approved)
        for item in dispute.ur_items
    ] == items


@pytest.mark.parametrize(("text", "items"), REQUESTS.values(), ids=REQUESTS.keys())
def test_requests_are_read_in_any_layout(
    text: str, items: list[str], tmp_path: Path
) -> None:
    dispute = read_dispute(_case(tmp_path, request=text))

    assert [line.text for line in dispute.requested] == items


@pytest.mark.parametrize(
    ("text", "items"), APPLICATIONS.values(), ids=APPLICATIONS.keys()
)
def test_disputed_treatments_are_listed_in_any_layout(
    text: str, items: list[str], tmp_path: Path
) -> None:
    head = "APPLICATION FOR INDEPENDENT MEDICAL REVIEW\n"

    dispute = read_dispute(_case(tmp_path, application=head + text))

    assert [line.text for line in dispute.disputed] == items


def test_a_list_goes_on_over_the_end_of_a_page(tmp_path: Path) -> None:
    application = APPLICATION + "\f3. Ice pack\fCONSENT TO OBTAIN MEDICAL RECORDS"

    dispute = read_dispute(_case(tmp_path, application=application))

    third = dispute.disputed[2]
    assert (third.text, third.evidence[0].page) == ("Ice pack", 2)


def test_without_an_application_what_was_denied_is_in_dispute(tmp_path: Path) -> None:
    decision = DECISION.replace("Reasons", "Heat wrap Certified\nReasons")

    dispute = read_dispute(_case(tmp_path, decision=decision))

    assert [line.text for line in dispute.disputed] == [
        "Tizanidine 4 mg, #60",
        "Massage, 6 visits",
    ]
    assert len(dispute.ur_items) == 3


@pytest.mark.parametrize(
    ("line", "priority"),
    [
        ("[ ] Regular  [X] Expedited", "expedited"),
        ("Regular [ ]   Expedited [X]", "expedited"),
        ("\u00d7 Review type: Regular", "regular"),
        ("Tipo / Type X Regular _ Expedited", "regular"),
        ("Regular ( x ) Expedited (  )", "regular"),
        ("The worker was a regular customer.", None),
        ("[ ] Regular  [ ] Expedited", None),
    ],
)
def test_the_priority_is_what_is_ticked(
    line: str, priority: str | None, tmp_path: Path
) -> None:
    text = f"APPLICATION FOR INDEPENDENT MEDICAL REVIEW\nDWC Form IMR\n{line}"

    stated = read_dispute(_case(tmp_path, application=text)).priority

    assert (stated.value if stated else None) == priority


def test_differences_between_the_three_are_reported_without_record_text(
    tmp_path: Path,
) -> None:
    case = _case(
        tmp_path,
        application=f"{APPLICATION}\f{CONSENT}".replace("05/03/2016", "05/04/2016"),
        decision=DECISION.replace("D/I 01/02/2015", "D/I 02/01/2015"),
        request=REQUEST.replace("bid, #60", "bid, #90").replace(
            "04/28/2016", "04/27/2016"
        ),
    )

    dispute = read_dispute(case)

    assert dispute.disagreements == (
        "The date of injury differs between the application (D1) and the utilization "
        "review decision (D2).",
        "The date of injury differs between the utilization review decision (D2) and "
        "the request for authorization (D3).",
        "The date of the utilization review decision differs between the application "
        "(D1) and the utilization review decision (D2).",
        "The date of the request for authorization differs between the utilization "
        "review decision (D2) and the request for authorization (D3).",
    )


def test_an_item_that_was_not_denied_is_reported(tmp_path: Path) -> None:
    case = _case(
        tmp_path,
        application=APPLICATION + "\n3. Lumbar brace",
        decision=DECISION.replace("Massage, 6 visits Not", "Massage, 6 visits"),
    )

    assert read_dispute(case).disagreements == (
        "Disputed item 2 of the application (D1) was approved by utilization review.",
        "Disputed item 3 of the application (D1) stands not among the items of the "
        "utilization review decision.",
    )


def test_among_several_decisions_the_one_the_application_names_counts(
    tmp_path: Path,
) -> None:
    later = DECISION.replace("May 3, 2016", "June 9, 2016").replace("Massage", "Ice")
    older = REQUEST.replace("04/28/2016", "11/02/2015").replace("Zanaflex", "Soma")
    case = _case(
        tmp_path,
        a_later=later,
        b_older=older,
        c_application=f"{APPLICATION}\f{CONSENT}",
        d_decision=DECISION,
        e_request=REQUEST,
    )

    dispute = read_dispute(case)

    assert dispute.ur_date is not None
    assert dispute.ur_date.value == dt.date(2016, 5, 3)
    assert dispute.requested[0].text.startswith("Zanaflex")


def test_another_patients_forms_are_left_out(tmp_path: Path) -> None:
    stranger = REQUEST.replace("Pellworth, Ines M.", "Orr, Tansy").replace(
        "01/02/1970", "03/04/1981"
    )
    case = _case(
        tmp_path,
        application=f"{APPLICATION}\f{CONSENT}",
        request=stranger.replace("QX-114-77", "ZZ-99-12345"),
    )

    dispute = read_dispute(case)

    assert [d.misfiled for d in case.documents] == [False, True]
    assert dispute.requested == ()


def test_scanned_forms_state_nothing_yet(tmp_path: Path) -> None:
    write_pdf(tmp_path / "rfa-2016-04-28.pdf", [SCAN])
    (tmp_path / "note.txt").write_text("PROGRESS REPORT")

    assert read_dispute(read_case(tmp_path)) == Dispute()


@pytest.mark.parametrize(
    ("name", "quoted"), [("notice.txt", 1), ("CM16-0012345_records.txt", 0)]
)
def test_the_case_number_stands_on_a_page_or_in_a_file_name(
    name: str, quoted: int, tmp_path: Path
) -> None:
    body = "NOTICE OF ASSIGNMENT\nIMR Case Number: CM16-0012345" if quoted else "NOTICE"
    (tmp_path / name).write_text(body)

    number = read_dispute(read_case(tmp_path)).number

    assert number is not None
    assert number.value == "CM16-0012345"
    assert len(number.evidence) == quoted


def test_a_long_quote_is_cut_at_a_word(tmp_path: Path) -> None:
    words = "APPLICATION FOR INDEPENDENT MEDICAL REVIEW\nItems that were denied:\n1. "
    words += " \n".join(["physical therapy of the neck with traction"] * 12)

    line = read_dispute(_case(tmp_path, application=words)).disputed[0]

    assert len(line.evidence[0].quote) <= 300
    assert line.evidence[0].quote.endswith(("neck", "the", "of", "with", "traction"))


def test_a_span_of_cumulative_injury_ends_on_its_last_day(tmp_path: Path) -> None:
    text = (
        "APPLICATION FOR INDEPENDENT MEDICAL REVIEW\nEmployee: Ines Pellworth\n"
        "Date of injury: CT 09/30/2014 to 09/30/2015\nDOB / DOI 10/12/1963 / 09/30/2015"
    )

    dispute = read_dispute(_case(tmp_path, application=text))

    assert dispute.date_of_injury is not None
    assert dispute.date_of_injury.value == dt.date(2015, 9, 30)
    assert dispute.date_of_birth is not None
    assert dispute.date_of_birth.value == dt.date(1963, 10, 12)


@pytest.mark.parametrize(("stamp", "day"), further.RECEIVED.items())
def test_a_stamp_is_the_day_of_receipt_and_never_of_the_form(
    stamp: str, day: str, tmp_path: Path
) -> None:
    signed = "Employee Signature: Ines M. Pellworth   Date: 06/20/2016"
    text = f"{APPLICATION}\n{signed}\n{stamp}"

    case = _case(tmp_path, application=text)
    dispute = read_dispute(case)

    assert dispute.application_received is not None
    assert str(dispute.application_received.value) == day
    assert dispute.application_signed is not None
    assert dispute.application_signed.value == dt.date(2016, 6, 20)
    assert case.documents[0].date == dt.date(2016, 6, 20)
