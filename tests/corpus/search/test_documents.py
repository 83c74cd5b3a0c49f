"""Items as documents of the index: each shortcut beside the thorough way."""

import gc
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from openimr.corpus.search import indexing
from openimr.corpus.search.fields import TEXTS
from openimr.corpus.search.folding import plain, words_in
from openimr.corpus.search.ordering import UNNUMBERED, case_order
from openimr.corpus.search.rows import ITEM_COLUMNS, LETTER_COLUMNS, document
from openimr.corpus.search.schema import SHOWN, WRITTEN

from .making import corpus_with, item, searched

NUMBERS_WITH_MARKS = {chr(code) for code in range(0x2474, 0x249C)}
"""Signs such as U+2474, one in brackets: their digits are words of their own now."""

NOT_SHOWN = (
    "item programme format priority age sex kind side level requested rationale_text"
).split()


def thorough() -> tantivy.TextAnalyzer:
    """Return the analyzer that looks for accents in each word."""
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    folded = words.filter(tantivy.Filter.ascii_fold())
    return folded.filter(tantivy.Filter.lowercase()).build()


def test_every_sign_is_folded_as_the_index_would_fold_it() -> None:
    signs = map(chr, (*range(0x3400), *range(0xA640, 0xAC00), *range(0xF900, 0x10000)))
    text = " ".join(f"a{s}b {s}" for s in signs if s not in NUMBERS_WITH_MARKS)

    assert words_in(text) == tuple(thorough().analyze(text))


def test_digits_of_a_number_in_one_sign_are_words() -> None:
    assert words_in("a\u2474b \u2488") == ("a", "1", "b", "1")
    assert thorough().analyze("a\u2474b \u2488") == ["a(1)b", "1."]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_of_any_text_are_those_of_the_thorough_way(text: str) -> None:
    if NUMBERS_WITH_MARKS.isdisjoint(text):
        assert words_in(text) == tuple(thorough().analyze(text))


def test_a_text_without_accents_is_not_touched() -> None:
    text = "Norco 10/325mg (L4-5); \x00\x7f"

    assert plain(text) is text


@given(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_case_numbers_stand_in_the_order_of_their_signs(case: str | None) -> None:
    signs = re.sub("[^0-9A-Z]", "", (case or "").upper())[:12]
    order = 0
    for sign in signs.ljust(12):
        order = order * 37 + " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(sign)

    reckoned = case_order(case, f"{'0' * 32}-1")

    assert reckoned == (order if signs else UNNUMBERED | 1)


_WORDS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
_LISTS = st.none() | st.lists(st.text('abc 6\u00e9"\\', max_size=5), max_size=3)
_COUNT = st.none() | st.integers(0, 3000)
_ITEM: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(ITEM_COLUMNS, _WORDS) | {
    "item": st.integers(1, 9).map(lambda n: f"{'a' * 32}-{n}"),
    "letter": st.just("a" * 32),
    "number": st.integers(1, 9),
    "year": _COUNT,
    "age": _COUNT,
    "decision_date": st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    "guidelines": _LISTS,
    "pages": _LISTS,
}
_LETTER = dict.fromkeys(LETTER_COLUMNS, _WORDS)


@given(st.fixed_dictionaries(_ITEM), st.fixed_dictionaries(_LETTER))
def test_what_is_shown_of_an_item_is_what_its_rows_give(
    row: dict[str, Any], letter: dict[str, Any]
) -> None:
    values = row | {name: letter[name] for name in ("case_number", "source")}
    values |= {name: row[name] or [] for name in ("guidelines", "pages")}
    expected = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value is not None and name not in NOT_SHOWN
    }

    assert json.loads(document(row, letter, "p", 1)[SHOWN]) == expected


@given(st.fixed_dictionaries(_ITEM), st.fixed_dictionaries(_LETTER))
def test_texts_with_accents_are_kept_as_they_are_written(
    row: dict[str, Any], letter: dict[str, Any]
) -> None:
    texts = {
        "requested": row["requested"] or "",
        "rationale": row["rationale_text"] or "",
        "summary": letter["summary_text"] or "",
    }

    made = document(row, letter, "p", 1)

    assert {name: made[name] for name in TEXTS} == {
        name: plain(text) for name, text in texts.items()
    }
    assert (WRITTEN in made) is not "".join(texts.values()).isascii()
    assert json.loads(made.get(WRITTEN, json.dumps(texts))) == texts


def test_a_hit_is_shown_as_it_is_written(tmp_path: Path) -> None:
    row = item(
        "1", requested="Caf\u00e9 au lait", rationale_text="\u00c9tude \u2116 4."
    )
    search = searched(corpus_with(tmp_path / "c", [row], s1="Sj\u00f6gren."))

    (hit,) = search.find("cafe sjogren etude").hits

    assert hit.requested == "Caf\u00e9 au lait"
    assert [each.text for each in hit.passages[1:]] == ["\u00c9tude \u2116 4."]


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was(was_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with indexing._nothing_collected():
            inside = gc.isenabled()
        after = gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()

    assert (inside, after) == (False, was_on)


def test_words_of_any_length_are_found(tmp_path: Path) -> None:
    word = "x" * 90
    search = searched(corpus_with(tmp_path / "c", [item("1", requested=word)]))

    assert search.find(word).count == 1
