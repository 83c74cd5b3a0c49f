"""The table of a scanned request, put together from where its words stand."""

import datetime as dt

from openimr.documents import read_dispute
from openimr.domain import (
    CaseFile,
    Document,
    DocumentKind,
    Page,
    PageStatus,
    WordBox,
)

_LETTER = 5.0
"""Points that a letter is wide."""

COLUMNS = (60, 160, 260, 360, 450)
HEAD = [
    (COLUMNS, ("Diagnosis", "ICD-Code", "Service/Good", "CPT/HCPCS", "Other")),
    ((260, 450), ("Requested", "Frequency, Quantity")),
]
BODY = [
    ((60, 160, 260, 450), ("Neck disc", "722.0", "Zanaflex 4 mg", "one at bedtime,")),
    ((60, 260, 450), ("disease, flare", "(tizanidine)", "#30")),
    ((60, 260, 360, 450), ("same", "Massage", "97124", "1 x 6")),
    ((60, 160, 260), ("Chronic pain", "338.4", "same")),
]


def _scan(rows: list[tuple[tuple[int, ...], tuple[str, ...]]]) -> CaseFile:
    """Return a request whose table is recognised line by line."""
    text = "REQUEST FOR AUTHORIZATION\nDWC Form RFA\nREQUESTED TREATMENT\n"
    boxes: list[WordBox] = []
    for number, (lefts, cells) in enumerate(rows):
        top = 200.0 + 12 * number
        for at, (left, cell) in enumerate(zip(lefts, cells, strict=True)):
            text += "   " if at else ""
            x = float(left)
            for word in cell.split(" "):
                end = x + _LETTER * len(word)
                start = len(text)
                text += word + " "
                boxes.append(
                    WordBox(
                        start=start,
                        end=start + len(word),
                        box=(x, top, end, top + 9),
                        confidence=0.9,
                    )
                )
                x = end + 3
            text = text[:-1]
        text += "\n"
    text += "Requesting Physician Signature: B. Osei   Date: 04/28/2016"
    page = Page(
        file="scan.pdf",
        number=1,
        text=text,
        status=PageStatus.OCR,
        document="D1",
        ocr=True,
        words=tuple(boxes),
    )
    request = Document(
        id="D1",
        file="scan.pdf",
        first_page=1,
        pages=1,
        kind=DocumentKind.RFA,
        date=dt.date(2016, 4, 28),
        ocr=True,
    )
    return CaseFile(name="scan", documents=(request,), pages=(page,))


def test_cells_of_two_lines_are_put_together_again() -> None:
    zanaflex, massage = read_dispute(_scan([*HEAD, *BODY])).requested

    assert zanaflex.text == "Zanaflex 4 mg (tizanidine) one at bedtime, #30"
    assert zanaflex.diagnosis == "Neck disc disease, flare"
    assert zanaflex.icd == ("722.0",)
    assert massage.text == "Massage 1 x 6"
    assert massage.billing == ("97124",)


def test_a_row_that_only_repeats_the_service_asks_for_nothing_more() -> None:
    requested = read_dispute(_scan([*HEAD, *BODY])).requested

    assert [line.evidence[0].quote.split()[0] for line in requested] == ["Neck", "same"]


def test_an_empty_table_asks_for_nothing() -> None:
    assert read_dispute(_scan(HEAD)).requested == ()
