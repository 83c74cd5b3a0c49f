"""Names go, however they are spelt; words of medicine stay."""

import pytest

from .parties import without

WORKER = [
    "Rosalba Orrborough-Peña",
    "Rosalba T. Orrborough-Peña",
    "ROSALBA T ORRBOROUGH-PENA",
    "Orrborough-Peña, Rosalba",
    "ORRBOROUGH-PEÑA, ROSALBA T.",
    "Orrborough-Pena",
    "Ms. Orrborough",
    "Mrs. Orrborough-Peña",
    "R. Orrborough",
    "R.T. Orrborough-Peña",
    "Orrborouqh-Peña",
    "Orrbor0ugh-Peña",
    "Orrborough Peña",
    "Rosalba Teresa Orrborough",
    "Rosalba",
]


@pytest.mark.parametrize("written", WORKER)
def test_the_worker_is_the_worker_however_written(written: str) -> None:
    text = f"On that day {written} was seen for neck pain."

    assert without(text) == "On that day the worker was seen for neck pain."


@pytest.mark.parametrize("written", WORKER)
def test_in_a_quote_the_role_stands_between_brackets(written: str) -> None:
    text = f"The note says “today {written} was better”."

    assert without(text) == "The note says “today [the worker] was better”."


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("Ms. Orrborough's knee", "The worker's knee"),
        ("Dr. Vexworth asks for it.", "The requesting physician asks for it."),
        ("seen by Q. Vexworth, M.D.", "seen by the requesting physician, M.D."),
        ("Dr. Hawkins found it", "The provider found it"),
        ("at Tressick Title and Escrow since", "at the employer since"),
        ("at TRESSICK TITLE & ESCROW", "at the employer"),
        ("works for Tressick in", "works for the employer in"),
        ("from San Orro to", "from a town to"),
        ("claim PC 00 418837 of", "claim [claim number] of"),
        ("at 559.555.0142 or", "at [telephone number] or"),
        ("born 5/2/65, and", "born [date of birth], and"),
        ("on May 2, 1965 in", "on [date of birth] in"),
        ("Dr. Nobodyknown wrote", "A provider wrote"),
        ("a 93-year-old worker", "a [age over 89] worker"),
    ],
)
def test_what_is_known_or_has_a_form_is_replaced(text: str, copy: str) -> None:
    assert without(text) == copy.replace("The provider", "A provider")


@pytest.mark.parametrize(
    "text",
    [
        "Brown discharge from the left knee; brown drainage after the injection.",
        "By the grace of therapy, pain will improve; it may rest.",
        "Hawkins and Neer signs are positive, as is the Hawkins-Kennedy test.",
        "Positive Spurling, Tinel at the wrist, Phalen, Lasegue; Kellgren-Lawrence 3.",
        "Baclofen 10 mg #90, OxyContin, Norco 10/325 mg, Xanax 0.25 mg.",
        "MTUS Chronic Pain Medical Treatment Guidelines; Official Disability",
        "Will continue Norco. May return in May 2014. Grace period of 30 days.",
        "American College of Occupational and Environmental Medicine, page 63",
    ],
)
def test_words_that_are_names_elsewhere_stay(text: str) -> None:
    assert without(text) == text
    assert without(text, marked=True) == text


@pytest.mark.parametrize(
    "text",
    ["Ms. Brown called.", "we told Grace Brown", "Brown, Grace", "said Brown of it"],
)
def test_a_name_that_is_a_word_goes_where_only_a_name_can_stand(text: str) -> None:
    assert "Brown" not in without(text)
    assert "adjuster" in without(text)


@pytest.mark.parametrize(
    ("dates", "copy"),
    [
        ("keep", "seen 10/16/2014, 2014-10-23 and April 17, 2000"),
        ("year", "seen 2014, 2014 and 2000"),
        ("shift", "seen 09/06/2014, 2014-09-13 and 03/08/2000"),
        ("remove", "seen [date], [date] and [date]"),
    ],
)
def test_days_follow_the_policy(dates: str, copy: str) -> None:
    text = "seen 10/16/2014, 2014-10-23 and April 17, 2000"

    assert without(text, dates=dates) == copy


def test_a_broken_day_cannot_be_moved_and_goes() -> None:
    assert without("dated 09/2514", dates="shift") == "dated [date]"
