import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.domain import (
    Determination,
    DocumentEntry,
    Evidence,
    PageEntry,
    Span,
    Statement,
)
from openimr.letters.write import PageImage, evidence_html
from openimr.letters.write.quotes import Quotes, locate, marked

from .fictional import DETERMINATION, DOCUMENTS, TEXTS
from .strategies import HALF_A_PAIR, ODD_WORDS, determinations

VOID = {"meta", "img"}


@dataclass
class Read(HTMLParser):
    """The page as a browser would read it, far enough for what is asked here."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    style: str = ""
    text: str = ""
    _open: list[tuple[str, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            named = tag in {"mark", "q"}
            self._open.append((tag, attributes.get("id") if named else None))
        if tag == "pre":
            self.pages.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self._open]
        if "style" in names:
            self.style += data
            return
        self.text += data
        if "pre" in names and "a" not in names:
            self.pages[-1] += data
        for tag, id_ in self._open:
            if tag in {"mark", "q"} and id_ and "a" not in names:
                self.marks[id_] = self.marks.get(id_, "") + data


def _read(html: bytes) -> Read:
    read = Read()
    read.feed(html.decode())
    read.close()
    assert not read._open
    return read


HTML = evidence_html(DETERMINATION, TEXTS)
PAGE = _read(HTML)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _all_evidence(determination: Determination) -> list[Evidence]:
    found = [e for said in determination.summary for e in said.evidence]
    for item in determination.items:
        found += item.evidence
        found += [e for said in item.rationale for e in said.evidence]
        for fact in item.facts:
            found += [*fact.evidence, *fact.against]
    return found


def test_every_quote_is_marked_in_the_text_of_its_page() -> None:
    marks = sorted(_folded(words) for words in PAGE.marks.values())
    quotes = {e.quote for e in _all_evidence(DETERMINATION)}
    nearest = {
        near.quote
        for item in DETERMINATION.items
        for fact in item.facts
        if fact.searched
        for near in fact.searched.nearest
    }

    assert marks == sorted(quotes | nearest)


def test_quoted_pages_are_shown_whole_and_no_others() -> None:
    quoted = [
        text
        for (file, number), text in sorted(TEXTS.items())
        if (file, number) == ("application.pdf", 1) or number <= 4
    ]

    assert PAGE.pages == quoted


def test_every_link_leads_somewhere_on_the_page() -> None:
    ids = [attributes["id"] for _, attributes in PAGE.tags if "id" in attributes]
    links = [a["href"] for tag, a in PAGE.tags if tag == "a"]

    assert len(ids) == len(set(ids))
    assert {str(link) for link in links} - {f"#{id_}" for id_ in ids} == {"#closed"}


def _assert_self_contained(page: Read) -> None:
    fetching = {"script", "link", "iframe", "object", "embed", "base", "form", "svg"}
    assert not fetching & {tag for tag, _ in page.tags}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert "style" not in attributes
        for name in ("href", "src", "action", "srcset"):
            assert str(attributes.get(name, "#")).startswith(("#", "data:image/"))
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_nothing_is_fetched_and_nothing_runs() -> None:
    _assert_self_contained(PAGE)


def test_the_policy_allows_only_the_style_that_is_there() -> None:
    (policy,) = [
        str(a["content"])
        for tag, a in PAGE.tags
        if a.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = base64.b64encode(hashlib.sha256(PAGE.style.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_verdicts_are_words_and_not_only_colours() -> None:
    chips = re.findall(r'class="chip (?:met|unmet|silent)">([^<]+)<', HTML.decode())

    assert chips == [
        "Not met",
        "Not documented",
        "Met",
        "Not documented",
        "Met",
        "Met",
        "Met",
    ]


def test_what_was_searched_in_vain_is_shown_with_its_nearest_passages() -> None:
    for words in (
        "“spasticity”, “spastic”, “clonus”",
        "D1-D6",
        "05/06/2013 to 01/27/2015",
        "case-file.pdf p. 9",
        "normal reflexes, not a sign of spasticity",
        "Says otherwise, did not prevail",
    ):
        assert words in PAGE.text


def test_every_statement_is_there() -> None:
    said = [
        *DETERMINATION.summary,
        *(s for i in DETERMINATION.items for s in i.rationale),
    ]
    criteria = [c for i in DETERMINATION.items for c in i.criteria]

    for words in (*(s.text for s in said), *(c.statement for c in criteria)):
        assert words in PAGE.text


def test_marks_link_back_to_the_statements_that_rest_on_them() -> None:
    back = re.findall(r'href="#([^"]+)" class="back"', HTML.decode())

    assert {"s1", "i1-f1", "i1-r2", "i1-c1", "i2-f1", "i1-a"} <= set(back)


def test_the_same_determination_gives_the_same_bytes() -> None:
    assert evidence_html(DETERMINATION, dict(reversed(TEXTS.items()))) == HTML


def _only(quote: str, start: int, end: int, page: int = 2) -> Determination:
    evidence = Evidence(document="D3", page=page, quote=quote, start=start, end=end)
    said = Statement(text="It is said.", evidence=(evidence,))
    return replace(DETERMINATION, summary=(said,), items=())


def test_a_quote_with_wrong_offsets_is_found_by_its_words() -> None:
    page = _read(evidence_html(_only("no spasm is felt", 0, 5), TEXTS))

    assert {_folded(m) for m in page.marks.values()} == {"no spasm is felt"}


def test_a_quote_that_is_not_on_the_page_is_named_as_such() -> None:
    page = _read(evidence_html(_only("never said", 0, 5), TEXTS))

    assert "words not found on the page" in page.text
    assert "These words were quoted but were not found on the page:" in page.text
    assert page.marks == {"q1": "never said"}


def test_a_page_that_is_not_at_hand_is_named_as_such() -> None:
    page = _read(evidence_html(_only("no spasm", 0, 5, page=77), TEXTS))

    assert "The text of this page is not at hand. Quoted from it:" in page.text
    assert page.pages == []


def test_a_document_the_index_does_not_know_still_shows_its_quotes() -> None:
    unknown = replace(_only("no spasm", 0, 5), documents=())

    page = _read(evidence_html(unknown, TEXTS))

    assert "document D3 p. 2" in page.text


def test_a_page_picture_stands_below_its_text() -> None:
    view = PageImage(text=TEXTS["case-file.pdf", 2], data=b"\x89PNG")

    page = _read(evidence_html(_only("no spasm", 0, 5), {("case-file.pdf", 2): view}))

    (picture,) = [attributes for tag, attributes in page.tags if tag == "img"]
    assert picture == {
        "src": "data:image/png;base64,iVBORw==",
        "alt": "Picture of case-file.pdf page 2",
    }
    assert page.marks == {"q1": "no spasm"}


@pytest.mark.parametrize("words", [*ODD_WORDS, HALF_A_PAIR])
def test_record_text_is_never_read_as_html(words: str) -> None:
    text = f"before {words} after"
    evidence = Evidence(document="D3", page=2, quote=text, start=0, end=len(text))
    said = Statement(text=text, evidence=(evidence,))
    odd = replace(DETERMINATION, summary=(said,), items=())

    page = _read(evidence_html(odd, {("case-file.pdf", 2): text}))

    _assert_self_contained(page)
    shown = re.sub("[\ud800-\udfff\x00\x1b\x7f\ufffe\r]", "\ufffd", text)
    assert page.pages == [shown]
    assert page.marks == {"q1": shown}


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
    page = _read(f"<pre>{html}</pre>".encode())

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


@settings(max_examples=60, deadline=None)
@given(determinations, st.sampled_from(ODD_WORDS))
def test_any_determination_can_be_shown(
    determination: Determination, words: str
) -> None:
    pages = {(p.file, p.page): words for p in determination.pages}

    html = evidence_html(determination, pages)

    assert evidence_html(determination, pages) == html
    page = _read(html)
    _assert_self_contained(page)
    ids = {f"#{a['id']}" for _, a in page.tags if "id" in a}
    assert {str(a["href"]) for t, a in page.tags if t == "a"} <= ids | {"#closed"}


def test_a_large_case_shows_only_what_is_quoted() -> None:
    text = " ".join(f"word{n}" for n in range(400))
    entry = replace(DOCUMENTS[2], pages=1000, first_page=1)
    evidence = tuple(
        Evidence(document=entry.id, page=n, quote="word7 word8", start=0, end=0)
        for n in range(1, 1000, 50)
    )
    said = Statement(text="So it is.", evidence=evidence)
    pages = {(entry.file, n): text for n in range(1, 1001)}
    ledger = tuple(
        PageEntry(file=f, page=n, document="D3", status=DETERMINATION.pages[0].status)
        for f, n in pages
    )
    large = replace(
        DETERMINATION, documents=(entry,), pages=ledger, summary=(said,), items=()
    )

    page = _read(evidence_html(large, pages))

    assert len(page.pages) == 20
    assert set(page.marks.values()) == {"word7 word8"}


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("theme", [0, 1, 2])
def test_text_and_ground_differ_enough_to_be_read(theme: int) -> None:
    root = re.findall(r":root \{(.*?)\}", PAGE.style, re.DOTALL)[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", root))
    pairs = [
        *(
            (ink, ground)
            for ink in ("ink", "soft", "link", "unmet")
            for ground in ("paper", "surface")
        ),
        ("mark-ink", "mark"),
        ("mark-ink", "mark-now"),
        ("link", "mark"),
        *((status, f"{status}-back") for status in ("met", "unmet", "silent")),
    ]

    for ink, ground in pairs:
        lights = sorted((_luminance(colours[ink]), _luminance(colours[ground])))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, (ink, ground)
