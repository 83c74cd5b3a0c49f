"""What goes out with a release: made of what was signed, without who signed."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from openimr.casework.publish import published_letter
from openimr.casework.release import named, outgoing
from openimr.domain import (
    Credentials,
    Decision,
    Determination,
    Statement,
    Verdict,
)
from openimr.domain.own_work import OwnEntry
from openimr.errors import InputError, PanelError
from openimr.letters.write import from_json
from tests.plain.made import determination, family_item

MAILED = dt.date(2026, 3, 5)
ITEM = family_item("baclofen", Verdict.NOT_MET)


def _signed(why: str = "It was weighed.", **fields: object) -> Determination:
    own = OwnEntry(
        proposed=Decision.OVERTURNED,
        proposed_by=Verdict.MET,
        judged=Decision.OVERTURNED,
        decided=True,
        reason=why,
    )
    item = replace(ITEM, own=own, rationale=(Statement(text=why),))
    return determination(
        replace(item, **fields),  # type: ignore[arg-type]
        status="signed",
        reviewer=Credentials(licensed_in=("California",)),
    )


def test_what_was_proposed_stays_in_the_house() -> None:
    out = outgoing([_signed()], None, mailed=MAILED)

    assert from_json(out.determination).items[0].own is None
    assert out.letter.startswith(b"%PDF-")
    assert sorted(out.sheets) == [
        "reader.en.pdf",
        "reader.en.txt",
        "reader.es.pdf",
        "reader.es.txt",
        "requester.pdf",
        "requester.txt",
    ]
    assert b"April 4, 2026" in out.sheets["reader.en.txt"]


def test_the_publication_copy_is_the_same_letter_for_everybody() -> None:
    out = outgoing([_signed()], None, mailed=MAILED)

    assert out.published is not None
    assert json.loads(out.published)["status"] == "signed"
    letter = published_letter(out.published)
    assert letter == out.publication.files["letter.txt"]


def test_several_go_out_as_the_majority_decided() -> None:
    yes = _signed(decision=Decision.OVERTURNED, decided_by=Verdict.MET)

    out = outgoing([yes, _signed(), _signed()], None, mailed=MAILED)

    made = from_json(out.determination)
    assert made.items[0].decision is Decision.UPHELD
    assert len(made.panel) == 3
    assert out.leading == 1


def test_nothing_goes_out_of_nothing() -> None:
    with pytest.raises(PanelError):
        outgoing([], None, mailed=MAILED)


def test_a_day_of_mailing_before_the_decision_is_refused() -> None:
    signed = _signed()
    decided = replace(signed, case=replace(signed.case, decision_date=MAILED))

    with pytest.raises(InputError, match="decided later"):
        outgoing([decided], None, mailed=MAILED - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Maren Lindqvist", "I, Maren Lindqvist, weighed it.", True),
        ("Maren Lindqvist, MD", "LINDQVIST, MAREN", True),
        ("Lindqvist, Maren", "Dr. Maren T. Lindqvist", True),
        ("Dr. Máren Lindqvist", "maren lindqvist", True),
        ("Maren Lindqvist", "Dr. Lindqvist is the treating physician.", False),
        ("Maren Lindqvist", "Maren was seen; later came Dr. A. B. Lindqvist.", False),
        ("Lindqvist", "Lindqvist", False),
        ("", "anything", False),
        ("M.D., Dr.", "M.D., Dr.", False),
    ],
)
def test_a_reviewer_is_known_by_given_and_family_name(
    name: str, text: str, found: bool
) -> None:
    assert named([name], ["Nothing here.", text]) is found


@pytest.mark.parametrize(
    "why", ["I, Maren Lindqvist, weighed it.", "As LINDQVIST, Maren wrote."]
)
def test_a_text_that_names_a_reviewer_is_told(why: str) -> None:
    made = outgoing([_signed(why)], None, mailed=MAILED, reviewers=["Maren Lindqvist"])

    assert made.names_reviewer
