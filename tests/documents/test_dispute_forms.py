"""Application and request: parties, ticks, and labels with slips."""

import datetime as dt
from pathlib import Path

import pytest

from openimr.documents import read_dispute

from .papers import papers

APPLICATION = """APPLICATION FOR INDEPENDENT MEDICAL REVIEW
DWC Form IMR
Type of Utilization Review: [X] Regular   [ ] Expedited
Date of Utilization Review Determination Letter: 05/03/2016
EMPLOYEE INFORMATION
Name (First, MI, Last): Ines M. Pellworth   Phone Number (310) 555-0107
Address: 9 Loaf Lane, Port Quill, CA 90999
Claim Number: QX-114-77   Date of Injury: 01/02/2015
EAMS Case No.: ADJ1234567   WCIS Jurisdictional Claim No.: none assigned
Employee Attorney (if known): Roe & Partners
REQUESTING PHYSICIAN INFORMATION
Name: Bettina Osei, M.D.   Specialty: Pain Medicine
Practice: Harbour Pain Group   Fax: (310) 555-0150
CLAIMS ADMINISTRATOR INFORMATION
Company: Grange Mutual   Adjuster: Dale Orr
Phone / Fax: (310) 555-0160 / (310) 555-0161
DISPUTED MEDICAL TREATMENT
Primary Diagnosis: 723.1 Neck pain; 728.85 spasm
Is the claims administrator disputing liability as well? [X] Yes [ ] No
Reason for dispute: body part not accepted
List each specific requested medical service, good or item that was denied:
1. Tizanidine 4 mg #60
CONSENT TO OBTAIN MEDICAL RECORDS
Employee Signature: /s/ T. Roe, attorney   Date: 05/20/2016"""

REQUEST = """DWC Form RFA
REQUEST FOR AUTHORIZATION
[ ] New Request   [X] Resubmission - Change in Material Facts
[X] Expedited Review: check box if employee faces a threat
[ ] Check box if request is a written confirmation of a prior oral request.
Employee Information
Name (Last, First, Middle): Pellworth, Ines M.   Date of Birth: 01/02/1970
Date of Injury: 01/02/2015   Claim Number: QX-114-77
Requesting Physician Information
Name: Bettina Osei, M.D.   NPI Number: 1234567890
Requested Treatment
Diagnosis ICD-Code Service/Good Requested CPT/HCPCS Other Information
Spasm 728.85 Zanaflex 4 mg 1 tab bid, #60
Neck pain 723.1 Massage 97124 1 x 6
Requesting Physician Signature: B. Osei, M.D.   Date: 04/28/2016
URO RESPONSE
[ ] Approved   [ ] Delay   [X] Denied or Modified"""


def test_parties_are_told_with_how_they_are_reached(tmp_path: Path) -> None:
    dispute = read_dispute(papers(tmp_path, application=APPLICATION, request=REQUEST))

    told = {
        f"{party} {name}": stated.value
        for party in ("employee", "physician", "administrator")
        for name in ("organisation", "contact", "specialty", "address", "phone", "fax")
        if (stated := getattr(getattr(dispute, party), name))
    }
    assert told == {
        "employee address": "9 Loaf Lane, Port Quill, CA 90999",
        "employee phone": "(310) 555-0107",
        "physician organisation": "Harbour Pain Group",
        "physician specialty": "Pain Medicine",
        "physician fax": "(310) 555-0150",
        "administrator organisation": "Grange Mutual",
        "administrator contact": "Dale Orr",
        "administrator phone": "(310) 555-0160",
        "administrator fax": "(310) 555-0161",
    }
    assert dispute.physician is not None
    assert dispute.physician.npi is not None
    assert dispute.physician.npi.value == "1234567890"


def test_the_application_states_its_own_fields(tmp_path: Path) -> None:
    dispute = read_dispute(papers(tmp_path, application=APPLICATION))

    for stated, value in (
        (dispute.attorney, "Roe & Partners"),
        (dispute.eams_number, "ADJ1234567"),
        (dispute.signed_by, "T. Roe, attorney"),
        (dispute.liability_disputed, True),
        (dispute.liability_reason, "body part not accepted"),
    ):
        assert stated is not None
        assert stated.value == value
    assert dispute.wcis_number is None
    assert dispute.representative is None
    assert [code.value for code in dispute.diagnosis_codes] == ["723.1", "728.85"]


def test_the_ticks_of_a_request_are_told(tmp_path: Path) -> None:
    dispute = read_dispute(papers(tmp_path, request=REQUEST))

    for stated, value in (
        (dispute.rfa_kind, "resubmission"),
        (dispute.rfa_expedited, True),
        (dispute.rfa_oral, False),
        (dispute.rfa_response, "denied or modified"),
    ):
        assert stated is not None
        assert stated.value == value
    assert [(line.icd, line.billing) for line in dispute.requested] == [
        (("728.85",), ()),
        (("723.1",), ("97124",)),
    ]


