"""What documents are called, and who wrote them, in a list that people read."""

from pathlib import Path

import pytest

from openimr.documents import read_case
from openimr.domain import CaseFile, Document

CLAIMS_LETTER = """GRANGE MUTUAL CLAIMS SERVICES
P.O. Box 41, Port Quill, CA 90999
May 9, 2016
Bettina Osei, M.D.
4 Quay Street, Port Quill, CA 90999
RE: Ines Pellworth  Claim: QX-114-77
Dear Dr. Osei,
We received your bill of April 28, 2016 and are sending it to bill review.
Sincerely,
Tansy Orr, claims examiner"""

UR_LETTER = """TALLOW CARE PARTNERS, INC.
Utilization Review Services for Grange Mutual
May 3, 2016
RE: Ines Pellworth  Claim: QX-114-77
NOTICE OF UTILIZATION REVIEW DETERMINATION
The request for Tizanidine 4 mg #60 is non-certified.
Reviewed by: Cornelius Wick, M.D."""

THERAPY = """LOAF LANE PHYSICAL THERAPY
9 Loaf Lane, Port Quill, CA 90999  (310) 555-0107
DISCHARGE SUMMARY
Patient: Ines Pellworth  DOB: 01/02/1970
Date: 04/02/2016
She was seen for twelve visits of therapy for the neck and met one of three goals.
Electronically signed by Rowan Birch, PT  04/02/2016"""

IMAGING = """QUAYSIDE IMAGING RADIOLOGY REPORT
Patient: Pellworth, Ines  DOB 01/02/1970
EXAM: MRI OF THE CERVICAL SPINE
Date of exam: 03/01/2016
FINDINGS: There is a 2 mm bulge at C5-6.
IMPRESSION: Mild degeneration.
Electronically Signed By: Ada Lin, MD"""


def _case(folder: Path, text: str) -> CaseFile:
    (folder / "document.txt").write_text(text)
    return read_case(folder)


def _only(folder: Path, text: str) -> Document:
    (document,) = _case(folder, text).documents
    return document


@pytest.mark.parametrize(
    ("text", "title", "author"),
    [
        (CLAIMS_LETTER, "Letter", "GRANGE MUTUAL CLAIMS SERVICES"),
        (UR_LETTER, "Notice of Utilization Review Determination", None),
        (THERAPY, "Discharge Summary", "Rowan Birch, PT"),
        (IMAGING, "Radiology Report", "Ada Lin, MD"),
    ],
    ids=["claims letter", "decision", "therapy", "imaging"],
)
def test_a_document_is_called_by_its_title_and_not_by_its_sender(
    text: str, title: str, author: str | None, tmp_path: Path
) -> None:
    document = _only(tmp_path, text)

    assert document.title == title
    if author:
        assert document.author == author
    assert document.author != "Bettina Osei, M.D."


SCANNED = """
   LANTERN 0RTHOPEDIC GR0UP
  PRIMARY TREATlNG PHYSIClAN'S PR0GRESSREPORT (PR-2)
Patient: Pellworth, Ines   DOB: 01/02/1970

  Date of exam: 10/ 03/2Ol4
She sleeps badly.
Electronically signed by Bettina Osei, MD"""

RFA = """REQUEST FOR AUTHORIZATION
DWC Form RFA
Employee Name: Ines Pellworth
Requesting Physician Signature: B. Osei, M.D.   Date: 10/03/2014"""


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        (
            UR_LETTER,
            "Notice of Utilization Review Determination",
            (
                "NOTICE OF UTILIZATION REVIEW DETERMINATION",
                "Cornelius Wick, M.D.",
                "May 3, 2016",
            ),
        ),
        (
            SCANNED,
            "Primary Treating Physician's Progress Report (PR-2)",
            (
                "PRIMARY TREATlNG PHYSIClAN'S PR0GRESSREPORT (PR-2)",
                "Bettina Osei, MD",
                "10/ 03/2Ol4",
            ),
        ),
        (
            RFA,
            "Request for Authorization (DWC Form RFA)",
            ("DWC Form RFA", "B. Osei, M.D.", "10/03/2014"),
        ),
        (
            CLAIMS_LETTER,
            "Letter",
            (None, "GRANGE MUTUAL CLAIMS SERVICES", "May 9, 2016"),
        ),
    ],
    ids=["decision", "badly scanned", "form", "letter without a title"],
)
def test_title_author_and_date_quote_the_words_they_rest_on(
    text: str, title: str, words: tuple[str | None, ...], tmp_path: Path
) -> None:
    case = _case(tmp_path, text)
    (document,) = case.documents

    grounds = document.grounds

    assert document.title == title
    said = (grounds.title, grounds.author, grounds.date)
    assert tuple(one and one.quote for one in said) == words
    for one in filter(None, said):
        assert case.pages[0].text[one.start : one.end] == one.quote


VISIT = """
Patient: Ines Pellworth  DOB: 01/02/1970
Date of visit: 04/02/2016
She is seen for the neck and takes two tablets a day. She walks her dog each morning."""


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Utilization review decision, Ines Pellworth", "Utilization review decision"),
        ("Therapy note I. Pellworth-Orr", "Therapy note"),
        ("Pellworth, Ines MRI Cervical Spine", "MRI Cervical Spine"),
        ("Pellworth, I 46F PR-2", "PR-2"),
        ("Consultation report for Dr. Osei", "Consultation report"),
        ("# Progress Report", "Progress Report"),
        ("EMG report, Lower Extremities", "EMG report, Lower Extremities"),
        ("Progress report, Initial Visit", "Progress report, Initial Visit"),
    ],
)
def test_a_title_is_the_kind_of_paper_and_names_nobody(
    line: str, title: str, tmp_path: Path
) -> None:
    assert _only(tmp_path, line + VISIT).title == title
