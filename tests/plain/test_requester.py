"""The physician's checklist says for each unmet point what to send."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.domain import (
    Decision,
    FactDefinition,
    FactType,
    ItemDetermination,
    NearestEntry,
    SearchEntry,
    Verdict,
)
from openimr.plain import Check, Rulebook, plain_text, requester_sheet, words_of

from .made import LIBRARY, determination, family_item

BOOK = Rulebook.of(LIBRARY.families, LIBRARY.facts)
SILENT = family_item("baclofen", Verdict.NOT_DOCUMENTED)
AGAINST = family_item("baclofen", Verdict.NOT_MET)


def checks(item: ItemDetermination, book: Rulebook = BOOK) -> dict[str, Check]:
    """Return the points to tick off by the fact that each asks for."""
    found = [
        block
        for block in requester_sheet(determination(item), book=book).blocks
        if isinstance(block, Check)
    ]
    facts = {entry.statement: entry.fact for entry in item.criteria}
    return {facts[check.title[0].text]: check for check in found}


def row(check: Check, label: str) -> str:
    """Return what stands behind a label."""
    return words_of(dict(check.rows)[label])


def told(item: ItemDetermination, status: str = "final") -> str:
    """Return the checklist on one line."""
    sheet = requester_sheet(determination(item, status=status), book=BOOK)
    return " ".join(plain_text(sheet).decode().split())


def test_every_unmet_criterion_is_a_point_once() -> None:
    assert list(checks(SILENT)) == list(dict.fromkeys(c.fact for c in SILENT.criteria))


@pytest.mark.parametrize(
    ("item", "fact", "words"),
    [
        (
            SILENT,
            "acute_exacerbation",
            "A report dated after 11/04/2014. It should state: an acute flare, with the"
            " date on which it began.",
        ),
        (
            AGAINST,
            "quantity_requested",
            "A new request for authorization within the limit: at most 21 units.",
        ),
        (
            AGAINST,
            "duration_of_use",
            "The limit is at most 3 weeks. A later note cannot change what has been:"
            " send a record only where the figure is wrong, or go by another way"
            " below.",
        ),
        (
            family_item("epidural_steroid_injection", Verdict.NOT_DOCUMENTED),
            "levels_requested",
            "A new request for authorization. It should state: the levels and sides to"
            " be treated (at most 2 levels).",
        ),
        (
            family_item("trigger_point_injection", Verdict.NOT_MET),
            "pain_duration",
            "The limit is more than 3 months. A later request can meet it, with the"
            " dates that show it.",
        ),
    ],
)
def test_what_to_send_fits_the_kind_of_fact(
    item: ItemDetermination, fact: str, words: str
) -> None:
    assert row(checks(item)[fact], "To send") == words


def test_without_any_day_the_report_is_only_dated() -> None:
    made = determination(replace(SILENT, ur=None))
    made = replace(made, case=replace(made.case, ur_date=None))
    facts = tuple(replace(fact, as_of=None) for fact in SILENT.facts)
    made = replace(made, items=(replace(made.items[0], facts=facts),))

    page = " ".join(plain_text(requester_sheet(made, book=BOOK)).decode().split())

    assert "To send: A dated report. It should state: an acute flare" in page


def test_without_the_rules_the_criterion_itself_is_what_to_send() -> None:
    sent = row(checks(SILENT, Rulebook())["muscle_spasm_exam"], "To send")

    assert sent == (
        "A report dated after 11/04/2014. It should state: acute muscle spasm is found"
        " on examination."
    )


def test_a_fact_without_an_ask_is_asked_by_what_documents_it() -> None:
    known = FactDefinition(
        id="muscle_spasm_exam",
        label="spasm",
        type=FactType.FINDING,
        documented_by="spasm that was felt",
    )
    sent = row(checks(SILENT, Rulebook(facts={known.id: known}))[known.id], "To send")

    assert sent.endswith("It should state: spasm that was felt.")


def test_what_the_record_holds_is_quoted_with_its_page() -> None:
    found = row(checks(AGAINST)["duration_of_use"], "In the record")

    assert found == "9 weeks, as of 11/04/2014. “Seen today.” (D2 p. 4)."


def _searched(why: str) -> ItemDetermination:
    miss = NearestEntry(document="D4", page=9, quote="Tight muscles.", why=why)
    search = SearchEntry(
        terms=("spasm",),
        documents=("D1", "D4"),
        from_=None,
        to=dt.date(2014, 12, 1),
        unreadable=("scan.pdf p. 6",),
        nearest=(miss,),
    )
    facts = tuple(
        replace(fact, searched=search) if fact.fact == "muscle_spasm_exam" else fact
        for fact in SILENT.facts
    )
    return replace(SILENT, facts=facts)


def test_the_nearest_passage_is_shown_with_why_it_does_not_count() -> None:
    check = checks(_searched("told as past"))["muscle_spasm_exam"]

    assert row(check, "In the record") == (
        "Silent. Nearest: “Tight muscles.” (D4 p. 9): told as past."
        " Not readable: scan.pdf p. 6."
    )
    assert row(check, "To send").startswith("A report dated after 12/01/2014.")


def test_a_passage_on_another_treatment_is_not_near() -> None:
    check = checks(_searched("tied to another treatment"))["muscle_spasm_exam"]

    assert row(check, "In the record").startswith(
        "Silent. Nothing near it in 2 documents."
    )


def test_what_was_not_checked_carries_its_mark() -> None:
    found = checks(SILENT)

    assert "[UNVERIFIED:" in words_of(found["spasticity_present"].title)
    assert "UNVERIFIED" not in words_of(found["muscle_spasm_exam"].title)


def test_what_would_change_the_answer_is_told_as_the_review_found_it() -> None:
    page = told(replace(SILENT, would_change=("an acute flare", "together: a; and b")))

    assert "Each point does so by itself" in page
    assert "- an acute flare. - together: a; and b." in page


def test_an_overturned_item_needs_nothing_and_tells_what_was_presumed() -> None:
    yes = family_item("lumbar_mri", Verdict.MET)
    page = told(replace(yes, presumed=("no earlier study was made",)))

    assert "Medically necessary as requested. Nothing more is needed." in page
    assert "because the records are silent: no earlier study was made." in page
    assert "The proposal is to overturn." in told(yes, "draft")


def test_a_draft_and_a_physicians_own_reasons_are_told_as_such() -> None:
    own = replace(
        family_item("lumbar_mri", Verdict.MET),
        decision=Decision.UPHELD,
        decided_by=Verdict.NOT_MET,
    )

    assert "Draft: nobody has decided yet." in told(SILENT, "draft")
    assert "Proposed to be upheld" in told(SILENT, "draft")
    assert "The reviewer decided on reasons of their own." in told(own)
    assert "The library holds no criteria" in told(
        replace(SILENT, criteria=(), facts=()), "draft"
    )


def test_a_criterion_that_stands_twice_with_two_limits_is_left_out_of_the_book() -> (
    None
):
    twice = [
        rule
        for family in LIBRARY.families
        for edition in family.editions
        if edition.required
        for rule in edition.required.criteria()
    ]
    limits: dict[tuple[str, str, str], set[object]] = {}
    for rule in twice:
        key = (rule.id, rule.guideline, rule.statement)
        limits.setdefault(key, set()).add(rule.limit)

    known = set(BOOK.criteria)
    assert known == {key for key, found in limits.items() if len(found) == 1}
