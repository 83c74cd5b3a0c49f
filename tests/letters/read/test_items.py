"""Disputed items of format D: labels and headings as letters vary them."""

import pytest

from openimr.domain import Decision, Letter, RequestDetails
from openimr.letters.read import LAYOUTS, forget, read
from openimr.letters.read.sheet import lay_out

HEAD = "IMR ISSUES, DECISIONS AND RATIONALES\n\n"
BODY = (
    "Claims Administrator guideline: Decision based on MTUS: None.\n\n"
    "MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines "
    "Page(s): 63.\n\n"
    "Decision rationale: It is not medically necessary.\n\n"
)
SECOND = f"Ice, one bag: Overturned\n\n{BODY}"


def _read(text: str) -> Letter:
    return read(text, "letter.txt", lambda words: RequestDetails(requested=words))


def _items(text: str) -> list[tuple[str, Decision | None, int, str | None]]:
    return [
        (
            item.details.requested,
            item.decision,
            len(item.guidelines),
            item.rationale_text,
        )
        for item in _read(HEAD + text).items
    ]


FIRST_ITEM = (
    "Soma 350 mg #60",
    Decision.UPHELD,
    1,
    "It is not medically necessary.",
)
SECOND_ITEM = (
    "Ice, one bag",
    Decision.OVERTURNED,
    1,
    "It is not medically necessary.",
)


@pytest.mark.parametrize(
    "heading",
    [
        "Soma 350 mg #60: Upheld\n\n",
        "Soma 350 mg #60:Upheld\n",
        "Soma 350 mg #60  :   UPHELD\n\n",
        "Soma 350 mg #60\n: Upheld.\n\n",
        "Soma 350 mg #60\uff1a Upheld\n\n",
        "Soma 350 mg #60 - Upheld\n\n",
        "Soma 350 mg #60\n\nDecision: Upheld\n\n",
        "Soma 350 mg #60: IMR Decision: Upheld\n\n",
        "1) Soma 350 mg #60: Upheld\n\n",
        "#1. Soma 350 mg #60: (Upheld)\n\n",
        "Soma 350\nmg #60: Upheld\n\n",
    ],
)
def test_a_heading_is_read_however_its_decision_is_set(heading: str) -> None:
    assert _items(heading + BODY + SECOND) == [FIRST_ITEM, SECOND_ITEM]


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("MAXIMUS guideline:", "MAXIMUS Guidelines :"),
        ("MAXIMUS guideline:", "IMR guideline:"),
        ("MAXIMUS guideline:", "Northgate Review guideline:"),
        ("Claims Administrator guideline:", "CLAIMS ADMINISTRATOR GUIDELINE:"),
        ("Claims Administrator guideline:", "Claims\n\nAdministrator\nguidelines:"),
        ("Decision rationale:", "Decision Rationale :"),
        ("Decision rationale:", "Decision rationale for Soma 350 mg #60:"),
        ("Decision rationale:", "The Physician Reviewer's decision rationale:"),
        ("Decision rationale:", "Rationale for the Decision:"),
    ],
)
def test_labels_are_known_in_their_other_forms(label: str, other: str) -> None:
    text = f"Soma 350 mg #60: Upheld\n\n{BODY.replace(label, other)}{SECOND}"

    assert _items(text) == [FIRST_ITEM, SECOND_ITEM]


@pytest.mark.parametrize("missing", [0, 1])
def test_a_missing_guideline_line_costs_itself_only(missing: int) -> None:
    lines = BODY.split("\n\n")
    del lines[missing]
    body = "\n\n".join(lines)

    found = _items(f"Soma 350 mg #60: Upheld\n\n{body}{SECOND}")

    assert [item[:2] for item in found] == [FIRST_ITEM[:2], SECOND_ITEM[:2]]
    assert [item[3] for item in found] == [FIRST_ITEM[3], SECOND_ITEM[3]]


def test_labels_inside_a_rationale_open_no_item() -> None:
    body = BODY.replace(
        "It is not",
        "The decision: upheld by all.\nODG guideline: ice is cold. Plan: overturned. "
        "It is not",
    )

    found = _items(f"Soma 350 mg #60: Upheld\n\n{body}")

    assert [item[:2] for item in found] == [FIRST_ITEM[:2]]


def test_letters_without_line_ends_are_cut_at_sentences() -> None:
    text = f"Soma 350 mg #60: Upheld {BODY}{SECOND}".replace("\n\n", " ")

    assert [item[:2] for item in _items(text)] == [FIRST_ITEM[:2], SECOND_ITEM[:2]]


def test_a_partial_decision_is_reported_and_none_is_guessed() -> None:
    letter = _read(f"{HEAD}Soma 350 mg #60: Partially overturned\n\n{BODY}")

    (item,) = letter.items
    assert (item.details.requested, item.decision) == ("Soma 350 mg #60", None)
    assert "partial-decision" in [warning.code for warning in letter.warnings]


def test_an_item_without_a_decision_is_kept_and_reported() -> None:
    letter = _read(f"{HEAD}Soma 350 mg #60\n\n{BODY}")

    (item,) = letter.items
    assert (item.details.requested, item.decision) == ("Soma 350 mg #60", None)
    assert "no-decision" in [warning.code for warning in letter.warnings]


def test_a_letter_without_items_says_so() -> None:
    letter = _read(HEAD)

    assert letter.items == ()
    assert [warning.code for warning in letter.warnings] == ["no-items", "no-summary"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("anti-\n\ninflammatory", "anti-inflammatory"),
        ("anti\ufffeinflammatory", "anti-inflammatory"),
        ("medi-\r\ncation", "medication"),
        ("medi\ufffecation", "medication"),
        ("medi\u00ad\ncation", "medication"),
        ("L4-\nS1", "L4-S1"),
        ("Moderate-to-\nsevere", "Moderate-to-severe"),
        ("pain -\nnone", "pain - none"),
        ("a\u00a0b\t c", "a b c"),
    ],
)
def test_words_broken_at_line_ends_are_closed(raw: str, words: str) -> None:
    assert lay_out(raw).words(0, len(raw)) == words


def test_a_running_head_gives_the_case_number_where_the_first_page_is_missing() -> None:
    letter = _read(
        f"{HEAD}Soma 350 mg #60: Upheld\n\n2 of 3\nCase Number: CM14-0100001\n{BODY}"
    )

    assert letter.case.number == "CM14-0100001"
    assert _read(f"{HEAD}Soma: Upheld\n\n{BODY}").case.number is None


def test_forgetting_changes_nothing() -> None:
    text = f"{HEAD}Soma 350 mg #60: Upheld\n\n{BODY}"
    before = _read(text)

    forget()

    assert _read(text) == before


def test_layouts_are_told_apart_by_their_own_headings() -> None:
    titles = [
        "IMR ISSUES, DECISIONS AND RATIONALES",
        "IMR DECISION(S) AND RATIONALE(S)",
        "MEDICAL PROFESSIONAL REVIEW",
        "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE",
    ]

    told = [[layout.recognises(title) for layout in LAYOUTS] for title in titles]

    assert told == [
        [True, False, False, False],
        [False, True, False, False],
        [False, False, True, False],
        [False, False, False, True],
    ]
