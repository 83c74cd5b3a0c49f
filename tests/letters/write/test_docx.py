"""The Word file says everything, with real headings, lists and tables."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given, settings

from openimr.domain import Determination
from openimr.letters.write import LetterContent, compose, docx_bytes
from openimr.letters.write.blocks import Bullets, Heading, Pairs, Paragraph, Table

from .fictional import DETERMINATION, PATIENT
from .strategies import determinations

LETTER = compose(DETERMINATION, patient=PATIENT)
DOCX = docx_bytes(LETTER)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _part(made: bytes, name: str) -> BaseOxmlElement:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return parse_xml(archive.read(name))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _words(element: BaseOxmlElement) -> str:
    return _squeezed("".join(node.text or "" for node in element.iter(f"{W}t")))


def _assert_says_everything(made: bytes, letter: LetterContent) -> None:
    body = _words(_part(made, "word/document.xml"))
    cursor = 0
    for text in (letter.organisation, *letter.address, letter.title, *letter.texts()):
        words = _squeezed(text)
        found = body.find(words, cursor)
        assert found >= 0, words
        cursor = found + len(words)


def test_every_text_of_the_letter_stands_in_the_file_in_order() -> None:
    _assert_says_everything(DOCX, LETTER)


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert docx_bytes(compose(DETERMINATION, patient=PATIENT)) == DOCX


def test_parts_have_a_fixed_time_and_order() -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        parts = archive.infolist()

    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}
    assert parts[0].filename == "[Content_Types].xml"
    names = [part.filename for part in parts[1:]]
    assert names == sorted(names)


def test_properties_come_from_the_determination() -> None:
    core = docx.Document(io.BytesIO(DOCX)).core_properties
    undated = _part(docx_bytes(replace(LETTER, day=None)), "docProps/core.xml")

    assert core.title == (
        "Independent Medical Review: Proposed Determination, CM15-0044871"
    )
    assert core.author == "OpenIMR draft"
    assert core.language == "en-US"
    assert core.created is not None
    assert core.created.date() == DETERMINATION.engine.as_of
    assert core.modified == core.created
    assert not [node for node in undated if "terms/}" in str(node.tag)]


def test_the_language_is_named_where_every_style_inherits_it() -> None:
    styles = _part(DOCX, "word/styles.xml")
    (language,) = styles.iterfind(f"{W}docDefaults//{W}lang")

    assert language.get(f"{W}val") == "en-US"


def test_headings_and_list_items_use_the_styles_that_word_knows() -> None:
    body = _part(DOCX, "word/document.xml")
    styled = [
        (style.get(f"{W}val"), _words(paragraph))
        for paragraph in body.iter(f"{W}p")
        for style in paragraph.iterfind(f"{W}pPr/{W}pStyle")
    ]

    assert [(s, w) for s, w in styled if str(s).startswith("Heading")] == [
        (f"Heading{block.level}", _squeezed(block.text))
        for block in LETTER.blocks
        if isinstance(block, Heading)
    ]
    bullets = sum(len(b.items) for b in LETTER.blocks if isinstance(b, Bullets))
    assert [s for s, _ in styled].count("ListBullet") == bullets


def test_every_style_in_use_is_defined() -> None:
    defined = {
        style.get(f"{W}styleId")
        for style in _part(DOCX, "word/styles.xml").iter(f"{W}style")
    }
    used = {
        node.get(f"{W}val")
        for name in ("document", "header1", "footer1")
        for node in _part(DOCX, f"word/{name}.xml").iter(
            f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"
        )
    }

    assert used <= defined


def test_tables_have_header_rows_that_repeat_and_a_description() -> None:
    tables = list(_part(DOCX, "word/document.xml").iter(f"{W}tbl"))
    captions = [t.find(f"{W}tblPr/{W}tblCaption") for t in tables]

    assert [c.get(f"{W}val") for c in captions if c is not None] == [
        block.caption for block in LETTER.blocks if isinstance(block, Table)
    ]
    for table in tables:
        rows = table.findall(f"{W}tr")
        headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert headers == [True] + [False] * (len(rows) - 1)


def test_table_properties_stand_in_the_order_that_word_insists_on() -> None:
    table = next(_part(DOCX, "word/document.xml").iter(f"{W}tbl"))
    properties = table.find(f"{W}tblPr")

    assert properties is not None
    assert [str(node.tag).removeprefix(W) for node in properties] == [
        "tblStyle",
        "tblW",
        "tblBorders",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblCaption",
    ]


def test_references_jump_to_bookmarks_that_exist() -> None:
    body = _part(DOCX, "word/document.xml")
    marks = [node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")]
    links = {node.get(f"{W}anchor") for node in body.iter(f"{W}hyperlink")}

    assert len(marks) == len(set(marks)) == len(DETERMINATION.documents)
    assert links
    assert links <= set(marks)


def test_draft_stands_in_the_header_until_somebody_signs() -> None:
    signed = docx_bytes(compose(replace(DETERMINATION, status="signed")))

    assert _words(_part(DOCX, "word/header1.xml")).startswith("DRAFT:nota")
    with zipfile.ZipFile(io.BytesIO(signed)) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    assert b"DRAFT" not in parts


def test_the_footer_counts_the_pages() -> None:
    foot = _part(DOCX, "word/footer1.xml")
    fields = [node.get(f"{W}instr") for node in foot.iter(f"{W}fldSimple")]

    assert fields == ["PAGE", "NUMPAGES"]
    assert _words(foot) == "CaseNumber:CM15-0044871Page1of1"


@pytest.mark.parametrize("length", [255, 256, 5000])
def test_long_titles_do_not_overrun_the_properties(length: int) -> None:
    letter = replace(
        LETTER,
        title="t" * length,
        organisation="o" * length,
        address=("1 Quay Street", "Sacramento, CA"),
    )

    _assert_says_everything(docx_bytes(letter), letter)


def test_a_letter_without_blocks_is_still_a_letter() -> None:
    empty = replace(LETTER, blocks=(Pairs(pairs=()), Paragraph(text=())))

    _assert_says_everything(docx_bytes(empty), empty)


@settings(max_examples=25, deadline=None)
@given(determinations)
def test_any_determination_can_be_written_whole(determination: Determination) -> None:
    letter = compose(determination)

    _assert_says_everything(docx_bytes(letter), letter)
