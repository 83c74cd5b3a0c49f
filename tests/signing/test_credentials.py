"""The reviewer is credentials; whatever would name a person is refused."""

import pytest

from openimr.domain import Credentials
from openimr.errors import SigningError
from openimr.signing import read_credentials

GOOD = b"""
licensed_in: [California, Nevada]
board_certifications: ["Physical Medicine  and Rehabilitation"]
subspecialties: [Pain Management]
years_in_practice_over: 5
hours_a_week_at_least: 24
"""
LEAST = b"licensed_in: [California]\nboard_certifications: [Family Practice]\n"


def test_credentials_are_read() -> None:
    assert read_credentials(GOOD, "reviewer.yaml") == Credentials(
        licensed_in=("California", "Nevada"),
        board_certifications=("Physical Medicine and Rehabilitation",),
        subspecialties=("Pain Management",),
        years_in_practice_over=5,
        hours_a_week_at_least=24,
    )


def test_licence_and_certification_are_enough() -> None:
    read = read_credentials(LEAST, "reviewer.yaml")

    assert (read.subspecialties, read.years_in_practice_over) == ((), None)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (b"name: Someone", "'name' would tell who"),
        (b"reviewer_name: Someone", "would tell who"),
        (b"NPI: 12", "would tell who"),
        (b"license_number: A1", "would tell who"),
        (b"email: a@b.example", "would tell who"),
        (b"subspecialties: [Dr. Anna Berg]", "reads like the name of a person"),
        (b"subspecialties: ['Anna Berg, M.D.']", "reads like the name of a person"),
        (b"hobby: chess", "unknown key 'hobby'.  Use licensed_in"),
        (b"subspecialties: Pain", "not a list of texts"),
        (b"subspecialties: [no]", "not a list of texts"),
        (b"years_in_practice_over: '5'", "not a whole number"),
        (b"years_in_practice_over: true", "not a whole number"),
        (b"hours_a_week_at_least: 169", "not a whole number"),
        (b"subspecialties: [" + b"x" * 130 + b"]", "too long"),
        (b"[", "not YAML"),
    ],
    ids=range(15),
)
def test_what_is_no_credential_is_refused(more: bytes, message: str) -> None:
    with pytest.raises(SigningError, match=message):
        read_credentials(LEAST + more, "reviewer.yaml")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no keys"),
        (b"- a", "no keys"),
        (b"1: a", "no keys"),
        (b"\xff\xfe\x00", "not YAML|no keys"),
        (b"licensed_in: [California]", "no board_certifications"),
        (b"board_certifications: [Surgery]", "no licensed_in"),
        (b"licensed_in: ['']\nboard_certifications: [a]", "no licensed_in"),
    ],
    ids=range(7),
)
def test_too_little_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SigningError, match=message):
        read_credentials(data, "reviewer.yaml")
