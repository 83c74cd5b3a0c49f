"""What a letter may say of a reviewer."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.domain import Credentials
from openimr.domain.reviewer import (
    Certification,
    Licence,
    LicenceStatus,
    Profession,
    Reviewer,
)
from openimr.errors import SigningError
from openimr.panel.credentials import credentials_of

DAY = dt.date(2026, 11, 22)
LICENCE = Licence(state="CA", number="A1", status=LicenceStatus.ACTIVE)
PAIN = Certification(specialty="pain_medicine", board="abms")
WHO = Reviewer(
    id="r1",
    name="Ada Quill",
    profession=Profession.MD,
    licences=(LICENCE, replace(LICENCE, state="OR"), replace(LICENCE, number="A2")),
    certifications=(PAIN,),
    specialties=("pain_medicine", "pmr"),
    practising_since=dt.date(2004, 5, 1),
    hours_a_week=37.5,
)


def test_a_letter_tells_states_boards_and_fields_and_no_exact_figures() -> None:
    assert credentials_of(WHO, DAY) == Credentials(
        licensed_in=("California", "Oregon"),
        board_certifications=("Pain Medicine",),
        subspecialties=("Physical Medicine and Rehabilitation",),
        years_in_practice_over=5,
        hours_a_week_at_least=24,
    )


@pytest.mark.parametrize(
    ("since", "years"),
    [
        (None, None),
        (dt.date(2023, 11, 22), 3),
        (dt.date(2023, 11, 23), 2),
        (dt.date(2030, 1, 1), 0),
    ],
)
def test_years_are_whole_years(since: dt.date | None, years: int | None) -> None:
    found = credentials_of(replace(WHO, practising_since=since), DAY)

    assert found.years_in_practice_over == years


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        (replace(WHO, licences=None), "no licence"),
        (
            replace(WHO, licences=(replace(LICENCE, status=LicenceStatus.SUSPENDED),)),
            "no licence",
        ),
        (
            replace(WHO, licences=(replace(LICENCE, until=dt.date(2026, 1, 1)),)),
            "no licence",
        ),
        (replace(WHO, certifications=()), "no board certification"),
        (
            replace(WHO, certifications=(replace(PAIN, since=dt.date(2027, 1, 1)),)),
            "no board certification",
        ),
    ],
)
def test_who_may_not_sign_has_no_credentials(who: Reviewer, problem: str) -> None:
    with pytest.raises(SigningError, match=problem) as raised:
        credentials_of(who, DAY)

    assert "Quill" not in str(raised.value)
