"""Notes without a form: one header line, a few labels, a count of visits."""

from datetime import date
from pathlib import Path

import pytest

from openimr.documents import ReadingOptions, read_case
from openimr.domain import DocumentKind

from .paper import write_pdf

NOTES = {
    "a title within a sentence of the header": (
        "BRAMBLE NERVE CENTER\n"
        "Follow-up visit, May 3, 2016. Patient: Ines Pellworth, 46. Seen with spouse.\n"
        "She sleeps better and walks to the shop.",
        DocumentKind.PROGRESS_REPORT,
        date(2016, 5, 3),
    ),
    "a dated line with the name of the form": (
        "ALDERPOINT BONE & JOINT\n"
        "05/03/16   Pellworth, Ines   46 yo F   PTP report PR-2\n"
        "Baker. R knee aches on stairs, 6/10.\nPlan: 1 brace. RTC 6 wks.",
        DocumentKind.PROGRESS_REPORT,
        date(2016, 5, 3),
    ),
    "labels at the beginnings of lines": (
        "Lantern Foot Institute   5/3/16\nPELLWORTH, Ines  46F\nR heel 8/10.\n"
        "O: tender heel\nDx: fasciitis\nP: night splint\nTTD. B Osei DPM",
        DocumentKind.PROGRESS_REPORT,
        date(2016, 5, 3),
    ),
    "a report of the form in a chiropractor's office": (
        "Kelp Cove Chiropractic\n"
        "PR-2   Exam date 05/03/2016   Patient PELLWORTH, INES\n"
        "S: Neck 5/10.\nO: rotation 50.\nA: strain.\nP: continue.",
        DocumentKind.PROGRESS_REPORT,
        date(2016, 5, 3),
    ),
    "a count of visits is no page number": (
        "Ridge PT   5-3-16   visit 12/12\nPellworth I, R knee\nS: sore\nO: flex 125\n"
        "P: d/c to HEP\nJ Ahn PT",
        DocumentKind.THERAPY_NOTE,
        date(2016, 5, 3),
    ),
    "a log of numbered treatments": (
        "SPINE AND SPORT - tx log   Ines Pellworth\n"
        "05/03  #4  MFR, band rows   neck 5\n"
        "05/05  #5  same   neck 5",
        DocumentKind.THERAPY_NOTE,
        None,
    ),
    "a psychologist's progress report": (
        "Bramwell Kite, Ph.D.\n"
        "Clinical Psychology. Treatment progress report, "
        "May 3, 2016.\n"
        "BDI-II 31 at intake, 16 now. Sessions attended: 8.",
        DocumentKind.PSYCHOLOGICAL_REPORT,
        date(2016, 5, 3),
    ),
    "an adjuster who names the review": (
        "GRANGE ADJUSTING     05/03/2016\nTO: BRAMBLE ORTHOPAEDICS\n"
        "NOTHING HAS BEEN AUTHORIZED ON THIS FILE. YOUR FORM OF 5/1 IS WITH\n"
        "UTILIZATION REVIEW. DO NOT SCHEDULE.",
        DocumentKind.CORRESPONDENCE,
        date(2016, 5, 3),
    ),
    "a procedure with an addendum": (
        "ALDERPOINT BONE & JOINT\nProcedure note 05/03/2016. Pellworth I.\n"
        "Knee injection, sterile prep, 80 mg.\nTolerated.\n"
        "Addendum 06/07/16: no benefit.",
        DocumentKind.PROCEDURE_REPORT,
        date(2016, 5, 3),
    ),
    "a pharmacy's list, printed later": (
        "Corner Drug - patient profile\n"
        "Printed 05/03/2016 for I. Pellworth, DOB 01/02/1970\n"
        "Fill date   Drug   Qty   Prescriber\n04/27/2016   naproxen 500 mg   60   Osei",
        DocumentKind.PRESCRIPTION,
        date(2016, 5, 3),
    ),
}


@pytest.mark.parametrize(("text", "kind", "day"), NOTES.values(), ids=NOTES.keys())
def test_a_short_note_is_known_by_its_header_and_labels(
    text: str, kind: DocumentKind, day: date | None, tmp_path: Path
) -> None:
    case = read_case(
        write_pdf(tmp_path / "a.pdf", [text]), ReadingOptions(recognise=False)
    )

    document = case.documents[0]
    assert (document.kind, document.date) == (kind, day)


def test_visit_twelve_of_twelve_begins_a_note_of_its_own(tmp_path: Path) -> None:
    pages = [NOTES["labels at the beginnings of lines"][0]]
    pages.append(
        "Ridge PT   6-7-16   visit 12/12\nPellworth I, R knee\nS: sore\nO: stiff\n"
    )

    case = read_case(
        write_pdf(tmp_path / "a.pdf", pages), ReadingOptions(recognise=False)
    )

    assert [document.first_page for document in case.documents] == [1, 2]
