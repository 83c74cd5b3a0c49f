"""The sheets are tagged, say their language and fit one page."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from openimr.domain import Determination, Verdict
from openimr.plain import (
    Language,
    Rulebook,
    Sheet,
    pdf_bytes,
    plain_text,
    reader_sheet,
    requester_sheet,
)
from tests.letters.write.strategies import determinations

from .made import LIBRARY, determination, family_item

BOOK = Rulebook.of(LIBRARY.families, LIBRARY.facts)
BOTH = pytest.mark.parametrize("language", Language)
FOUR = (
    family_item("baclofen", Verdict.NOT_DOCUMENTED),
    family_item("benzodiazepine", Verdict.NOT_MET),
    family_item("lumbar_mri", Verdict.MET),
    family_item("epidural_steroid_injection", Verdict.NOT_DOCUMENTED),
)


def _read(sheet: Sheet) -> PdfReader:
    return PdfReader(BytesIO(pdf_bytes(sheet)))


def _root(reader: PdfReader) -> DictionaryObject:
    return cast(DictionaryObject, reader.trailer["/Root"].get_object())


def _tags(node: object) -> Iterator[str]:
    """Yield the kind of every element of the structure."""
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _tags(each.get_object())
    elif isinstance(node, DictionaryObject):
        if "/S" in node and "/K" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from _tags(node["/K"].get_object())


@BOTH
@pytest.mark.parametrize("status", ["draft", "final"])
@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_up_to_four_items_fit_one_page(
    language: Language, status: str, many: int
) -> None:
    made = determination(*FOUR[:many], status=status)
    mailed = dt.date(2014, 12, 22) if status == "final" else None

    assert len(_read(reader_sheet(made, language, mailed=mailed, book=BOOK)).pages) == 1


@BOTH
def test_more_items_flow_over(language: Language) -> None:
    made = determination(*FOUR, *FOUR)
    pages = _read(reader_sheet(made, language, book=BOOK)).pages

    assert len(pages) > 1
    of = "Page 2 of" if language is Language.EN else "Página 2 de"
    assert f"{of} {len(pages)}" in pages[1].extract_text()


@BOTH
def test_the_page_says_its_language_and_its_title(language: Language) -> None:
    reader = _read(reader_sheet(determination(*FOUR), language, book=BOOK))
    root = _root(reader)

    assert str(root["/Lang"]).startswith(language.value)
    assert cast(DictionaryObject, root["/MarkInfo"])["/Marked"]
    assert reader.metadata is not None
    assert "CM14-0000001" in (reader.metadata.title or "")


def test_headings_and_lists_are_tagged_and_english_names_marked() -> None:
    reader = _read(reader_sheet(determination(*FOUR), Language.ES, book=BOOK))
    kinds = list(_tags(_root(reader)["/StructTreeRoot"]))
    contents = reader.pages[0].get_contents()

    assert kinds.count("/H1") == len(FOUR) + 2
    assert {"/Title", "/P", "/L", "/LI", "/LBody"} <= set(kinds)
    assert contents is not None
    assert b"/Lang(en-US)" in contents.get_data()


def test_points_to_tick_off_are_headings_below_their_item() -> None:
    reader = _read(requester_sheet(determination(*FOUR), book=BOOK))
    kinds = list(_tags(_root(reader)["/StructTreeRoot"]))

    assert kinds.count("/H1") == len(FOUR)
    assert kinds.count("/H2") > len(FOUR)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheet = reader_sheet(determination(*FOUR), book=BOOK)

    assert pdf_bytes(sheet) == pdf_bytes(sheet)
    assert plain_text(sheet) == plain_text(sheet)


def test_long_words_and_foreign_signs_break_nothing() -> None:
    odd = replace(FOUR[0], requested="x" * 400 + " 日本\x00\u202e שלום #[typst] $x$")
    sheet = reader_sheet(determination(odd), Language.ES, book=BOOK)

    text = " ".join(
        " ".join(page.extract_text().replace("\u200b", "").split())
        for page in _read(sheet).pages
    )
    assert "[U+65E5 U+672C U+0000]" in text
    assert "#[typst] $x$" in text


@given(determinations)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_whatever_a_determination_holds_can_be_told(made: Determination) -> None:
    made = replace(made, supposed=(), edition=None)
    sheets = [reader_sheet(made, language, book=BOOK) for language in Language]

    for sheet in [*sheets, requester_sheet(made, book=BOOK)]:
        assert plain_text(sheet).decode().startswith(sheet.title)
        assert len(_read(sheet).pages) >= 1
