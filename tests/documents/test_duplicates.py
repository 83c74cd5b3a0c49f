import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.documents import ReadingOptions, read_case
from openimr.documents.drafts import draft_file
from openimr.documents.judging import judge
from openimr.documents.page_words import PageWords
from openimr.documents.phrases import words_of
from openimr.documents.sameness import is_copy
from openimr.documents.sources import Sheet, Source
from openimr.domain import CaseFile, PageStatus, WordBox

from .packets import LETTER, NOTE, PROSE
from .paper import SCAN, Paper, write_pdf

LONG = NOTE + "\n" + PROSE + "\nNo new injury. Return in 4 weeks."


def _case(tmp_path: Path, *pages: Paper) -> CaseFile:
    write_pdf(tmp_path / "packet.pdf", pages)
    return read_case(tmp_path, ReadingOptions(recognise=False))


def _visit(day: str, score: int = 5) -> str:
    return LONG.format(day=day, score=score)


COPIES = {
    "exact": _visit("05/03/2016"),
    "under a fax line": (
        "06/13/2016 08:51 FROM: LANTERN PAIN TO: GRANGE MUTUAL PAGE 1/1\n"
        + _visit("05/03/2016")
    ),
    "printed again": (
        "WEB PORTAL   Print date: 07/03/2016   user: OPAL\n" + _visit("05/03/2016")
    ),
    "with a stamp of the clerk": (
        "scanned into chart 07/03/2016 by opal\n" + _visit("05/03/2016")
    ),
    "marked as a copy": _visit("05/03/2016").replace("(PR-2)", "(PR-2) COPY FOR FILE"),
    "with its lines broken elsewhere": _visit("05/03/2016")
    .replace(" \n", " ")
    .replace("dough for", "dough \nfor"),
}

COPIES |= {
    "with a number of the file at its foot": _visit("05/03/2016") + "\nPELL-000123",
    "with the office's stamp": _visit("05/03/2016").replace(
        "No new injury", "COPY RECEIVED 05/20/2016\nNo new injury"
    ),
}

