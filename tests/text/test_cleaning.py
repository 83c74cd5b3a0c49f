"""Clean text is readable, and every stretch of it leads back to the raw page."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openimr.text import CleanText, clean, fold, lowered, same_length

NOTHING = re.compile(r"(?!)")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})

PAGES = st.lists(
    st.sampled_from(
        [
            "spasm",
            "medi",
            "cations",
            "L4",
            "Currently",
            "1. ",
            "PLAN:",
            "non",
            "7.5",
            "-",
            "\u00ad",
            "\ufffe",
            "\u200b",
            "ﬁ",
            "ﬃ",
            ".",
            ",",
            "(",
            ")",
            " ",
            "   ",
            "\t",
            "\n",
            "\r\n",
            "\n\n",
            " \n",
            "\f",
            "\u2013",
            "\u201c",
            "\u2028",
            "\x1f",
            "İ",
            "",
        ]
    ),
    max_size=30,
).map("".join)
ANY_TEXT = st.one_of(st.text(max_size=80), PAGES)


def bare(text: str) -> str:
    """Return what no edit may change: letters, figures and signs but hyphens."""
    plain = same_length(text).translate(_LIGATURES)
    return re.sub(r"[\s\u00ad-]+", "", plain)


@given(ANY_TEXT)
@example("\ufffe")
@example("a-\nb")
@example("-\n-\n")
def test_no_word_is_lost_or_made_up(raw: str) -> None:
    page = clean(raw, NOTHING)

    assert bare(page.text) == bare(raw)


@given(ANY_TEXT, st.integers(0, 200), st.integers(0, 200))
@example("\ufb00\u00ad", 1, 1)
def test_every_clean_stretch_leads_back_to_its_own_words(
    raw: str, start: int, length: int
) -> None:
    page = clean(raw, NOTHING)
    end = min(start + length, len(page.text))

    if start < end:
        span = page.raw_span(start, end)

        assert 0 <= span.start <= span.end <= len(raw)
        assert bare(page.text[start:end]) in bare(span.of(raw))
        assert len(bare(span.of(raw))) <= len(bare(page.text[start:end])) + 4


@given(ANY_TEXT)
def test_raw_offsets_never_run_backward(raw: str) -> None:
    page = clean(raw, NOTHING)

    offsets = [page.raw_offset(at) for at in range(len(page.text))]

    assert offsets == sorted(offsets)
    assert all(0 <= at < len(raw) for at in offsets)


@given(ANY_TEXT)
def test_clean_text_holds_no_run_of_white_space(raw: str) -> None:
    text = clean(raw, NOTHING).text

    assert re.search(r"[^\S\n ]|  | \n|\n ", text) is None
    assert text == text.strip()


@given(ANY_TEXT)
def test_exchanged_signs_keep_their_place(raw: str) -> None:
    assert len(same_length(raw)) == len(raw)
    assert len(lowered(raw)) == len(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", ""),
        (" \n \n", ""),
        ("no  acute\tspasm", "no acute spasm"),
        ("\u201cspasm\u201d \u2013 none", '"spasm" - none'),
        ("speci\ufb01c \ufb02are", "specific flare"),
        ("medi\u00adcations", "medications"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_single_signs_and_spaces_are_made_plain(raw: str, expected: str) -> None:
    assert clean(raw).text == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("the medi-\ncations were", "the medications were"),
        ("disc at L4-\n5 is", "disc at L4-5 is"),
        ("stenosis at C5-\nC6 is", "stenosis at C5-C6 is"),
        ("for 10-\n12 visits", "for 10-12 visits"),
        ("a 6-\nmonth course", "a 6-month course"),
        ("EHL on the left 4-\nSensation intact", "EHL on the left 4- Sensation intact"),
        ("EHL 4-\n\nGait is normal", "EHL 4-\nGait is normal"),
        ("X-\nray of the", "X-ray of the"),
        ("a non-\nsmoker", "a non-smoker"),
        ("the right-\nsided pain", "the right-sided pain"),
        ("Dr. Vance\ufffeIbarra", "Dr. Vance-Ibarra"),
        ("anti\ufffeinflammatory", "anti-inflammatory"),
        ("medi\ufffecations", "medications"),
        ("medi\u00ad\n  cations", "medications"),
        # The text itself knows better than any list.
        ("hand-held. The hand-\nheld device", "hand-held. The hand-held device"),
        ("retest. They re-\ntest it", "retest. They retest it"),
    ],
)
def test_broken_words_are_mended_and_compounds_kept(raw: str, expected: str) -> None:
    assert clean(raw).text == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("tablets.Today the", "tablets. Today the"),
        ("for 2 weeks.The patient", "for 2 weeks. The patient"),
        ("on 03/08/14.The patient", "on 03/08/14. The patient"),
        ('as before."The reports', 'as before." The reports'),
        ("arthritis,Treatment", "arthritis, Treatment"),
        ("sensory neuropathyFindings", "sensory neuropathy\nFindings"),
        # Names and codes are not glued words.
        ("OxyContin and McKenzie", "OxyContin and McKenzie"),
        ("Seen by Dr.Smith", "Seen by Dr.Smith"),
        ("1,200 mmHg 9792.20 L4.L5", "1,200 mmHg 9792.20 L4.L5"),
    ],
)
def test_glued_sentences_are_parted_and_names_left_whole(
    raw: str, expected: str
) -> None:
    assert clean(raw).text == expected


WRAPPED = """The injured worker is a 49 year old woman who was hurt lifting a box
at the warehouse in the spring of that year. Treatment so far has been
physical therapy and massage.
DIAGNOSES:
1. Lumbar strain.
2. Myofascial pain.
tizanidine 4 mg
baclofen 10 mg
"""


def test_a_wrapped_paragraph_is_joined_and_a_list_is_not() -> None:
    assert clean(WRAPPED).text.split("\n") == [
        "The injured worker is a 49 year old woman who was hurt lifting a box at the "
        "warehouse in the spring of that year. Treatment so far has been physical "
        "therapy and massage.",
        "DIAGNOSES:",
        "1. Lumbar strain.",
        "2. Myofascial pain.",
        "tizanidine 4 mg",
        "baclofen 10 mg",
    ]


TYPED = """\
Analgesia best 4 worst 7 now 5; without the tablets it is 10 most days
ADLs yard work for 45 minutes, groceries by herself, church each week
Adverse backed up, which the softener settles; no sedation was noted
Aberrant none seen, agreement signed in January, risk score is two, low
Exam gait slow, flexion forty degrees, no new deficit of either leg seen
Plan refill
"""


def test_long_lines_that_no_small_letter_follows_were_ended_by_hand() -> None:
    assert clean(TYPED).text.split("\n") == TYPED.splitlines()


def test_one_small_letter_tells_that_long_lines_were_wrapped() -> None:
    wrapped = TYPED.replace("\nAdverse", "\nwhile adverse")

    assert len(clean(wrapped).text.split("\n")) < len(wrapped.splitlines())


def test_blank_lines_after_every_line_part_nothing() -> None:
    lines = WRAPPED.splitlines()

    assert clean("\n\n".join(lines)).text == clean("\n".join(lines)).text


def test_a_space_kept_at_line_ends_tells_wrapped_lines_from_short_ones() -> None:
    raw = (
        "She rubs the shoulder with some \nointment that they gave \n"
        "her there.\nNeck pain.\nWork is light.\nThe rest of the course is in the \n"
        "letter."
    )

    assert clean(raw).text.split("\n") == [
        "She rubs the shoulder with some ointment that they gave her there.",
        "Neck pain.",
        "Work is light.",
        "The rest of the course is in the letter.",
    ]


def test_a_page_number_inside_a_sentence_is_taken_out() -> None:
    raw = (
        "The decision that is being challenged in this matter by the worker was\n"
        "Page 2 of 5\ndated November 4, 2014 and was mailed to all of the parties."
    )

    assert "worker was dated November" in clean(raw).text


def test_furniture_of_the_callers_choice_is_taken_out() -> None:
    head = re.compile(r"^Case CM\d\d-\d+$", re.M)
    raw = "He was examined by the doctor in\nCase CM14-1\nthe spring of that year."

    page = clean(raw, head)

    assert page.text == "He was examined by the doctor in the spring of that year."
    assert page.verbatim(0, len(page.text)) == fold(raw)


def test_columns_and_drawn_rules_stay_lines_of_their_own() -> None:
    raw = (
        "MEDICATION LIST of the patient as it was brought to this visit\n"
        "====================================================\n"
        " baclofen 10 mg            1 tab three times a day and one at night\n"
        " tizanidine 4 mg           1 tab at night\n"
    )

    assert clean(raw).text.count("\n") == 3


def test_a_quote_is_the_raw_words_with_white_space_folded() -> None:
    page = clean("no\n\u201cspasm\u201d   was\r\nfelt")
    start = page.text.index('"spasm"')

    assert page.verbatim(start, start + len('"spasm" was')) == "\u201cspasm\u201d was"


def test_an_empty_stretch_leads_to_an_empty_span() -> None:
    page = clean("no spasm")

    assert page.raw_span(3, 3).of("no spasm") == ""
    assert page.raw_span(99, 99).start == len("no spasm")
    assert isinstance(clean(""), CleanText)
    assert clean("").raw_span(0, 0).of("") == ""


@pytest.mark.shared
def test_every_shared_letter_keeps_its_words(shared: Path) -> None:
    for path in sorted((shared / "letters").glob("*.txt")):
        raw = path.read_text(encoding="utf-8")

        assert bare(clean(raw, NOTHING).text) == bare(raw), path.name
