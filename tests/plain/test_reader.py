"""The worker's page tells what was asked, decided and missing, and what can be done."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from openimr.domain import (
    Credentials,
    Decision,
    Determination,
    Finding,
    ItemDetermination,
    Mark,
    PanelReviewer,
    Supposed,
    UrEntry,
    UrOutcome,
    Verdict,
    Vote,
)
from openimr.errors import WhatIfError
from openimr.plain import Language, Rulebook, plain_text, reader_sheet, requester_sheet

from .made import LIBRARY, determination, family_item

BOOK = Rulebook.of(LIBRARY.families, LIBRARY.facts)
GOLDEN = Path(__file__).parent / "golden"
UPHELD = family_item("baclofen", Verdict.NOT_DOCUMENTED)
LONG = family_item("benzodiazepine", Verdict.NOT_MET, requested="Xanax 1 mg #60")
YES = family_item("lumbar_mri", Verdict.MET, requested="MRI lumbar spine")


def told(
    made: Determination, language: Language = Language.EN, mailed: dt.date | None = None
) -> str:
    """Return the page on one line."""
    sheet = reader_sheet(made, language, mailed=mailed, book=BOOK)
    return " ".join(plain_text(sheet).decode().split())


@pytest.mark.parametrize("status", ["draft", "what", "", " Draft "])
def test_whatever_is_not_signed_says_that_it_is_no_decision(status: str) -> None:
    made = determination(UPHELD, YES, status=status)

    assert "This is a draft. It is not a decision yet." in told(made)
    assert "Esto es un borrador. Todavía no es una decisión." in told(made, Language.ES)
    assert "Decision:" not in told(made)
    assert "Decisión:" not in told(made, Language.ES)
    assert "What you can do once there is a decision" in told(made)


@pytest.mark.parametrize("status", ["final", "signed", "SIGNED"])
def test_a_decision_is_told_as_one(status: str) -> None:
    page = told(determination(UPHELD, YES, status=status))

    assert "draft" not in page.lower()
    assert "Decision: not approved." in page
    assert "Decision: approved. You need this care." in page


def test_what_was_asked_stands_in_plain_words_under_the_words_of_the_request() -> None:
    page = told(determination(LONG), Language.ES)

    assert "1. Xanax 1 mg #60 -" in page
    assert "Su médico pidió una medicina que calma los nervios" in page
    assert "La aseguradora dijo que no." in page


def test_a_limit_that_is_exceeded_is_told_with_both_numbers() -> None:
    page = told(determination(LONG))

    assert (
        "Why: Your records do not fit the rule: you have used it for 12 weeks" in page
    )
    assert "and the rule allows up to 4 weeks." in page


def test_without_the_rules_the_number_alone_is_told() -> None:
    page = " ".join(plain_text(reader_sheet(determination(LONG))).decode().split())

    assert "the rule: you have used it for 12 weeks. Also," in page
    assert "allows" not in page


def test_what_the_records_are_silent_on_is_missing_and_never_denied() -> None:
    page = told(determination(UPHELD))

    assert (
        "Why: The rule asks for proof that is not in your records. They do not" in page
    )
    assert "What was missing, and what would show it: - Not shown: " in page
    assert page.count("- Not shown:") == 3
    assert "The letter names 5 more." in page
    assert "can still be true" in page


def test_silence_beside_a_contradiction_is_told_as_less() -> None:
    silent = family_item("baclofen", Verdict.NOT_DOCUMENTED).criteria[0]
    both = replace(LONG, criteria=(*LONG.criteria, silent))

    page = told(determination(both))

    assert "Also missing. This alone may not change the answer: - Not shown:" in page


def test_the_guideline_is_cited_as_the_letter_does() -> None:
    page = told(determination(LONG), Language.ES)

    cited = "MTUS Chronic Pain Medical Treatment Guidelines, Benzodiazepines, página 24"
    assert cited in page
    assert "las reglas de California para el dolor crónico" in page


@pytest.mark.parametrize(
    ("pages", "rule", "said"),
    [
        (Mark.UNVERIFIED, Mark.VERIFIED, "We have not checked the page numbers."),
        (Mark.VERIFIED, Mark.UNVERIFIED, "We have not checked all of this rule."),
        (
            Mark.UNVERIFIED,
            Mark.UNVERIFIED,
            "We have not checked this rule and its pages.",
        ),
    ],
)
def test_what_nobody_has_checked_is_said_in_plain_words(
    pages: Mark, rule: Mark, said: str
) -> None:
    made = replace(
        LONG,
        guidelines=tuple(replace(g, pages_mark=pages) for g in LONG.guidelines),
        criteria=tuple(replace(c, mark=rule) for c in LONG.criteria),
    )

    assert said in told(determination(made))


def test_what_is_checked_carries_no_such_words() -> None:
    made = replace(
        LONG,
        guidelines=tuple(replace(g, pages_mark=Mark.VERIFIED) for g in LONG.guidelines),
        criteria=tuple(replace(c, mark=Mark.VERIFIED) for c in LONG.criteria),
    )

    assert "not checked" not in told(determination(made))


def test_a_what_if_is_explained_to_nobody() -> None:
    supposed = Supposed(fact="x", finding=Finding.ABSENT, value=None, items=(1,))
    made = determination(UPHELD, supposed=(supposed,))

    with pytest.raises(WhatIfError):
        reader_sheet(made)
    with pytest.raises(WhatIfError):
        requester_sheet(made)


def _voted(item: ItemDetermination, *votes: Decision) -> Determination:
    panel = tuple(
        PanelReviewer(credentials=Credentials(), votes=(Vote(decision=vote),))
        for vote in votes
    )
    return determination(item, panel=panel)


def test_a_panel_is_told_by_its_votes() -> None:
    no, yes = Decision.UPHELD, Decision.OVERTURNED

    assert "3 doctors voted: 2 for no and 1 for yes. Most votes win." in told(
        _voted(UPHELD, no, yes, no)
    )
    even = told(_voted(YES, no, yes), Language.ES)
    assert "2 médicos votaron y hubo empate." in even
    assert "No hemos revisado esta regla en la ley." in even


@pytest.mark.parametrize(
    "item",
    [
        replace(UPHELD, decision=Decision.OVERTURNED, decided_by=Verdict.MET),
        replace(YES, decision=Decision.UPHELD, decided_by=Verdict.NOT_MET),
        replace(YES, decision=Decision.UPHELD, decided_by=Verdict.NOT_DOCUMENTED),
        replace(YES, criteria=(), facts=()),
    ],
)
def test_where_the_physician_decided_otherwise_no_reason_is_made_up(
    item: ItemDetermination,
) -> None:
    page = told(determination(item))

    assert "The doctor who decided had more reasons than this check can tell." in page
    assert "Not shown" not in page


def test_without_criteria_a_draft_gives_no_answer() -> None:
    none = replace(UPHELD, criteria=(), facts=(), guidelines=())

    page = told(determination(none, status="draft"))

    assert "Draft answer: none. We hold no rule for this care" in page
    assert "approve" not in page.partition("What you can do")[0]


def test_the_part_that_was_approved_stays_approved() -> None:
    part = UrEntry(
        outcome=UrOutcome.MODIFY, date=None, reason=None, guideline=None, approved="6"
    )

    page = told(determination(replace(LONG, ur=part)))

    assert "The insurance company said yes to a part of it." in page
    assert "The part that the insurance company approved stays approved." in page


def test_nobody_is_led_to_stop_a_drug_at_once() -> None:
    warning = "Do not stop a drug on your own. Ask your doctor first."

    assert warning in told(determination(LONG))
    assert warning not in told(determination(YES))


def test_care_already_given_is_told_so() -> None:
    made = determination(replace(YES, retrospective=True, treatment=None))

    assert "Your doctor asked for a test. This was about care that you" in told(made)


def test_an_empty_file_is_told_so() -> None:
    assert "The file names no care to decide on." in told(determination())


def test_a_fact_without_plain_words_is_counted_and_not_told() -> None:
    strange = tuple(replace(c, fact=f"own_{n}") for n, c in enumerate(UPHELD.criteria))
    page = told(determination(replace(UPHELD, criteria=strange)), Language.ES)

    assert "La regla pide pruebas que no están en su expediente." in page
    assert "own_" not in page


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("draft", determination(LONG, UPHELD, status="draft")),
        ("decision", determination(UPHELD, YES)),
    ],
)
@pytest.mark.parametrize("sheet", ["en", "es", "requester"])
def test_the_whole_page_is_as_it_was_approved(
    name: str, made: Determination, sheet: str
) -> None:
    if sheet == "requester":
        page = requester_sheet(made, book=BOOK)
    else:
        page = reader_sheet(made, Language(sheet), book=BOOK)

    golden = GOLDEN / f"{name}.{sheet}.txt"
    assert plain_text(page).decode() == golden.read_text(encoding="utf-8")
