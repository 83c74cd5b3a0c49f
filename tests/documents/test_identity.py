from datetime import date
from pathlib import Path

import pytest

from openimr.documents import read_case
from openimr.documents.headers import read_head
from openimr.documents.identity import CaseIdentity, contradicts, is_person
from openimr.documents.names import PersonName, is_slip, parse_name
from openimr.documents.views import view
from openimr.domain import CaseFile, PageStatus

from .packets import note
from .paper import write_pdf
from .patients import OURS, STRANGERS

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


INES = CaseIdentity(
    name=parse_name("Ines M. Pellworth"),
    birth=date(1970, 1, 2),
    claims=frozenset({"QX201500114"}),
)


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
        ("Client: Ines Orr   DOI 02/02/2011", ["orr"], ["orr"], [], []),
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


SCANNED_OURS = {
    "letters misread in the name": "Patient: Peliwonth, Ihes   DOB: 01/02/1970",
    "figures misread in the birth date": "Patient: Pollwerth, Ines  DOB: 07/02/1978",
    "one word of the name lost": "Patient: Pe1lworth   DOB: 01/02/1970",
    "claim number misread": "Patient: Pellvvorlh, Ines   Claim: OX-2O15-OO1I4",
    "name misread, nothing else said": "Patient: Fellwonth, Lnes",
}


@pytest.mark.parametrize("head", SCANNED_OURS.values(), ids=SCANNED_OURS.keys())
def test_a_misread_head_is_nobody_elses(head: str) -> None:
    page = view(f"PROGRESS REPORT\n{head}\nThe neck is stiff.")

    assert contradicts(INES, read_head(page, 10), page, read=True) is None


def test_a_scan_that_names_another_patient_clearly_is_told() -> None:
    page = view("PROGRESS REPORT\nPatient: Orr, Tansy   DOB: 03/04/1981\nSpasm.")

    found = contradicts(INES, read_head(page, 10), page, read=True)

    assert found == "name and date of birth differ"


def test_a_page_of_another_patient_inside_a_report_is_kept_out_alone(
    tmp_path: Path,
) -> None:
    first = note("05/03/2016") + "\nThe neck was examined and\nPage 1 of 3"
    stray = "Patient: Orr, Tansy   DOB: 03/04/1981\nthe knee is swollen.\nPage 2 of 3"
    last = "Pellworth, Ines\nand may return to work.\nB. Osei, M.D.\nPage 3 of 3"
    (tmp_path / "1-application.txt").write_text(APPLICATION)
    write_pdf(tmp_path / "2-report.pdf", [first, stray, last])

    case = read_case(tmp_path)

    statuses = [page.status for page in case.pages]
    assert statuses[1:] == [PageStatus.TEXT, PageStatus.MISFILED, PageStatus.TEXT]
    assert [d.misfiled for d in case.documents].count(True) <= 1


def test_a_misread_application_does_not_make_strangers_of_all(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(
        APPLICATION.replace("Ines M. Pellworth", "Ivo Barr")
    )
    for number, day in enumerate(range(3, 9), start=2):
        (tmp_path / f"{number}.txt").write_text(note(f"05/0{day}/2016"))

    case = read_case(tmp_path)

    assert [d.misfiled for d in case.documents] == [False] * 7


def test_other_patients_notes_do_not_outvote_ours_by_how_names_are_written(
    tmp_path: Path,
) -> None:
    heads = (
        "Patient: Pellworth, Ines",
        "Patient: PELLWORTH, INES M.",
        "Patient: Ines Pellworth",
        "Patient: Orr, Tansy",
        "Patient: Orr, Tansy",
    )
    for number, head in enumerate(heads):
        (tmp_path / f"{number}.txt").write_text(f"PROGRESS REPORT\n{head}\nStiff.")

    case = read_case(tmp_path)

    assert [d.misfiled for d in case.documents] == [False] * 3 + [True] * 2


def test_the_page_of_a_relative_does_not_end_at_the_shared_family_name(
    tmp_path: Path,
) -> None:
    stray = "PROGRESS REPORT\nPatient: Pellworth, Dennis   DOB: 11/12/1973\nSpasm."
    second = "Pellworth, Dennis   page 2\nCyclobenzaprine."
    (tmp_path / "1-application.txt").write_text(APPLICATION)
    write_pdf(tmp_path / "2-report.pdf", [stray, second])

    case = read_case(tmp_path)

    statuses = [page.status for page in case.pages]
    assert statuses[1:] == [PageStatus.MISFILED, PageStatus.MISFILED]
