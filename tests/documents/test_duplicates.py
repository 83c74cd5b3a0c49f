from pathlib import Path

import pytest

from openimr.documents import ReadingOptions, read_case
from openimr.documents.page_words import PageWords
from openimr.documents.phrases import words_of
from openimr.documents.sameness import is_copy
from openimr.domain import CaseFile, PageStatus

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

OTHERS = {
    "copied forward to another day": _visit("06/07/2016"),
    "with another score": _visit("05/03/2016", 6),
    "with one small word less": _visit("05/03/2016").replace("No new", "New"),
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