@pytest.mark.parametrize(
    "unticked", ["[ ] New Request   [ ] Resubmission", "New [ ] Resubmission [ ]"]
)
def test_nothing_ticked_is_nothing_told(unticked: str, tmp_path: Path) -> None:
    lines = [line for line in REQUEST.split("\n") if "[" not in line]
    text = "\n".join([*lines[:2], unticked, *lines[2:]])

    dispute = read_dispute(papers(tmp_path, request=text))

    assert (dispute.rfa_kind, dispute.rfa_expedited) == (None, None)
    assert dispute.rfa_response is None


SLIPS = {
    "Dale of Injury: 01/02/2015": "date_of_injury",
    "Date of lnjury 01/02/2015": "date_of_injury",
    "Clairn Number: QX-114-77": "claim_number",
    "Claim Nurnber QX-114-77": "claim_number",
    "Ernployer: Quayside Bakery": "employer",
    "Date of Injury   Claim Number\n01/02/2015   QX-114-77": "claim_number",
    "Claim Number   Date of Injury\nQX-114-77   01/02/2015": "date_of_injury",
}
VALUES = {
    "date_of_injury": dt.date(2015, 1, 2),
    "claim_number": "QX-114-77",
    "employer": "Quayside Bakery",
}


@pytest.mark.parametrize(("line", "field"), SLIPS.items())
def test_a_slip_in_a_label_hides_no_value(
    line: str, field: str, tmp_path: Path
) -> None:
    text = f"APPLICATION FOR INDEPENDENT MEDICAL REVIEW\nDWC Form IMR\n{line}"

    dispute = read_dispute(papers(tmp_path, application=text))

    stated = getattr(dispute, field)
    assert stated is not None
    assert stated.value == VALUES[field]


def test_a_name_like_a_label_stays_a_name(tmp_path: Path) -> None:
    text = "APPLICATION FOR INDEPENDENT MEDICAL REVIEW\nDWC Form IMR\n"

    dispute = read_dispute(papers(tmp_path, application=text + "Employee: Dale Orr"))

    assert dispute.patient is not None
    assert dispute.patient.value == "Dale Orr"


@pytest.mark.parametrize(
    "elsewhere", ["See attached UR decision", "1. See attached", "per the attached"]
)
def test_a_list_that_is_elsewhere_leaves_what_was_denied(
    elsewhere: str, tmp_path: Path
) -> None:
    application = APPLICATION.replace("1. Tizanidine 4 mg #60", elsewhere)
    decision = "QUARRY PEER REVIEW\nMay 3, 2016\n1. Norco 10/325 mg #120: NON-CERTIFIED"

    dispute = read_dispute(papers(tmp_path, application=application, decision=decision))

    assert [line.text for line in dispute.disputed] == ["Norco 10/325 mg #120"]


def test_two_treatments_in_one_line_are_two(tmp_path: Path) -> None:
    text = APPLICATION.replace("#60\n", "#60 and Soma 350 mg #90\n2. Massage, neck\n")

    dispute = read_dispute(papers(tmp_path, application=text))

    assert [line.text for line in dispute.disputed] == [
        "Tizanidine 4 mg #60",
        "Soma 350 mg #90",
        "Massage, neck",
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "Denied or modified Massage x 6, neck\nDenied or modified Walker, purchase\n",
        "5. Review wanted of: Massage x 6, neck; Walker, purchase\n",
        "Disputed care, list each denied  1. Massage x 6, neck\n2. Walker, purchase\n",
        "Items denied ....... Massage x 6, neck\n          Walker, purchase\n",
    ],
)
def test_a_label_in_each_row_or_a_numbered_one_opens_the_list(
    listed: str, tmp_path: Path
) -> None:
    text = "DWC FORM IMR\nEmployee: Dale Orr\n" + listed + "Sign: Dale Orr\n"

    dispute = read_dispute(papers(tmp_path, application=text))

    assert [line.text for line in dispute.disputed] == [
        "Massage x 6, neck",
        "Walker, purchase",
    ]


def test_a_request_may_be_a_numbered_list_without_a_heading(tmp_path: Path) -> None:
    text = (
        "REQUEST FOR AUTHORIZATION  DWC FORM RFA\nEmployee: Dale Orr\n------------\n"
        "1) Massage x 6, neck\n   Dx 723.1   CPT 97124\n2) Walker, purchase\n"
        "   Dx 724.2\n------------\nSigned: B. Osei MD  Date: 05/03/2016\n"
    )

    dispute = read_dispute(papers(tmp_path, request=text))

    assert [line.text for line in dispute.requested] == [
        "Massage x 6, neck",
        "Walker, purchase",
    ]


def test_a_table_may_say_dx_for_diagnosis(tmp_path: Path) -> None:
    text = (
        "DWC Form RFA\nOrr, Dale\nDx  ICD  Request  Detail\n"
        "Neck pain 723.1 Massage x 6, neck\nLow back pain 724.2 Walker, purchase\n"
        "/s/ B. Osei DPM  05/03/2016\n"
    )

    dispute = read_dispute(papers(tmp_path, request=text))

    assert [line.text for line in dispute.requested] == [
        "Massage x 6, neck",
        "Walker, purchase",
    ]
