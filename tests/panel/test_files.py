"""Reviewers and cases come from strict files, and faults are told by their line."""

import datetime as dt
import json

import pytest

from openimr.domain.panel_case import Role
from openimr.domain.reviewer import Reviewer, Tie
from openimr.errors import KnowledgeError, UnknownKeyError
from openimr.panel.cases import read_cases
from openimr.panel.reviewers import read_reviewers

YAML = """\
reviewers:
  - id: R1
    name: Ines Pellworth, MD
    profession: MD
    licences:
      - {state: CA, number: A1, status: active, until: 2027-06-30}
    certifications: []
    specialties: [pmr, pain_medicine]
    hours_a_week: 30
    qme: []
    affiliations:
      - organisation: Fernwick Group
        tie: group
        share: 2.5
    family: []
"""
CSV = (
    "id,name,profession,licences,certifications,specialties,hours_a_week,qme,"
    "affiliations,family\n"
    'R1,"Ines Pellworth, MD",MD,'
    "state=CA|number=A1|status=active|until=2027-06-30,none,pmr;pain_medicine,30,none,"
    "organisation=Fernwick Group|tie=group|share=2.5,none\n"
)


def read(text: str, name: str = "r.yaml") -> tuple[Reviewer, ...]:
    return read_reviewers(text.encode(), name)


def test_a_reviewer_is_read_with_what_is_stated_and_no_more() -> None:
    [one] = read(YAML)

    assert one.licences is not None
    assert one.licences[0].until == dt.date(2027, 6, 30)
    assert one.affiliations is not None
    assert (one.affiliations[0].tie, one.affiliations[0].share) == (Tie.GROUP, 2.5)
    assert (one.qme, one.discipline, one.guidelines) == ((), None, None)


def test_yaml_json_and_csv_say_the_same() -> None:
    one = {
        "id": "R1",
        "name": "Ines Pellworth, MD",
        "profession": "MD",
        "licences": [
            {"state": "CA", "number": "A1", "status": "active", "until": "2027-06-30"}
        ],
        "certifications": [],
        "specialties": ["pmr", "pain_medicine"],
        "hours_a_week": 30,
        "qme": [],
        "affiliations": [
            {"organisation": "Fernwick Group", "tie": "group", "share": 2.5}
        ],
        "family": [],
    }

    assert read(json.dumps([one], indent=1), "r.json") == read(YAML)
    assert read(CSV, "r.csv") == read(YAML)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("state: CA", "state: XX", "r.yaml:6: 'state' has a value that is not on the"),
        ("status: active", "status: fine", "r.yaml:6: 'status' has a value that does"),
        ("[pmr, ", "[pmrr, ", "r.yaml:8: 'specialties' has a value that is not"),
        ("    hours_a_week: 30", "    hours: 30", "r.yaml:9: unknown key 'hours'"),
        ("hours_a_week: 30", "hours_a_week: 300", "r.yaml:9: 'hours_a_week' is out"),
        ("    profession: MD\n", "", "r.yaml:2: key 'profession' is missing"),
        ("tie: group", "tie: friend", "r.yaml:13: 'tie' has a value that does not"),
        ("share: 2.5", "share: 250", "r.yaml:14: 'share' is out of range"),
        ("qme: []", "qme: ", "r.yaml:10: a value is missing"),
        ("    qme: []", "    id: R2", "r.yaml:10: a key is written twice"),
        ("2027-06-30", "2027-06-31", "r.yaml:6: 'until' has a value that does not"),
        ("family: []", "family: [", "r.yaml:16: not valid YAML or JSON"),
        ("reviewers:", "people:", "r.yaml:1: no list of reviewers"),
    ],
)
def test_a_fault_is_told_by_file_and_line(
    before: str, after: str, message: str
) -> None:
    assert before in YAML

    with pytest.raises(KnowledgeError) as caught:
        read(YAML.replace(before, after))

    assert str(caught.value).startswith(message)


