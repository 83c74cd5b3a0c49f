"""What decision letters say, however they are laid out."""

import datetime as dt
from pathlib import Path

import pytest

from openimr.documents import read_dispute
from openimr.domain import UrOutcome

from .blind_letters import HEAD, LETTERS, Told, application
from .messy_letters import MESSY, Items
from .papers import papers


@pytest.mark.parametrize(("text", "items"), MESSY.values(), ids=MESSY.keys())
def test_decisions_are_read_however_they_are_told(
    text: str, items: Items, tmp_path: Path
) -> None:
    dispute = read_dispute(papers(tmp_path, decision=text))

    assert [
        (item.text, item.outcome and item.outcome.value, item.approved)
        for item in dispute.ur_items
    ] == items


@pytest.mark.parametrize(("text", "told"), LETTERS.values(), ids=LETTERS.keys())
def test_each_treatment_of_the_application_has_its_outcome_and_its_own_reasons(
    text: str, told: Told, tmp_path: Path
) -> None:
    letter = HEAD + text.replace("\\\n", "")
    dispute = read_dispute(
        papers(tmp_path, decision=letter, application=application(told))
    )

    assert len(dispute.ur_items) == len(told)
    for item, (name, outcome, reason) in zip(dispute.ur_items, told, strict=True):
        assert name in item.text
        assert (item.outcome and item.outcome.value) == outcome
        assert reason in (item.reason or item.guideline or "")


SILENT = {
    "the treatment is never named": "We have denied a treatment of another worker.",
    "one treatment is granted, the other only named": (
        "The brace for the low back is approved. A sleep study was talked about. "
        "The gym was denied."
    ),
    "an earlier decision": (
        "Our letter of 05/01/2016 denied the sleep study. No new request came."
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_a_treatment_that_no_words_decide_has_no_outcome(
    text: str, tmp_path: Path
) -> None:
    asked: Told = [("Sleep study, overnight", None, "")]
    dispute = read_dispute(
        papers(tmp_path, decision=HEAD + text, application=application(asked))
    )

    assert not [item for item in dispute.ur_items if "leep study" in item.text]


LETTER = """TALLOW UTILIZATION REVIEW
Utilization review for Grange Mutual
Date of letter: May 5, 2016
Bettina Osei, M.D.
RE: Ines Pellworth   Claim Number: QX-114-77
The worker was injured on January 2, 2015.
Decision date: May 3, 2016   Decision due: 05/06/2016
Review type: Concurrent   Reference number: TU-2016-778
On April 29, 2016 we received your request.
1. Tizanidine 4 mg #60 - modified to #30 for weaning
2. Flector patch #30 - withdrawn by the prescriber
3. Sleep study - deferred, liability is disputed
Medical Records Reviewed: PR-2 of 04/28/2016; MRI report of 01/05/2016;
pharmacy list.
Rationale
1. Tizanidine. MTUS, Muscle relaxants, pages 63-66. There is no flare.
Electronically signed by
Cornelius Wick, M.D., Board Certified, Pain Medicine / Neurology
Licensed in Nevada, California and TX, license number A 123456
Available Monday to Friday, 9 am to 11 am, (310) 555-0111
Proof of service: mailed on May 5, 2016 by U.S. Mail and faxed."""


def test_a_letter_tells_its_days_apart(tmp_path: Path) -> None:
    dispute = read_dispute(papers(tmp_path, decision=LETTER))

    days = (
        dispute.ur_date,
        dispute.ur_due,
        dispute.ur_served,
        dispute.request_received,
        dispute.date_of_injury,
    )
    assert [str(day.value) if day else None for day in days] == [
        "2016-05-03",
        "2016-05-06",
        "2016-05-05",
        "2016-04-29",
        "2015-01-02",
    ]


def test_a_letter_presents_itself_and_its_reviewer(tmp_path: Path) -> None:
    dispute = read_dispute(papers(tmp_path, decision=LETTER))

    for stated, value in (
        (dispute.review_organisation, "TALLOW UTILIZATION REVIEW"),
        (dispute.claims_administrator, "Grange Mutual"),
        (dispute.review_type, "concurrent"),
        (dispute.review_reference, "TU-2016-778"),
        (dispute.ur_service_method, "fax, mail"),
    ):
        assert stated is not None
        assert stated.value == value
        assert stated.evidence[0].quote
    reviewer = dispute.reviewer
    assert reviewer is not None
    for stated, value in (
        (reviewer.name, "Cornelius Wick, M.D."),
        (reviewer.specialty, "Pain Medicine / Neurology"),
        (reviewer.license_number, "A 123456"),
        (reviewer.phone, "(310) 555-0111"),
        (reviewer.hours, "Available Monday to Friday, 9 am to 11 am, (310) 555-0111"),
        (reviewer.signature, "Electronically signed by"),
    ):
        assert stated is not None
        assert stated.value == value
    states = [state.value for state in reviewer.states]
    assert states == ["Nevada", "California", "Texas"]


def test_a_letter_without_such_words_states_none_of_it(tmp_path: Path) -> None:
    text = "QUARRY PEER REVIEW\nMay 3, 2016\n1. Norco 10/325 mg #120: NON-CERTIFIED"

    dispute = read_dispute(papers(tmp_path, decision=text))

    assert (dispute.reviewer, dispute.ur_due, dispute.ur_served) == (None, None, None)
    assert dispute.records_reviewed == ()
    assert not dispute.ur_appeal
    assert dispute.date_of_injury is None


def test_reviewed_records_are_listed_with_their_days(tmp_path: Path) -> None:
    dispute = read_dispute(papers(tmp_path, decision=LETTER))

    assert [(one.text, one.dates) for one in dispute.records_reviewed] == [
        ("PR-2 of 04/28/2016", (dt.date(2016, 4, 28),)),
        ("MRI report of 01/05/2016", (dt.date(2016, 1, 5),)),
        ("pharmacy list", ()),
    ]


def test_what_was_withdrawn_or_deferred_is_not_in_dispute(tmp_path: Path) -> None:
    dispute = read_dispute(papers(tmp_path, decision=LETTER))

    assert [line.text for line in dispute.disputed] == ["Tizanidine 4 mg #60"]
    assert [(item.text, item.undecided) for item in dispute.undecided] == [
        ("Flector patch #30", "withdrawn"),
        ("Sleep study", "deferred"),
    ]


def test_quantities_and_citations_are_taken_apart(tmp_path: Path) -> None:
    (item,) = read_dispute(papers(tmp_path, decision=LETTER)).ur_items

    assert (item.requested_quantity, item.approved_quantity) == (60, 30)
    (citation,) = item.citations
    assert (citation.name, citation.chapter, citation.pages, citation.url) == (
        "MTUS",
        "Muscle relaxants",
        "63-66",
        None,
    )


def test_both_decisions_are_kept_where_one_answers_an_appeal(tmp_path: Path) -> None:
    appeal, _ = MESSY["an answer to an appeal"]
    first = "QUARRY PEER REVIEW\nMay 3, 2016\nUTILIZATION REVIEW DETERMINATION\n"
    first += "1. Tizanidine 4 mg #60: NON-CERTIFIED\n2. Massage, 6 visits: DENIED"

    dispute = read_dispute(papers(tmp_path, appeal=appeal, first=first))

    assert dispute.ur_appeal
    assert dispute.ur_date is not None
    assert dispute.ur_date.value == dt.date(2016, 6, 20)
    (other,) = dispute.other_decisions
    assert (other.day, other.appeal) == (dt.date(2016, 5, 3), False)
    assert [item.outcome for item in other.items] == [UrOutcome.DENY, UrOutcome.DENY]
