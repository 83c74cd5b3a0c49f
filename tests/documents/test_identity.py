from pathlib import Path

import pytest

from openimr.documents import read_case
from openimr.documents.headers import read_head
from openimr.documents.identity import CaseIdentity, is_person
from openimr.documents.names import PersonName, is_slip, parse_name
from openimr.documents.views import view
from openimr.domain import CaseFile, PageStatus

from .packets import note
from .paper import write_pdf

APPLICATION = """APPLICATION FOR INDEPENDENT MEDICAL REVIEW
DWC Form IMR
Employee Name (First, MI, Last): Ines M. Pellworth
Date of birth: 01/02/1970
Claim Number: QX-2015-00114
Employee Signature: Ines Pellworth   Date: 05/20/2016"""


def _case(tmp_path: Path, *others: str) -> CaseFile:
    (tmp_path / "1-application.txt").write_text(APPLICATION)
    for number, text in enumerate(others, start=2):
        (tmp_path / f"{number}.txt").write_text(text)
    return read_case(tmp_path)


OURS = {
    "name turned round": "PROGRESS REPORT\nPatient: PELLWORTH, INES M\nBetter.",
    "initial only": "DAILY NOTE\nPatient: I. Pellworth\nBetter.",
    "slip of a letter": "PROGRESS REPORT\nPatient: Pelworth, Ines\nBetter.",
    "short form": "PROGRESS REPORT\nPatient: Pellworth\nBetter.",
    "birth date with a slip": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines  DOB: 01/02/1971\nBetter."
    ),
    "married since, same birth date": (
        "PROGRESS REPORT\nPatient: Osterhout, Ines  DOB: 01/02/1970\nBetter."
    ),
    "another claim of hers": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines  Claim: ZZ-99-77777\nBetter."
    ),
    "no identifiers": "PROGRESS REPORT\nShe is better.",
    "a relative in the text": (
        "PROGRESS REPORT\nPatient: Pellworth, Ines\n"
        "Her brother, Tansy Orr, born 03/04/1981, has multiple sclerosis."
    ),
    "a letter to a physician": (
        "GRANGE MUTUAL\nMay 3, 2016\nBettina Osei, M.D.\nRE: Medical billing\n"
        "Dear Dr. Osei: We paid for Ms. Pellworth."
    ),
    "a letter by her husband": (
        "May 3, 2016\nRe: Bruno Pellworth\nI am Ines's husband and I cook for her."
    ),
    "the firm under subject": (
        "JOB DESCRIPTION\nSubject: Quayside Bakery\nKneads dough."
    ),
}

STRANGERS = {
    "name, birth date, claim number": (
        "PROGRESS REPORT\nRe: Tansy Orr   Claim: 14-88-20316   Born: 03/04/1981\nSpasm."
    ),
    "name, date of birth": (
        "LUMBAR X-RAY\nPellworthy, Ivan R. DOB 03/04/1981. Exam: lumbar spine.\nNormal."
    ),
    "name": "DAILY NOTE\nPatient: Tansy Orr\nThe spasm is gone.",
    "date of birth": "FINAL REPORT\nDOB: 03/04/1981   Collected 05/01/2016\nGlucose 90",
}


@pytest.mark.parametrize("text", OURS.values(), ids=OURS.keys())
def test_a_proper_report_is_never_taken_for_misfiled(text: str, tmp_path: Path) -> None:
    case = _case(tmp_path, text)

    assert [d.misfiled for d in case.documents] == [False, False]


@pytest.mark.parametrize("text", STRANGERS.values(), ids=STRANGERS.keys())
def test_the_report_of_another_patient_is_kept_out(text: str, tmp_path: Path) -> None:
    case = _case(tmp_path, text, note("05/03/2016"))

    assert [d.misfiled for d in case.documents] == [False, True, False]
    page = case.pages[1]
    assert page.status is PageStatus.MISFILED
    assert (page.reason or "").startswith("belongs to another patient: ")
    assert "Orr" not in (page.reason or "")


def test_a_reason_says_which_identifiers_differ(tmp_path: Path) -> None:
    case = _case(tmp_path, STRANGERS["name, birth date, claim number"])

    assert case.pages[1].reason == (
        "belongs to another patient: name and date of birth and claim number differ "
        "from the case"
    )


def test_without_forms_the_majority_says_whose_case_it_is(tmp_path: Path) -> None:
    pages = [
        note("05/03/2016"),
        note("06/07/2016", 6),
        "PROGRESS REPORT\nPatient: Tansy Orr  DOB: 03/04/1981\nSpasm.",
    ]
    write_pdf(tmp_path / "packet.pdf", pages)

    case = read_case(tmp_path)

    assert [d.misfiled for d in case.documents] == [False, False, True]


def test_two_patients_and_no_majority_is_nobodys_fault(tmp_path: Path) -> None:
    pages = [note("05/03/2016"), "PROGRESS REPORT\nPatient: Tansy Orr\nSpasm."]
    write_pdf(tmp_path / "packet.pdf", pages)

    case = read_case(tmp_path)

    assert [d.misfiled for d in case.documents] == [False, False]


@pytest.mark.parametrize(
    ("head", "names", "mentioned", "births", "claims"),
    [
        (
            "RE: PELLWORTH, Ines  DOB 01/02/1970  Claim No. QX-2015-00114",
            [],
            ["pellworth"],
            ["1970-01-02"],
            ["QX201500114"],
        ),
        ("Pt: Pellworth, Ines. Dx: strain", ["pellworth"], [], [], []),
        ("PELLWORTH, INES 46 F  DOI 01/02/2015", ["pellworth"], [], [], []),
        ("CLINIC   PELLWORTH, INES   01/02/1970", ["pellworth"], [], [], []),
        ("Employer Name: Halvor Wick", [], [], [], []),
        ("Client: QUAYSIDE BAKERY", [], ["bakery"], [], []),
        ("Re: Amended claim form", [], [], [], []),
        ("Patient was seen with Dr. Osei", [], [], [], []),
    ],
)
def test_a_header_gives_its_identifiers(
    head: str,
    names: list[str],
    mentioned: list[str],
    births: list[str],
    claims: list[str],
) -> None:
    found = read_head(view(head), 5)

    assert [name.family[-1] for name in found.names] == names
    assert [name.family[-1] for name in found.mentioned] == mentioned
    assert [str(day) for day in found.births] == births
    assert list(found.claims) == claims


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ines M. Pellworth", "PELLWORTH, INES", True),
        ("Ines Valdez-Orr", "Orr, Ines", True),
        ("Robert Orr", "Orr, Bob", True),
        ("Ines Pellworth", "Pellworth, Dennis", False),
        ("Emilio Castan", "Castan, Emilia", False),
        ("Warren Tillman", "Warner Tidwell", False),
        ("Leland Vashko", "Vashon, Leland", False),
    ],
)
def test_names_are_compared_as_a_clerk_would(one: str, other: str, same: bool) -> None:
    first, second = parse_name(one), parse_name(other)
    assert first is not None
    assert second is not None

    assert is_person(first, second) is same
    assert is_person(second, first) is same


def test_short_words_have_no_slips() -> None:
    assert not is_slip("orr", "ott")
    assert is_slip("pellworth", "pellwroth")
    assert parse_name("Page 2") is None
    assert parse_name("") is None
    assert CaseIdentity().name is None
    assert parse_name("ORR I") == PersonName(("i",), ("orr",))