def test_no_message_repeats_a_name_of_the_file() -> None:
    with pytest.raises(KnowledgeError) as caught:
        read(YAML.replace("profession: MD", "profession: Quackery"))

    assert "Quackery" not in str(caught.value)
    assert "Pellworth" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,nme\nR1,x\n", "r.csv:1: unknown key 'nme'"),
        ("id,id\nR1,x\n", "r.csv:1: a heading stands twice"),
        ("id,name\nR1\n", "r.csv:2: 1 cells under 2 headings"),
        ("id,name,licences\nR1,x,CA\n", "r.csv:2: a field of 'licences' is not"),
        ("id,name,profession\nR1,x,MD\nR1,y,MD\n", "r.csv:3: an id stands twice"),
        ("\n\n", "r.csv: nothing in it"),
        ('id,name\n"R1,x\n', "r.csv:2: not valid CSV"),
    ],
)
def test_a_fault_of_a_table_is_told_by_its_row(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read(text, "r.csv")

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"- [", b"\x00", b"- - - a", b"{}"])
@pytest.mark.parametrize("name", ["r.yaml", "r.json", "r.csv"])
def test_no_bytes_bring_forth_a_failure_of_another_kind(data: bytes, name: str) -> None:
    with pytest.raises(KnowledgeError):
        read_reviewers(data, name)
    with pytest.raises(KnowledgeError):
        read_cases(data, name)


def test_a_file_that_holds_itself_is_refused() -> None:
    with pytest.raises(KnowledgeError):
        read("reviewers: &a [*a]\n")


def test_a_file_that_repeats_itself_by_reference_is_refused() -> None:
    with pytest.raises(KnowledgeError) as caught:
        read("- &a {id: R1, name: Ola, profession: MD}\n- *a\n")

    assert "an alias" in str(caught.value)


CASES = (
    "id,families,conditions,due,expedited,employee,employer,claims_administrator,"
    "requesting_physician,requesting_physician_npi\n"
    "C1,tens;baclofen,lumbar spine,2026-01-20,true,Tomas Verhoeven,Quill LLC,"
    "Brack Mutual,Osric Lindqvist;Ola Zimmer,1234567893\n"
)


def test_a_table_of_cases_names_parties_by_their_roles() -> None:
    [one] = read_cases(CASES.encode(), "cases.csv")

    assert (one.families, one.due, one.expedited) == (
        ("tens", "baclofen"),
        dt.date(2026, 1, 20),
        True,
    )
    asked = [p for p in one.parties if p.role is Role.REQUESTING_PHYSICIAN]
    assert [(p.name, p.npi, p.where) for p in asked] == [
        ("Osric Lindqvist", "1234567893", "cases.csv:2"),
        ("Ola Zimmer", None, "cases.csv:2"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("baclofen", "baclofin", "cases.csv:2: 'families' has a value that is not"),
        ("1234567893", "1;2;3", "cases.csv:2: column 'requesting_physician_npi' has"),
        ("2026-01-20", "soon", "cases.csv:2: 'due' has a value that does not fit"),
        ("expedited", "urgent", "cases.csv:1: unknown key 'urgent'"),
    ],
)
def test_a_fault_in_a_table_of_cases_is_told_by_its_row(
    before: str, after: str, message: str
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_cases(CASES.replace(before, after).encode(), "cases.csv")

    assert str(caught.value).startswith(message)


def test_cases_may_be_a_list_in_yaml_too() -> None:
    text = (
        "cases:\n  - id: C1\n    parties: [{role: employee, name: Tomas Verhoeven}]\n"
    )
    [one] = read_cases(text.encode(), "c.yaml")

    assert one.parties[0].role is Role.EMPLOYEE


def test_an_unknown_key_of_a_party_is_told_with_the_known_ones() -> None:
    text = "- id: C1\n  parties:\n    - {role: employee, nam: Tomas}\n"

    with pytest.raises(UnknownKeyError) as caught:
        read_cases(text.encode(), "c.yaml")

    assert "Did you mean 'name'?" in str(caught.value)
