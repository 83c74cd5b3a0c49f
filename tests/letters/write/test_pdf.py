"""The PDF says everything, is tagged, and is the same every time."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject

from openimr.domain import Determination
from openimr.letters.read.tagged import tagged_parts
from openimr.letters.write import LetterContent, compose, pdf_bytes
from openimr.letters.write.blocks import Heading, Paragraph, Run
from openimr.letters.write.characters import drawable, printable

from .fictional import DETERMINATION, PATIENT
from .strategies import ODD_WORDS, determinations

LETTER = compose(DETERMINATION, patient=PATIENT)
PDF = pdf_bytes(LETTER)


def _squeezed(text: str) -> str:
    # Whether a hyphen at the end of a line belongs to the word is pdfium's guess.
    return re.sub(r"[\s\u200b\ufffe-]+", "", text)


def _page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [_squeezed(page.get_textpage().get_text_range()) for page in document]


def _body(pdf: bytes, letter: LetterContent) -> str:
    """Return the words of all pages without what runs along head and foot."""
    pages = _page_texts(pdf)
    head = _squeezed(letter.draft_notice) if letter.draft else ""
    parts = []
    for number, page in enumerate(pages, start=1):
        foot = f"CaseNumber:{letter.case_number}Page{number}of{len(pages)}"
        foot = _squeezed(drawable(foot))
        assert page.startswith(head)
        assert page.endswith(foot)
        parts.append(page.removeprefix(head).removesuffix(foot))
    return "".join(parts)


def _assert_says_everything(pdf: bytes, letter: LetterContent) -> None:
    body = _body(pdf, letter)
    body = body.replace("No.DocumentAuthorDateFileandpages", "")
    cursor = 0
    headings = {"No.", "Document", "Author", "Date", "File and pages"}
    for text in letter.texts():
        if text in headings:
            continue
        words = _squeezed(drawable(text))
        found = body.find(words, cursor)
        assert found >= 0, words
        cursor = found + len(words)


def _assert_heard_in_order(pdf: bytes, letter: LetterContent) -> None:
    """Follow the tags: cells of a row that two pages share stand apart on paper."""
    heard = _squeezed("".join(part.words for part in tagged_parts(pdf)))
    cursor = 0
    for text in letter.texts():
        words = _squeezed(drawable(text))
        found = heard.find(words, cursor)
        assert found >= 0, words
        cursor = found + len(words)


def test_every_text_of_the_letter_stands_in_the_pdf_in_order() -> None:
    _assert_says_everything(PDF, LETTER)


def test_the_same_letter_gives_the_same_bytes() -> None:
    other = compose(replace(DETERMINATION, items=()))

    pdf_bytes(other)

    assert pdf_bytes(compose(DETERMINATION, patient=PATIENT)) == PDF


def test_draft_stands_on_every_page_until_somebody_signs() -> None:
    signed = pdf_bytes(compose(replace(DETERMINATION, status="signed")))

    assert len(_page_texts(PDF)) > 1
    assert all(page.startswith("DRAFT:nota") for page in _page_texts(PDF))
    assert not any("DRAFT" in page for page in _page_texts(signed))


def test_a_draft_has_a_mark_behind_the_text_of_every_page() -> None:
    plain = replace(LETTER, blocks=(), draft_notice="")
    marked = pypdfium2.PdfDocument(pdf_bytes(plain))[0]
    clean = pypdfium2.PdfDocument(pdf_bytes(replace(plain, draft=False)))[0]

    drawn = len(list(marked.get_objects())) - len(list(clean.get_objects()))

    assert drawn == len("DRAFT")


def _reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def _root(pdf: bytes) -> DictionaryObject:
    return cast(DictionaryObject, _reader(pdf).trailer["/Root"])


def test_the_pdf_is_tagged_in_english_and_shows_its_title() -> None:
    root = _root(PDF)
    information = _reader(PDF).metadata

    assert bool(cast(DictionaryObject, root["/MarkInfo"])["/Marked"])
    assert str(root["/Lang"]) == "en-US"
    preferences = cast(DictionaryObject, root["/ViewerPreferences"])
    assert bool(preferences["/DisplayDocTitle"])
    assert information is not None
    assert information.title == (
        "Independent Medical Review: Proposed Determination, CM15-0044871"
    )
    assert information.author == "OpenIMR draft"
    described = cast(pypdf.generic.StreamObject, root["/Metadata"]).get_data()
    assert re.search(rb"pdfuaid:part>1<", described)


def test_the_only_date_is_that_of_the_data() -> None:
    information = _reader(PDF).metadata
    undated = _reader(pdf_bytes(replace(LETTER, day=None))).metadata

    assert information is not None
    assert information.creation_date is not None
    assert information.creation_date.date() == DETERMINATION.engine.as_of
    assert undated is not None
    assert undated.creation_date is None


def test_bookmarks_are_the_headings_in_order() -> None:
    def flat(outline: list[object]) -> Iterator[str]:
        for entry in outline:
            if isinstance(entry, list):
                yield from flat(entry)
            else:
                yield str(cast(pypdf.generic.Destination, entry).title)

    outline = cast(list[object], _reader(PDF).outline)

    assert list(flat(outline)) == [
        block.text for block in LETTER.blocks if isinstance(block, Heading)
    ]


def _tags(node: object) -> Iterator[DictionaryObject]:
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _tags(node["/K"])


def test_headings_lists_tables_and_links_are_tagged_as_what_they_are() -> None:
    tags = list(_tags(_root(PDF)["/StructTreeRoot"]))
    many = Counter(str(tag["/S"]) for tag in tags)

    assert many["/H1"] == 5
    assert many["/H2"] == 2
    assert many["/Table"] == 2
    assert many["/TH"] == 3 + 5
    assert many["/TD"] == 2 * 3 + 8 * 5
    assert many["/L"] == 7
    assert many["/LI"] == 5 + 1 + 2 + 1 + 1 + 2 + 2
    assert many["/Link"] > 10
    levels = [str(t["/S"]) for t in tags if str(t["/S"]) in {"/H1", "/H2"}]
    assert levels == ["/H1"] * 4 + ["/H2"] * 2 + ["/H1"]


def test_no_picture_goes_without_words() -> None:
    figures = [
        tag
        for tag in _tags(_root(PDF)["/StructTreeRoot"])
        if str(tag["/S"]) == "/Figure"
    ]

    assert [figure for figure in figures if "/Alt" not in figure] == []


def test_only_typefaces_inside_the_file_are_used() -> None:
    names = set()
    for page in _reader(PDF).pages:
        fonts = cast(DictionaryObject, page["/Resources"])["/Font"].get_object()
        for font in cast(DictionaryObject, fonts).values():
            names.add(str(font.get_object()["/BaseFont"]).partition("+")[2])

    assert names
    assert all(name.startswith("LibertinusSerif") for name in names)


@pytest.mark.parametrize("words", ODD_WORDS)
def test_record_text_is_never_read_as_markup(words: str) -> None:
    said = (Run(f"before {words} after"),)
    odd = replace(LETTER, blocks=(Paragraph(text=said), Heading(level=1, text="End")))
    letter = odd.mapped(printable)

    _assert_says_everything(pdf_bytes(letter), letter)


def test_half_a_surrogate_pair_does_no_harm() -> None:
    broken = replace(DETERMINATION, ignored_files=("half \ud83d.txt",))

    letter = compose(broken)

    _assert_says_everything(pdf_bytes(letter), letter)


_ANY_SIGN = st.characters(min_codepoint=1, max_codepoint=0x2FFFF, exclude_categories=())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(_ANY_SIGN, max_size=80), min_size=3, max_size=3))
def test_whatever_is_drawable_can_be_set(texts: list[str]) -> None:
    blocks = tuple(Paragraph(text=(Run(text),)) for text in texts)

    made = pdf_bytes(replace(LETTER, blocks=blocks))

    assert made.startswith(b"%PDF-1.7")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(determinations)
def test_any_determination_can_be_printed_whole(determination: Determination) -> None:
    letter = compose(determination)

    _assert_heard_in_order(pdf_bytes(letter), letter)
