"""Disputed items: the application bounds them, RFA and UR decision fill them in."""

import datetime as dt

from openimr.domain import (
    Dispute,
    Evidence,
    ItemKind,
    RequestDetails,
    RequestLine,
    Stated,
    UrItem,
    UrOutcome,
)
from openimr.review.items import disputed_items

KNOWN = {
    "Soma 350 mg #60": RequestDetails(
        requested="Soma 350 mg #60",
        treatment="carisoprodol",
        kind=ItemKind.DRUG,
        drug="carisoprodol",
        strength="350 mg",
        quantity=60,
    ),
    "Carisoprodol 350 mg one bid": RequestDetails(
        requested="Carisoprodol 350 mg one bid",
        treatment="carisoprodol",
        kind=ItemKind.DRUG,
        drug="carisoprodol",
        strength="350 mg",
        frequency="one bid",
        quantity=30,
    ),
    "Ice pack": RequestDetails(requested="Ice pack", kind=ItemKind.DEVICE),
}


def recognise(text: str) -> RequestDetails:
    return KNOWN[text]


def line(text: str, page: int = 1) -> RequestLine:
    passage = Evidence(document="D1", page=page, quote=text, start=0, end=len(text))
    return RequestLine(text=text, evidence=(passage,))


def stated(day: dt.date) -> Stated[dt.date]:
    return Stated(day, ())


SOMA, GENERIC, ICE = (
    line("Soma 350 mg #60"),
    line("Carisoprodol 350 mg one bid"),
    line("Ice pack"),
)


def test_the_application_bounds_the_review() -> None:
    dispute = Dispute(disputed=(SOMA,), requested=(GENERIC, ICE))

    items = disputed_items(dispute, recognise)

    assert [item.details.requested for item in items] == ["Soma 350 mg #60"]


def test_the_request_for_authorization_fills_what_the_application_leaves_out() -> None:
    dispute = Dispute(disputed=(SOMA,), requested=(GENERIC,))

    (item,) = disputed_items(dispute, recognise)

    assert (item.details.frequency, item.details.quantity) == ("one bid", 60)
    assert [passage.quote for passage in item.evidence] == [
        "Soma 350 mg #60",
        "Carisoprodol 350 mg one bid",
    ]


def test_brand_and_generic_name_meet_in_the_answer_of_utilization_review() -> None:
    answer = UrItem(
        text="Carisoprodol 350 mg one bid",
        outcome=UrOutcome.MODIFY,
        approved="#15",
        reason="a taper",
    )
    dispute = Dispute(
        disputed=(SOMA,), ur_items=(answer,), ur_date=stated(dt.date(2014, 11, 4))
    )

    (item,) = disputed_items(dispute, recognise)

    assert item.ur is not None
    assert (item.ur.outcome, item.ur.approved) == (UrOutcome.MODIFY, "#15")
    assert item.ur.date == dt.date(2014, 11, 4)


def test_without_an_application_what_was_denied_or_modified_is_in_dispute() -> None:
    dispute = Dispute(
        ur_items=(
            UrItem(text="Soma 350 mg #60", outcome=UrOutcome.DENY),
            UrItem(text="Ice pack", outcome=UrOutcome.APPROVE),
        )
    )

    items = disputed_items(dispute, recognise)

    assert [item.details.requested for item in items] == ["Soma 350 mg #60"]


def test_an_unrelated_line_fills_nothing() -> None:
    dispute = Dispute(disputed=(SOMA,), requested=(ICE,))

    (item,) = disputed_items(dispute, recognise)

    assert item.details.frequency is None
    assert item.ur is None


def test_a_date_of_service_makes_every_item_retrospective() -> None:
    dispute = Dispute(disputed=(SOMA,), service_date=stated(dt.date(2014, 8, 14)))

    (item,) = disputed_items(dispute, recognise)

    assert item.details.retrospective is True


def test_nothing_in_dispute_gives_no_items() -> None:
    assert disputed_items(Dispute(), recognise) == ()
