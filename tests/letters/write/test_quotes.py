"""Quotes are found on their pages, or named as not found."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import (
    Determination,
    DocumentEntry,
    Evidence,
    Span,
    Statement,
)
from openimr.letters.write import PageImage, evidence_html
from openimr.letters.write.quotes import Quotes, locate, marked

from .fictional import DETERMINATION, DOCUMENTS, TEXTS
from .reading import read_html


def _only(quote: str, start: int, end: int, page: int = 2) -> Determination:
    evidence = Evidence(document="D3", page=page, quote=quote, start=start, end=end)
    said = Statement(text="It is said.", evidence=(evidence,))
    return replace(DETERMINATION, summary=(said,), items=())


def test_a_quote_with_wrong_offsets_is_found_by_its_words() -> None:
    page = read_html(evidence_html(_only("no spasm is felt", 0, 5), TEXTS))

    (mark,) = page.marks.values()
    assert mark.split() == ["no", "spasm", "is", "felt"]


def test_a_quote_that_is_not_on_the_page_is_named_as_such() -> None:
    page = read_html(evidence_html(_only("never said", 0, 5), TEXTS))

    assert "words not found on the page" in page.text
    assert "These words were quoted but were not found on the page:" in page.text
    assert page.marks == {"q1": "never said"}


def test_a_page_that_is_not_at_hand_is_named_as_such() -> None:
    page = read_html(evidence_html(_only("no spasm", 0, 5, page=77), TEXTS))

    assert "The text of this page is not at hand. Quoted from it:" in page.text
    assert page.pages == []


def test_a_document_the_index_does_not_know_still_shows_its_quotes() -> None:
    unknown = replace(_only("no spasm", 0, 5), documents=())

    page = read_html(evidence_html(unknown, TEXTS))

    assert "document D3 p. 2" in page.text


def test_a_page_picture_stands_below_its_text() -> None:
    view = PageImage(text=TEXTS["case-file.pdf", 2], data=b"\x89PNG")

    page = read_html(
        evidence_html(_only("no spasm", 0, 5), {("case-file.pdf", 2): view})
    )

    (picture,) = [attributes for tag, attributes in page.tags if tag == "img"]
    assert picture == {
        "src": "data:image/png;base64,iVBORw==",
        "alt": "Picture of case-file.pdf page 2",
    }
    assert page.marks == {"q1": "no spasm"}


spans = st.tuples(st.integers(0, 30), st.integers(1, 12))


@given(st.lists(spans, max_size=8))
def test_overlapping_quotes_keep_the_page_whole(places: list[tuple[int, int]]) -> None:
    text = "abcdefghij klmnopqrst uvwxyz 0123456789 <&>"
    entry: DocumentEntry = DOCUMENTS[2]
    quotes = Quotes((entry,), {(entry.file, 2): text})
    wanted = {text[start : start + length] for start, length in places}
    for start, length in places:
        words = text[start : start + length]
        quotes.cite(
            Evidence(
                document=entry.id,
                page=2,
                quote=words,
                start=start,
                end=start + length,
            ),
            "s1",
        )

    html = "".join(marked(page) for page in quotes.pages())
    page = read_html(f"<pre>{html}</pre>".encode())

    assert page.pages == ([text] if places else [""])
    assert {w.strip() for w in wanted if w.strip()} == {
        quote.words.strip()
        for each in quotes.pages()
        for quote in each.quotes
        if quote.span
    }


@given(
    st.text(max_size=40), st.text(max_size=8), st.integers(-5, 50), st.integers(-5, 50)
)
def test_a_located_quote_holds_the_words(
    text: str, quote: str, start: int, end: int
) -> None:
    span = locate(text, quote, Span(start, end))

    if span is not None:
        found = "".join(span.of(text).split())
        assert found.startswith("".join(quote.split()))
        assert span.end > span.start