OTHERS = {
    "copied forward to another day": _visit("06/07/2016"),
    "with another score": _visit("05/03/2016", 6),
    "with one small word less": _visit("05/03/2016").replace("No new", "New"),
    "with a range that became a number": _visit("05/03/2016").replace("#60", "#6-0"),
    "with the other side": _visit("05/03/2016").replace("right arm", "left arm"),
    "with another drug": _visit("05/03/2016").replace("Tizanidine", "Baclofen"),
    "with another dose": _visit("05/03/2016").replace("4 mg", "2 mg"),
    "with an addition at the end": _visit("05/03/2016")
    + "\nAddendum: drug screen clean.",
    "with another word that matters": _visit("05/03/2016").replace(
        "Tizanidine 4 mg #60", "Tizanidine stopped because of sleepiness, use heat"
    ),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_a_copy_is_marked_with_its_original(copy: str, tmp_path: Path) -> None:
    case = _case(tmp_path, LETTER, _visit("05/03/2016"), copy)

    assert [d.duplicate_of for d in case.documents] == [None, None, "D2"]
    page = case.pages[2]
    assert page.status is PageStatus.DUPLICATE
    assert page.reason == "repeats D2, packet.pdf from page 2"


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_a_note_that_differs_in_what_matters_is_no_copy(
    other: str, tmp_path: Path
) -> None:
    case = _case(tmp_path, LETTER, _visit("05/03/2016"), other)

    assert [d.duplicate_of for d in case.documents] == [None, None, None]
    assert {page.status for page in case.pages} == {PageStatus.TEXT}


def test_the_copy_without_stamps_is_the_original_wherever_it_stands(
    tmp_path: Path,
) -> None:
    case = _case(tmp_path, COPIES["printed again"], LETTER, _visit("05/03/2016"))

    assert [d.duplicate_of for d in case.documents] == ["D3", None, None]


def test_second_pages_alike_of_two_visits_are_both_kept(tmp_path: Path) -> None:
    second = "PLAN\nContinue tizanidine 4 mg #60, heat and stretching.\n" + PROSE
    case = _case(
        tmp_path, _visit("05/03/2016"), second, _visit("06/07/2016", 6), second
    )

    assert [d.pages for d in case.documents] == [2, 2]
    assert {page.status for page in case.pages} == {PageStatus.TEXT}


def test_a_first_page_sent_alone_repeats_the_whole_report(tmp_path: Path) -> None:
    second = "PLAN\nContinue tizanidine.\nB. Osei, M.D."
    case = _case(tmp_path, LETTER, second, _visit("05/03/2016"), LETTER)

    assert [d.duplicate_of for d in case.documents] == [None, None, "D1"]


def test_scans_are_never_copies_without_their_words(tmp_path: Path) -> None:
    case = _case(tmp_path, _visit("05/03/2016"), SCAN, _visit("06/07/2016"), SCAN)

    assert [d.duplicate_of for d in case.documents] == [None] * 4


def test_short_pages_need_more_than_a_few_equal_words() -> None:
    assert not is_copy(PageWords(words_of("see file")), PageWords(words_of("see file")))
    assert is_copy(PageWords(words_of("one " * 7)), PageWords(words_of("one " * 7)))


VISIT = _visit("05/03/2016")


def _scan(text: str, doubts: dict[str, float] | None = None) -> Sheet:
    """Return a page as it is after recognition; sure of all words but some."""
    boxes = [
        WordBox(
            start=match.start(),
            end=match.end(),
            box=(0.0, 0.0, 1.0, 1.0),
            confidence=(doubts or {}).get(match[0].strip(".,:"), 0.95),
        )
        for match in re.finditer(r"\S+", text)
    ]
    return Sheet(text=text, ocr=True, confidence=0.93, words=tuple(boxes))


def _judged(*sheets: Sheet) -> list[str | None]:
    drafts = draft_file(Source(name="packet.pdf", sheets=sheets)).drafts
    return [one.document.duplicate_of for one in judge(drafts)]


SCANNED_COPIES = {
    "word for word": _scan(VISIT),
    "with characters that look alike": _scan(
        VISIT.replace("morning", "moming").replace("10", "l0").replace("of", "0f")
    ),
    "with a word misread that the engine doubts": _scan(
        VISIT.replace("kneads", "kneabs"), {"kneabs": 0.5}
    ),
    "with a figure misread that the engine doubts": _scan(
        VISIT.replace("#60", "#80"), {"#80": 0.4}
    ),
    "with broken words": _scan(VISIT.replace("bakery", "bak ery")),
    "with specks read as letters": _scan(
        VISIT.replace("PLAN", "~a i PLAN"), {"~a": 0.2, "i": 0.3}
    ),
    "with a small word lost": _scan(VISIT.replace("goes to ", "goes ")),
    "with its lines in another order": _scan(
        VISIT.replace("No new injury. ", "") + "\nNo new injury."
    ),
    "under a fax line": _scan(
        "06/13/2016 08:51 FROM: LANTERN PAIN TO: GRANGE MUTUAL PAGE 1/1\n" + VISIT
    ),
}

SCANNED_OTHERS = {
    "another score, surely read": _scan(_visit("05/03/2016", 6)),
    "another day, surely read": _scan(_visit("05/09/2016")),
    "another day and score": _scan(_visit("06/07/2016", 6), {"06/07/2016": 0.5}),
    "one small no less": _scan(VISIT.replace("No new", "New"), {"New": 0.3}),
    "one small no more": _scan(VISIT.replace("that the right", "that not the right")),
    "the other side": _scan(VISIT.replace("right", "left"), {"left": 0.3}),
    "another drug": _scan(VISIT.replace("Tizanidine", "Baclofen")),
    "another dose": _scan(VISIT.replace("4 mg", "2 mg")),
    "a finding turned round": _scan(
        VISIT.replace("is stiff", "is unstiff"), {"unstiff": 0.7}
    ),
    "a sentence more": _scan(VISIT + "\nThe drug screen of today was clean."),
    "a sentence less": _scan(VISIT.replace(" Return in 4 weeks.", "")),
}


@pytest.mark.parametrize("copy", SCANNED_COPIES.values(), ids=SCANNED_COPIES.keys())
def test_a_scan_of_a_text_page_is_its_copy_whatever_comes_first(copy: Sheet) -> None:
    text, letter = Sheet(text=VISIT), Sheet(text=LETTER)

    assert _judged(text, letter, copy) == [None, None, "D1"]
    assert _judged(copy, letter, text) == ["D3", None, None]


@pytest.mark.parametrize("other", SCANNED_OTHERS.values(), ids=SCANNED_OTHERS.keys())
def test_a_scan_that_surely_says_something_else_is_no_copy(other: Sheet) -> None:
    assert _judged(Sheet(text=VISIT), Sheet(text=LETTER), other) == [None] * 3
    assert _judged(_scan(VISIT), Sheet(text=LETTER), other) == [None] * 3


def test_two_scans_of_one_page_are_copies() -> None:
    first = _scan(VISIT.replace("quarter", "quaner"), {"quaner": 0.6})

    assert _judged(first, Sheet(text=LETTER), _scan(VISIT)) == [None, None, "D1"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "left knee 7/10 and right knee 3/10",
            "left knee 3/10 and right knee 7/10",
            False,
        ),
        (
            "left knee sore and right knee well",
            "right knee sore and left knee well",
            False,
        ),
        ("baclofen 10 mg 90 norco 5 mg", "baclofen 10 mg norco 5 mg 90", True),
        ("tizanidine 2-3 times", "tizanidine 23 times", False),
        ("tizanidine 1.5 mg", "tizanidine 1.8 mg", False),
    ],
)
def test_words_may_stand_elsewhere_but_may_not_be_exchanged(
    one: str, other: str, same: bool
) -> None:
    rest = " the patient was seen today and will return in six weeks as agreed with her"
    pages = [
        PageWords(words, (0.95,) * len(words))
        for words in (words_of(one + rest), words_of(other + rest))
    ]

    assert is_copy(*pages) is same


