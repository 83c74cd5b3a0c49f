"""Papers that say nothing of a request change nothing of its decision."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter

from openimr.casework import Reviewed, review_case
from openimr.documents import ReadingOptions

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "case"
TOE = """PODIATRY PROGRESS NOTE
Patient: {name}
Date of service: 05/12/2014

Subjective: An ingrown nail of the left great toe was trimmed two weeks ago.
Objective: The nail fold is dry and pink. No drainage. Gait is normal.
Assessment: Healed ingrown toenail.
Plan: Soaks as needed. Return only if the nail gives trouble again.

Lindqvist R. Amberson, D.P.M.
"""
LATER = """PROGRESS REPORT
Patient: {name}
Date of service: 03/02/2016

Objective: The lumbar paraspinals are soft. No muscle spasm is palpated.
Medications: cyclobenzaprine 7.5 mg three times a day for 60 weeks.
Plan: Continue cyclobenzaprine. She has allergies to cyclobenzaprine.

Lindqvist R. Amberson, M.D.
"""
Change = Callable[[Path, str], None]


def another_body_part(folder: Path, name: str) -> None:
    (folder / "4-toe.txt").write_text(TOE.format(name=name))


def a_blank_page(folder: Path, _: str) -> None:
    blank = PdfWriter()
    blank.add_blank_page(612, 792)
    blank.write(folder / "0-blank.pdf")


def a_second_copy(folder: Path, _: str) -> None:
    shutil.copy(folder / "3-records.pdf", folder / "4-records-again.pdf")


def files_in_another_order(folder: Path, _: str) -> None:
    (folder / "3-records.pdf").rename(folder / "0-records.pdf")
    (folder / "1-imr-application.pdf").rename(folder / "9-imr-application.pdf")


def a_report_after_the_request(folder: Path, name: str) -> None:
    (folder / "4-later.txt").write_text(LATER.format(name=name))


def outcomes(reviewed: Reviewed) -> list[tuple[str, str, str]]:
    return sorted(
        (item.requested, item.decision.value, item.decided_by.value)
        for item in reviewed.determination.items
    )


@pytest.fixture(scope="module")
def as_it_is(example: Reviewed) -> Reviewed:
    return example


@pytest.mark.parametrize(
    "change",
    [
        another_body_part,
        a_blank_page,
        a_second_copy,
        files_in_another_order,
        a_report_after_the_request,
    ],
)
def test_no_decision_changes_and_nothing_else_decides(
    change: Change, as_it_is: Reviewed, tmp_path: Path, reading: ReadingOptions
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(EXAMPLE, folder)
    assert as_it_is.patient is not None
    change(folder, as_it_is.patient)

    changed = review_case(folder, reading=reading)

    assert {page.file for page in changed.case.pages} != {
        page.file for page in as_it_is.case.pages
    }
    assert outcomes(changed) == outcomes(as_it_is)


def test_no_fact_rests_on_a_report_after_the_request(
    as_it_is: Reviewed, tmp_path: Path, reading: ReadingOptions
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(EXAMPLE, folder)
    assert as_it_is.patient is not None
    a_report_after_the_request(folder, as_it_is.patient)

    changed = review_case(folder, reading=reading).determination

    [later] = [d.id for d in changed.documents if d.file == "4-later.txt"]
    quoted = {
        passage.document
        for item in changed.items
        for fact in item.facts
        for passage in (*fact.evidence, *fact.against)
    }
    assert later not in quoted
