"""Every template gives a letter that can be heard, drafted, decided and headed."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import cast

import docx
import pypdf
import pytest
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from openimr.casework.engine import knowledge
from openimr.domain import (
    Determination,
)
from openimr.errors import UnknownKeyError
from openimr.letters.read.own_citations import read_own_citations
from openimr.letters.template import template
from openimr.letters.write import (
    LetterContent,
    Letterhead,
    Logo,
    compose,
    docx_bytes,
    pdf_bytes,
    template_names,
)
from openimr.letters.write.blocks import Heading, Table, words_of

from .panels import BY_THREE
from .write.fictional import (
    DETERMINATION,
    DOCUMENTS,
    PATIENT,
    REVIEWER,
    TIZANIDINE,
)

NAMES = template_names()
FINAL = replace(DETERMINATION, status="signed", reviewer=REVIEWER)


def _picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (60, 30), "navy").save(data, "PNG")
    return data.getvalue()


HOUSE = Letterhead(
    organisation="Northgate Review",
    short="Northgate",
    address=("1 Quay Street",),
    phone="555-0100",
    case_line="IMR case {number}",
    logo=Logo(data=_picture(), alt="A navy flag"),
)


def _opened(node: object) -> object:
    return node.get_object() if isinstance(node, IndirectObject) else node


def _tags(node: object) -> Iterator[DictionaryObject]:
    node = _opened(node)
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _tags(node["/K"])


def _root(pdf: bytes) -> DictionaryObject:
    return cast(DictionaryObject, pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"])


def _kinds(pdf: bytes) -> list[str]:
    return [str(tag["/S"]) for tag in _tags(_root(pdf)["/StructTreeRoot"])]


def _letter(determination: Determination, name: str) -> LetterContent:
    return compose(determination, HOUSE, patient=PATIENT, format=name, appendix=True)


@pytest.mark.parametrize("name", NAMES)
def test_headings_never_leap_a_level_and_are_the_bookmarks(name: str) -> None:
    content = _letter(BY_THREE, name)
    pdf = pdf_bytes(content)
    headings = [b for b in content.blocks if isinstance(b, Heading)]
    levels = [heading.level for heading in headings]

    assert levels[0] == 1
    assert all(low + 1 >= high for low, high in pairwise(levels))
    tagged = [kind for kind in _kinds(pdf) if kind[:2] == "/H" and kind != "/H"]
    assert tagged == [f"/H{level}" for level in levels]
    assert list(_bookmarks(pdf)) == [heading.text for heading in headings]


def _bookmarks(pdf: bytes) -> Iterator[str]:
    def flat(outline: list[object]) -> Iterator[str]:
        for entry in outline:
            if isinstance(entry, list):
                yield from flat(entry)
            else:
                yield str(cast(pypdf.generic.Destination, entry).title)

    yield from flat(cast(list[object], pypdf.PdfReader(io.BytesIO(pdf)).outline))


@pytest.mark.parametrize("name", NAMES)
def test_every_table_has_a_row_of_header_cells(name: str) -> None:
    content = _letter(FINAL, name)
    tables = [block for block in content.blocks if isinstance(block, Table)]
    many = Counter(_kinds(pdf_bytes(content)))

    assert many["/Table"] == len(tables) > 2
    assert many["/TH"] == sum(len(table.header) for table in tables)
    assert many["/TD"] == sum(len(row.cells) for table in tables for row in table.rows)


@pytest.mark.parametrize("name", NAMES)
def test_the_logo_has_words_in_both_files(name: str) -> None:
    content = _letter(FINAL, name)
    tags = list(_tags(_root(pdf_bytes(content))["/StructTreeRoot"]))
    [figure] = [tag for tag in tags if str(tag["/S"]) == "/Figure"]
    word = docx.Document(io.BytesIO(docx_bytes(content)))
    [drawn] = word.element.xpath("//wp:docPr")

    assert str(figure["/Alt"]) == "A navy flag"
    assert drawn.get("descr") == "A navy flag"


@pytest.mark.parametrize("name", NAMES)
def test_language_title_and_standard_are_stated(name: str) -> None:
    pdf = pdf_bytes(_letter(FINAL, name))
    root = _root(pdf)
    said = cast(pypdf.generic.StreamObject, root["/Metadata"]).get_data()

    assert str(root["/Lang"]) == "en-US"
    assert bool(cast(DictionaryObject, root["/ViewerPreferences"])["/DisplayDocTitle"])
    assert b"pdfuaid:part>1<" in said
    assert b"CM15-0044871" in said


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_says_so_in_words_that_are_heard(name: str) -> None:
    draft, final = _letter(DETERMINATION, name), _letter(FINAL, name)

    assert draft.title == "Independent Medical Review: Proposed Determination"
    assert final.title == "Independent Medical Review Final Determination"
    assert "NOTES ON THIS DRAFT" in draft.texts()
    assert "NOTES ON THIS DRAFT" not in final.texts()
    assert "Decision Date: [to be entered on signature]" in draft.texts()
    assert [text for text in final.texts() if "to be entered" in text] == []


def test_the_format_of_2014_keeps_its_sections_in_their_order() -> None:
    content = compose(FINAL, format="d2")
    heads = [b.text for b in content.blocks if isinstance(b, Heading) and b.level == 1]

    assert heads == [
        "HOW THE IMR FINAL DETERMINATION WAS MADE",
        "CLINICAL CASE SUMMARY",
        "IMR ISSUES, DECISIONS AND RATIONALES",
        "DOCUMENTS REVIEWED",
    ]


def test_a_format_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownKeyError, match="Use one of d2, modern"):
        compose(FINAL, format="e5")


def test_the_appendix_gives_place_date_and_criterion_of_each_quote() -> None:
    content = compose(FINAL, patient=PATIENT, appendix=True)
    place = content.blocks.index(Heading(level=1, text="EVIDENCE APPENDIX"))
    tables = [b for b in content.blocks[place:] if isinstance(b, Table)]
    dates = {document.id: document.date for document in DOCUMENTS}
    rows = [tuple(map(words_of, row.cells)) for row in tables[1].rows]

    assert len(tables) == 1 + len(FINAL.items)
    first = TIZANIDINE.facts[0].evidence[0]
    day = dates[first.document]
    assert day is not None
    rules = [c.statement for c in TIZANIDINE.criteria if c.fact == "duration_of_use"]
    assert rows[0] == (
        f"“{first.quote}”",
        f"{first.document} p. {first.page}",
        f"{day:%m/%d/%Y}",
        "; ".join(rules),
    )
    assert "EVIDENCE APPENDIX" not in compose(FINAL).texts()


@pytest.mark.parametrize("name", NAMES)
def test_no_template_asks_for_what_the_writer_does_not_have(name: str) -> None:
    known = template(name)

    assert set(known.headings) <= set(known.sections)
    assert set(known.leads) <= set(known.headings)
    assert [text for text in compose(BY_THREE, format=name).texts() if not text] == []


def test_every_guideline_of_the_library_is_read_back_by_its_id() -> None:
    wrong = []
    for source in knowledge().library.sources.values():
        name = source.letter_name
        start = "MTUS " if source.step.value == "mtus" else "Non-MTUS Citation "
        said = f"{start}{name.removeprefix('MTUS ')}"
        line = f"Decision based on {said}, Section(s): A (b): c Page(s): 1-2, 9."
        [cited] = read_own_citations(line, 0).citations
        if (cited.guideline, cited.topic, cited.pages) != (
            source.id,
            "A (b): c",
            "1-2, 9",
        ):
            wrong.append(source.id)

    assert wrong == []
