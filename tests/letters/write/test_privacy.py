"""The worker's name is withheld where it is a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.letters.write.privacy import withholding

HIDDEN = "[name withheld]"


@pytest.mark.parametrize(
    ("patient", "text", "expected"),
    [
        ("Odessa M. Wrenfield", "Odessa Wrenfield has pain.", f"{HIDDEN} has pain."),
        ("Wrenfield, Odessa M.", "ODESSA M. WRENFIELD", HIDDEN),
        ("WRENFIELD, ODESSA", "Wrenfield, Odessa M. returns.", f"{HIDDEN} returns."),
        ("Odessa Wrenfield", "Ms. Wrenfield says", f"{HIDDEN} says"),
        ("Odessa Wrenfield", "Wrenfield's knee", f"{HIDDEN}'s knee"),
        ("Odessa Wrenfield", "wrenfield_odessa.pdf", "wrenfield_odessa.pdf"),
        ("Odessa Wrenfield", "Wrenfield_Odessa.pdf", f"{HIDDEN}.pdf"),
        ("Maren De La Cruz", "Maren De La Cruz, a cook", f"{HIDDEN}, a cook"),
        ("Sean O'Dowd", "Mr. O\u2019Dowd came.", f"{HIDDEN} came."),
        ("Ada Long, Jr.", "ADA LONG", HIDDEN),
        ("Ada Long", "a long walk", "a long walk"),
        ("Ada Long", "Longer walks", "Longer walks"),
        ("Mark Obi", "Mark the date.", "Mark the date."),
        ("Wrenfield", "Mrs Wrenfield", HIDDEN),
        ("Ng, A.", "A. Ng took it.", "A. [name withheld] took it."),
        ("", "Odessa", "Odessa"),
        (None, "Odessa", "Odessa"),
        (",", "a, b", "a, b"),
        (", Odessa", "Odessa", "Odessa"),
    ],
)
def test_the_name_is_withheld_where_it_is_a_name(
    patient: str | None, text: str, expected: str
) -> None:
    assert withholding(patient)(text) == expected


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_name_can_be_looked_for_in_any_text(patient: str, text: str) -> None:
    assert isinstance(withholding(patient)(text), str)
