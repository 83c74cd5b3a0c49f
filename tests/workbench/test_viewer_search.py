"""Searching in a case, and where marks are drawn."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import CaseFile, Page, PageFace, PageStatus, WordBox
from workbench.errors import StorageError
from workbench.review.viewer.case_book import CaseBook
from workbench.review.viewer.layout import (
    Piece,
    Stretch,
    lines_of,
    pieces_of,
    rectangles,
)
from workbench.review.viewer.search import hits_on, search
from workbench.review.viewer.sheaves import bound, page_in


def _hits(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in hits_on(text, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("spas", ["Spas", "spas"]),
        ("pasm", []),
        ('"muscle spasm"', ["muscle\n  spasm"]),
        ('"muscle spas"', []),
        ("jose", ["José"]),
        ("JOSÉ", ["José"]),
        ("#60", ["#60"]),
        ("4 #60", ["4", "#60"]),
        ("(prn)", ["(prn)"]),
        ('spasm "spasm"', ["Spasm", "spasm"]),
        ('"', []),
        ("", []),
    ],
)
def test_words_are_found_by_their_beginnings_and_phrases_whole(
    query: str, found: list[str]
) -> None:
    text = "Spasm of José: muscle\n  spasm, tizanidine 4 mg #60 (prn)."

    assert _hits(text, query) == found


@given(text=st.text(max_size=60), query=st.text(max_size=20))
def test_any_search_of_any_text_ends_with_stretches_in_order(
    text: str, query: str
) -> None:
    hits = hits_on(text, query)

    edges = [edge for hit in hits for edge in hit]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in hits)


def _book(*texts: str) -> CaseBook:
    pages = tuple(
        Page(file="a.pdf", number=number, text=text, status=PageStatus.TEXT)
        for number, text in enumerate(texts, 1)
    )
    return CaseBook(case=CaseFile(name="a", documents=(), pages=pages))


def test_a_page_must_have_every_word() -> None:
    found = search(_book("gait and spasm", "spasm", "gait"), "spasm gait")

    assert (found.pages, found.hits, found.after) == (1, 2, None)
    ((page,),) = [each.pages for each in found.documents]
    assert (page.number, page.hits) == (1, 2)


def test_many_pages_are_shown_part_by_part() -> None:
    book = _book(*["spasm"] * 90)
    parts = [search(book, "spasm", skip) for skip in (0, 40, 80, 999)]

    assert [part.pages for part in parts] == [90] * 4
    assert [part.shown for part in parts] == [40, 40, 10, 1]
    assert [(part.before, part.after) for part in parts] == [
        (None, 40),
        (0, 80),
        (40, None),
        (49, None),
    ]
    assert parts[1].documents[0].pages[0].number == 41


def test_a_snippet_has_the_words_around_a_hit() -> None:
    words = " ".join(f"word{n}" for n in range(50))
    found = search(_book(f"{words} spasm {words}"), "spasm")

    snippet = found.documents[0].pages[0].snippets[0]

    assert snippet.words == "spasm"
    assert snippet.before.startswith("… word")
    assert snippet.after.endswith(" …")


TEXT = "Low back\nspasm at night"


def _face() -> PageFace:
    places = [(0, 3, 10, 10), (4, 8, 30, 10), (9, 14, 10, 30), (18, 23, 70, 30)]
    return PageFace(
        width=612,
        height=792,
        words=tuple(
            WordBox(
                start=start,
                end=end,
                box=(x, y, x + 10.0 * (end - start), y + 10.0),
                confidence=1.0,
            )
            for start, end, x, y in places
        ),
    )


def test_words_lie_in_the_lines_of_their_text() -> None:
    lines = lines_of(TEXT, _face())

    assert [(line.start, line.end, line.text) for line in lines] == [
        (0, 8, "Low back"),
        (9, 23, "spasm at night"),
    ]
    assert [[word.text for word in line.words] for line in lines] == [
        ["Low", "back"],
        ["spasm ", "night"],  # a blank reaches to the word beside it
    ]


def test_a_sheaf_gives_each_page_back_as_it_was() -> None:
    faces = {
        4: replace(_face(), picture=b"RIFF\nWEBP"),
        5: PageFace(width=10, height=20, problem="it is damaged"),
        6: replace(_face(), picture=b"another"),
    }

    sheaf = bound(faces)

    assert {number: page_in(sheaf, number) for number in faces} == faces
    with pytest.raises(StorageError, match="Page 7"):
        page_in(sheaf, 7)


def test_a_page_without_words_has_lines_all_the_same() -> None:
    (line,) = lines_of("", PageFace(width=612, height=792))

    assert (line.text, line.words) == ("", ())


def test_words_beside_each_other_share_their_base_line() -> None:
    boxes = [(0, 4, (10.0, 12.0, 30.0, 20.0)), (5, 9, (34.0, 12.0, 60.0, 22.0))]
    face = PageFace(
        width=612,
        height=792,
        words=tuple(
            WordBox(start=start, end=end, box=box, confidence=1.0)
            for start, end, box in boxes
        ),
    )

    ((first, second),) = [line.words for line in lines_of("nose page", face)]

    assert (first.y, first.size) == (second.y, second.size) == (20.2, 10)
    assert (first.length, second.length) == (24, 26)


def test_a_mark_has_a_rectangle_a_line_and_takes_parts_of_words() -> None:
    stretch = Stretch(start=6, end=11, kind="asked")

    first, second = rectangles(TEXT, _face(), [stretch])

    assert (first.x, first.width) == (49, 22)  # "ck" of "back"
    assert (second.x, second.width) == (9, 22)  # "sp" of "spasm"
    assert (first.y, first.height, first.kind) == (8.5, 13, "asked")


def test_a_mark_where_no_word_stands_is_not_drawn() -> None:
    assert (
        list(rectangles(TEXT, _face(), [Stretch(start=15, end=17, kind="hit")])) == []
    )


def test_of_marks_that_overlap_the_first_counts_in_the_text() -> None:
    line = lines_of(TEXT, _face())[1]
    asked = Stretch(start=12, end=17, kind="asked")
    quote = Stretch(start=9, end=14, kind="quote")

    assert pieces_of(line, [asked, quote]) == (
        Piece(text="spa", kind="quote"),
        Piece(text="sm", kind="asked"),
        Piece(text=" at", kind="asked"),
        Piece(text=" night"),
    )