@given(st.permutations(VISIT.split("\n")))
def test_a_copy_is_a_copy_from_both_sides(lines: list[str]) -> None:
    one, other = PageWords(words_of(VISIT)), PageWords(words_of("\n".join(lines)))

    assert is_copy(one, other) is is_copy(other, one)


SECOND = "Pellworth, Ines 05/03/2016 page 2\nEXAMINATION\nGrip 20 kg.\n" + PROSE
THIRD = "Pellworth, Ines 05/03/2016 page 3\nPLAN\nHeat, stretching.\nB. Osei, M.D."


def test_two_of_three_pages_sent_again_repeat_the_report(tmp_path: Path) -> None:
    case = _case(tmp_path, VISIT, SECOND, THIRD, LETTER, VISIT, THIRD)

    assert [(d.pages, d.duplicate_of) for d in case.documents] == [
        (3, None),
        (1, None),
        (2, "D1"),
    ]


def test_a_page_scanned_twice_in_a_row_counts_once(tmp_path: Path) -> None:
    case = _case(tmp_path, LETTER, VISIT, SECOND, SECOND, THIRD)

    assert [page.status for page in case.pages] == [
        PageStatus.TEXT,
        PageStatus.TEXT,
        PageStatus.TEXT,
        PageStatus.DUPLICATE,
        PageStatus.TEXT,
    ]
    assert case.pages[3].reason == "repeats packet.pdf page 3"
    assert {d.duplicate_of for d in case.documents} == {None}


def test_the_first_pages_of_a_report_lie_in_a_longer_one_as_well(
    tmp_path: Path,
) -> None:
    fourth = "and the grip of the right hand is weaker than it was in the spring,\n" * 4
    case = _case(tmp_path, VISIT, SECOND, THIRD, LETTER, VISIT, SECOND, fourth)

    assert [d.duplicate_of for d in case.documents] == [None, None, None]
    assert [page.status is PageStatus.DUPLICATE for page in case.pages] == [
        *[False] * 4,
        True,
        True,
        False,
    ]
