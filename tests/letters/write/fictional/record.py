"""Pages, documents and ledger of the invented case."""

import datetime as dt
from dataclasses import replace

from openimr.domain import (
    CaseFile,
    Document,
    DocumentEntry,
    DocumentKind,
    Evidence,
    Page,
    PageEntry,
    PageStatus,
)

PATIENT = "Wrenfield, Odessa M."

TEXTS: dict[tuple[str, int], str] = {
    ("application.pdf", 1): (
        "APPLICATION FOR INDEPENDENT MEDICAL REVIEW\n"
        "Case No. CM15-0044871      Received 03/09/2015\n"
        "Employee: Odessa M. Wrenfield     Date of injury: 08/22/2011\n"
        "Treatment denied or modified:\n"
        "  1. Tizanidine 4 mg #90\n"
        "  2. Cyclobenzaprine 7.5 mg #20\n"
    ),
    ("case-file.pdf", 1): (
        "UTILIZATION REVIEW DETERMINATION            02/17/2015\n\n"
        "Tizanidine 4 mg #90: NON-CERTIFIED.  The records do not show spasticity,\n"
        "and use has gone on for months.  MTUS Chronic Pain Medical Treatment\n"
        "Guidelines, Muscle relaxants (for pain).\n\n"
        "Cyclobenzaprine 7.5 mg #20: MODIFIED to #10.\n"
    ),
    ("case-file.pdf", 2): (
        "PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)       09/30/2014\n"
        "Subjective: Low back pain 6/10, no worse than last month.  She takes\n"
        "tizanidine 4 mg three times a day and finds it makes her sleepy.\n"
        "Objective: Lumbar flexion 40 degrees.  Mild paraspinal tenderness, no spasm\n"
        "is felt.  Straight leg raise negative.  Reflexes 2+ and even.\n"
        "Plan: Refill tizanidine 4 mg #90.\n"
    ),
    ("case-file.pdf", 3): (
        "PR-2                                                      01/27/2015\n"
        "Subjective: On 01/24/2015 she slipped on a wet step and has had a sharp\n"
        "increase of low back pain since, 8/10, with cramping.\n"
        "Objective: Marked spasm of the left lumbar paraspinal muscles.  Flexion 20\n"
        "degrees.  Walks bent to the left.  No weakness.\n"
        "Ibuprofen 600 mg for five days & rest helped <little>.\n"
        "Plan: Cyclobenzaprine 7.5 mg at night, #20, short course.  Continue\n"
        "tizanidine 4 mg #90.  Return in three weeks.\n"
        "Work status: off work until 02/17/2015.\n"
    ),
    ("case-file.pdf", 4): (
        "MRI LUMBAR SPINE WITHOUT CONTRAST                         05/06/2013\n"
        "Impression: 2 mm disc bulge at L4-L5 without nerve root contact.\n"
    ),
    ("case-file.pdf", 5): "Pharmacy refill slip: tizanidine 4 mg #90, 11/02/2014\n",
    ("case-file.pdf", 6): "",
    ("case-file.pdf", 7): "PR-2  01/27/2015 (copy)\n",
    ("case-file.pdf", 8): "Laboratory report of another person\n",
    ("case-file.pdf", 9): "",
}


def quoted(
    document: str, page: int, words: str, file: str = "case-file.pdf"
) -> Evidence:
    """Return evidence for words that stand on a page, white space folded."""
    raw = TEXTS[file, page]
    start = raw.index(words)
    return Evidence(
        document=document,
        page=page,
        quote=" ".join(words.split()),
        start=start,
        end=start + len(words),
    )


def _document(
    id_: str, page: int, kind: DocumentKind, title: str | None, **known: object
) -> DocumentEntry:
    blank = DocumentEntry(
        id=id_,
        file="case-file.pdf",
        first_page=page,
        pages=1,
        kind=kind,
        title=title,
        author=None,
        date=None,
        ocr=False,
        duplicate_of=None,
    )
    return replace(blank, **known)  # type: ignore[arg-type]


PR2 = "Primary treating physician's progress report (PR-2)"
_PHYSICIAN = "Imogen T. Castellane, M.D."

DOCUMENTS = (
    _document(
        "D1",
        1,
        DocumentKind.IMR_APPLICATION,
        "Application for Independent Medical Review",
        file="application.pdf",
        date=dt.date(2015, 3, 6),
    ),
    _document(
        "D2",
        1,
        DocumentKind.UR_DECISION,
        "Utilization review determination",
        author="Brightwater Review Services",
        date=dt.date(2015, 2, 17),
    ),
    _document(
        "D3",
        2,
        DocumentKind.PROGRESS_REPORT,
        PR2,
        author=_PHYSICIAN,
        date=dt.date(2014, 9, 30),
    ),
    _document(
        "D4",
        3,
        DocumentKind.PROGRESS_REPORT,
        PR2,
        author=_PHYSICIAN,
        date=dt.date(2015, 1, 27),
    ),
    _document(
        "D5",
        4,
        DocumentKind.IMAGING_REPORT,
        "MRI of the lumbar spine, Odessa Wrenfield",
        author="Paavo Rintala, M.D.",
        date=dt.date(2013, 5, 6),
    ),
    _document(
        "D6",
        5,
        DocumentKind.PRESCRIPTION,
        None,
        author="Lantern Street Pharmacy",
        date=dt.date(2014, 11, 2),
        ocr=True,
    ),
    _document(
        "D7",
        7,
        DocumentKind.PROGRESS_REPORT,
        PR2,
        author=_PHYSICIAN,
        date=dt.date(2015, 1, 27),
        duplicate_of="D4",
    ),
    _document("D8", 8, DocumentKind.LABORATORY_REPORT, None),
)

PAGES = (
    PageEntry(file="application.pdf", page=1, document="D1", status=PageStatus.TEXT),
    *(
        PageEntry(
            file="case-file.pdf", page=n, document=f"D{n + 1}", status=PageStatus.TEXT
        )
        for n in (1, 2, 3, 4)
    ),
    PageEntry(file="case-file.pdf", page=5, document="D6", status=PageStatus.OCR),
    PageEntry(file="case-file.pdf", page=6, document=None, status=PageStatus.BLANK),
    PageEntry(
        file="case-file.pdf",
        page=7,
        document="D7",
        status=PageStatus.DUPLICATE,
        reason="same words as case-file.pdf p. 3",
    ),
    PageEntry(
        file="case-file.pdf",
        page=8,
        document="D8",
        status=PageStatus.MISFILED,
        reason="the name on the page is not the employee's",
    ),
    PageEntry(
        file="case-file.pdf",
        page=9,
        document=None,
        status=PageStatus.UNREADABLE,
        reason="the image is too faint for character recognition",
    ),
)

CASE = CaseFile(
    name="invented",
    documents=tuple(
        Document(
            id=entry.id,
            file=entry.file,
            first_page=entry.first_page,
            pages=entry.pages,
            kind=entry.kind,
            title=entry.title,
            author=entry.author,
            date=entry.date,
            ocr=entry.ocr,
            duplicate_of=entry.duplicate_of,
        )
        for entry in DOCUMENTS
    ),
    pages=tuple(
        Page(
            file=entry.file,
            number=entry.page,
            text=TEXTS[entry.file, entry.page],
            status=entry.status,
            document=entry.document,
            reason=entry.reason,
        )
        for entry in PAGES
    ),
)
