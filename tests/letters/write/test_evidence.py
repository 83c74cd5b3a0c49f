"""The evidence page: whole, self-contained, and every quote in its place."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.domain import (
    Determination,
    Evidence,
    PageEntry,
    Statement,
)
from openimr.letters.write import evidence_html

from .fictional import DETERMINATION, DOCUMENTS, TEXTS
from .reading import Read, read_html
from .strategies import HALF_A_PAIR, ODD_WORDS, determinations

HTML = evidence_html(DETERMINATION, TEXTS)
PAGE = read_html(HTML)


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


@pytest.mark.parametrize("words", [*ODD_WORDS, HALF_A_PAIR])
def test_record_text_is_never_read_as_html(words: str) -> None:
    text = f"before {words} after"
    evidence = Evidence(document="D3", page=2, quote=text, start=0, end=len(text))
    said = Statement(text=text, evidence=(evidence,))
    odd = replace(DETERMINATION, summary=(said,), items=())

    page = read_html(evidence_html(odd, {("case-file.pdf", 2): text}))

    _assert_self_contained(page)
    shown = re.sub("[\ud800-\udfff\x00\x1b\x7f\ufffe\r]", "\ufffd", text)
    assert page.pages == [shown]
    assert page.marks == {"q1": shown}


@settings(max_examples=60, deadline=None)
@given(determinations, st.sampled_from(ODD_WORDS))
def test_any_determination_can_be_shown(
    determination: Determination, words: str
) -> None:
    pages = {(p.file, p.page): words for p in determination.pages}

    html = evidence_html(determination, pages)

    assert evidence_html(determination, pages) == html
    page = read_html(html)
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

    page = read_html(evidence_html(large, pages))

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
