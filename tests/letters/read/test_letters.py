"""Invented letters of every format, each with what it says beside it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import typst
import yaml

from openimr.casework.engine import knowledge
from openimr.domain import Letter, LetterCitation, LetterFormat, Span
from openimr.letters.read import forget, read_file, text_of, to_object
from openimr.letters.read.from_bytes import read_bytes

from .comparing import differences

FOLDER = Path(__file__).parent / "letters"
LETTERS = sorted(FOLDER.glob("*.txt"))
ALMOST_BLANK = " \t\r\n\f\v\u00a0-\ufffe\u00ad"


def _read(path: Path) -> Letter:
    return read_file(path, knowledge().requests.read)


def _name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", LETTERS, ids=_name)
def test_a_letter_says_what_is_written_beside_it(path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    codes = expected.pop("warnings", [])

    found = to_object(_read(path))

    assert list(differences(expected, found)) == []
    assert [warning["code"] for warning in found["warnings"]] == codes  # type: ignore[attr-defined]


def test_every_published_format_has_two_letters() -> None:
    formats = [_read(path).format for path in LETTERS]
    published = [form for form in LetterFormat if form is not LetterFormat.MODERN]

    assert {form: formats.count(form) >= 2 for form in published} == (
        dict.fromkeys(published, True)
    )


def _fields(letter: Letter) -> Iterator[tuple[str, str, Span]]:
    """Yield every field that is words of the letter, with its span."""
    own = dict(letter.spans)
    if letter.summary_text:
        yield "summary_text", letter.summary_text, own["summary_text"]
    for item in letter.items:
        places = dict(item.spans)
        yield "requested", item.details.requested, places["requested"]
        if item.rationale_text:
            yield "rationale_text", item.rationale_text, places["rationale_text"]
        for citation in (*item.claims_administrator_guidelines, *item.guidelines):
            assert citation.span is not None
            yield "citation", citation.verbatim, citation.span


def _folded(words: str) -> str:
    """Return words without white space and hyphens: breaks may stand anywhere."""
    plain = words.replace("\uff1a", ":")
    return "".join(letter for letter in plain if letter not in ALMOST_BLANK)


def _is_within(words: str, source: str) -> bool:
    """Tell whether words stand in a source in order, furniture between them or not."""
    rest = iter(_folded(source))
    return all(letter in rest for letter in _folded(words))


@pytest.mark.parametrize("path", LETTERS, ids=_name)
def test_every_field_stands_at_its_place_in_the_source(path: Path) -> None:
    raw = text_of(path)
    letter = _read(path)

    for name, words, span in _fields(letter):
        assert 0 <= span.start < span.end <= len(raw), name
        assert _is_within(words, span.of(raw)), (name, words)
        if _folded(words) != _folded(span.of(raw)):
            # Only a page break with its running head may stand inside a field.
            assert (
                "Case Number" in span.of(raw)
                or "age " in span.of(raw)
                or (any(mark in span.of(raw) for mark in (" of ", "Letter for IMR")))
            ), (name, span.of(raw))


@pytest.mark.parametrize("path", LETTERS, ids=_name)
def test_what_is_remembered_changes_nothing(path: Path) -> None:
    remembered = _read(path)
    forget()
    knowledge().requests.forget()

    assert _read(path) == remembered == _read(path)


def _without_places(letter: Letter) -> Letter:
    return replace(
        letter,
        spans=(),
        items=tuple(
            replace(
                item,
                spans=(),
                guidelines=_unplaced(item.guidelines),
                claims_administrator_guidelines=_unplaced(
                    item.claims_administrator_guidelines
                ),
            )
            for item in letter.items
        ),
    )


def _unplaced(citations: tuple[LetterCitation, ...]) -> tuple[LetterCitation, ...]:
    return tuple(replace(citation, span=None) for citation in citations)


@pytest.mark.parametrize("path", LETTERS, ids=_name)
def test_without_places_all_but_the_spans_is_the_same(path: Path) -> None:
    recognise = knowledge().requests.read

    found = read_file(path, recognise, places=False)

    assert found == _without_places(_read(path))
    assert read_bytes(path.read_bytes(), path.name, recognise, places=False) == found


@pytest.mark.parametrize("name", ["d1-long", "d2-later-wording", "c-partial"])
def test_a_pdf_says_what_its_text_says(name: str, tmp_path: Path) -> None:
    source = FOLDER / f"{name}.txt"
    words = source.read_text("utf-8").replace("\\", "\\\\").replace('"', '\\"')
    lines = words.replace("\n", "\\n")
    page = f'#for line in "{lines}".split("\\n") {{ line; linebreak() }}'
    pdf = tmp_path / "letter.pdf"
    pdf.write_bytes(bytes(typst.compile(page.encode())))
    expected = yaml.safe_load(source.with_suffix(".yaml").read_text("utf-8"))
    expected.pop("warnings", None)

    found = to_object(_read(pdf))

    assert list(differences(expected, found)) == []


@pytest.mark.parametrize("name", ["d1-odd-headings", "b-overturned", "a-two-items"])
def test_a_word_file_says_what_its_text_says(name: str, tmp_path: Path) -> None:
    source = FOLDER / f"{name}.txt"
    document = docx.Document()
    for line in source.read_text("utf-8").split("\n"):
        document.add_paragraph(line)
    document.add_table(rows=1, cols=2)
    path = tmp_path / "letter.docx"
    document.save(str(path))
    expected = yaml.safe_load(source.with_suffix(".yaml").read_text("utf-8"))
    expected.pop("warnings", None)

    found = to_object(_read(path))

    assert list(differences(expected, found)) == []
