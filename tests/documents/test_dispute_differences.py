"""What differs between the three papers, and what only looks as if it did."""

from pathlib import Path

import pytest

from openimr.documents import read_dispute
from openimr.domain import CaseFile

from .papers import papers

APPLICATION = """APPLICATION FOR INDEPENDENT MEDICAL REVIEW
DWC Form IMR
Date of Utilization Review Determination Letter: 05/03/2016
Employee Name: Ines M. Pellworth   Date of birth: 01/02/1970
Claim Number: QX-114-77   Date of Injury: 01/02/2015
Employer: Quayside Bakery
Requesting physician: Bettina Osei, M.D.
List each specific requested medical service, good or item that was denied:
1. Tizanidine 4 mg #60
2. Right knee MRI
3. Physical therapy, 6 visits
CONSENT TO OBTAIN MEDICAL RECORDS
Employee Signature: Ines M. Pellworth   Date: 05/20/2016"""

DECISION = """TALLOW UTILIZATION REVIEW
May 3, 2016
Bettina Osei, M.D.
RE: PELLWORTH, INES   Claim: QX11477   D/I 1/2/15   Employer: Quayside Bakery, Inc.
RFA dated: 04/28/2016
1. Zanaflex 4 mg, 60 tablets: NON-CERTIFIED
2. MRI, right knee: NON-CERTIFIED
3. PT 6 sessions: NON-CERTIFIED"""

REQUEST = """DWC Form RFA
REQUEST FOR AUTHORIZATION
Name (Last, First, Middle): Pellworth, Ines M.   Date of Birth: 01/02/1970
Date of Injury: 01/02/2015   Claim Number: QX-114-77
Employer: QUAYSIDE BAKERY
Requesting Physician: B. Osei, M.D.
Requested Treatment
Diagnosis ICD-Code Service/Good Requested CPT/HCPCS Other Information
Spasm 728.85 Tizanidine 4mg 1 tab bid, #60
Knee pain 719.46 MRI right knee 73721
Neck pain 723.1 Physical therapy 97110 6 visits
Requesting Physician Signature: B. Osei, M.D.   Date: 04/28/2016"""


def _case(folder: Path, *changes: tuple[str, str, str]) -> CaseFile:
    texts = {"application": APPLICATION, "decision": DECISION, "request": REQUEST}
    for name, before, after in changes:
        assert before in texts[name]
        texts[name] = texts[name].replace(before, after)
    return papers(folder, **texts)


def test_another_way_to_write_the_same_is_no_difference(tmp_path: Path) -> None:
    assert read_dispute(_case(tmp_path)).differences == ()


DIFFERENCES = [
    ("decision", "Claim: QX11477", "Claim: QX11478", "claim_number", "claim number"),
    ("request", "01/02/2015", "01/20/2015", "date_of_injury", "date of injury"),
    ("application", "05/03/2016", "05/02/2016", "ur_date", "utilization review"),
    ("decision", "04/28/2016", "04/18/2016", "rfa_date", "request for authorization"),
    ("request", "QUAYSIDE BAKERY", "Lantern Foundry", "employer", "employer"),
    (
        "request",
        ": B. Osei, M.D.\nReq",
        ": T. Wick, M.D.\nReq",
        "requesting_physician",
        "",
    ),
    ("decision", "PT 6 sessions", "PT 4 sessions", "disputed", "quantity"),
    ("request", "4mg 1 tab", "2mg 1 tab", "disputed", "strength"),
    ("decision", "MRI, right knee", "MRI, left knee", "disputed", "side"),
    ("request", "MRI right knee", "MRI right shoulder", "disputed", "body part"),
    ("decision", "MRI, right knee: NON", "Ice pack: NON", "disputed", "among"),
    ("decision", "knee: NON-CERTIFIED", "knee: CERTIFIED", "disputed", "approved"),
]


@pytest.mark.parametrize(
    "difference", DIFFERENCES, ids=lambda one: f"{one[3]} {one[4]}"
)
def test_a_difference_is_told_with_the_words_of_both(
    difference: tuple[str, str, str, str, str], tmp_path: Path
) -> None:
    paper, before, after, field, says = difference
    case = _case(tmp_path, (paper, before, after))

    dispute = read_dispute(case)

    assert dispute.differences
    assert {one.field for one in dispute.differences} == {field}
    assert dispute.disagreements == tuple(x.sentence for x in dispute.differences)
    for one in dispute.differences:
        assert says in one.sentence
        for quote in (*one.one, *one.other):
            page = case.page(case.document(quote.document).file, quote.page)
            assert " ".join(page.text[quote.start : quote.end].split()) == quote.quote
            assert quote.quote not in one.sentence
        assert one.one
        assert one.other or says == "among"


def test_the_day_that_most_papers_state_is_the_day_of_the_injury(
    tmp_path: Path,
) -> None:
    case = _case(tmp_path, ("application", "01/02/2015", "01/02/2013"))

    stated = read_dispute(case).date_of_injury

    assert stated is not None
    assert str(stated.value) == "2015-01-02"
