"""The passages that a hit is shown with."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openimr.corpus.search import Hit, Search

from .making import corpus_with, item, searched

MARKED = {
    "norco": [("requested", ["Norco"])],
    "10/325": [("requested", ["10/325mg"])],
    "denied drug:norco": [("requested", ["Norco"]), ("rationale", ["denied"])],
    '"functional improvement"': [("rationale", ["functional improvement"])],
    "improve drug:norco": [("requested", ["Norco"]), ("rationale", ["improvement"])],
    "improvem*": [("rationale", ["improvement"])],
    "neck number": [],
    '"7.5 mg" norco': [("requested", ["Norco"]), ("summary", ["7.5 mg"])],
    "jose": [("summary", ["Jos\u00e9"])],
}


def marked(hit: Hit) -> list[tuple[str, list[str]]]:
    """Return the marked words of each passage."""
    return [
        (each.place, [each.text[start:end] for start, end in each.marks])
        for each in hit.passages
        if each.marks
    ]


@pytest.mark.parametrize(("query", "words"), MARKED.items())
def test_the_words_that_were_asked_for_are_marked(
    search: Search, query: str, words: list[tuple[str, list[str]]]
) -> None:
    hits = search.find(query).hits

    assert (marked(hits[0]) if hits else []) == words


def test_the_best_sentences_are_shown_and_no_others(tmp_path: Path) -> None:
    text = "It rained. Spasm came. The spasm eased on baclofen. Baclofen is one. Ice."
    search = searched(corpus_with(tmp_path / "c", [item("1", rationale_text=text)]))

    both = search.find("spasm baclofen").hits[0].passages
    apart = search.find("came one").hits[0].passages

    assert [each.text for each in both] == ["The spasm eased on baclofen."]
    assert [each.text for each in apart] == ["Spasm came.", "Baclofen is one."]


def test_a_hit_by_fields_alone_is_shown_by_its_opening(search: Search) -> None:
    (passage,) = search.find("page:80").hits[0].passages

    assert (passage.text, passage.marks) == ("Pain relief was noted.", ())


def test_a_very_long_sentence_is_cut_at_words_around_the_mark(tmp_path: Path) -> None:
    text = "word " * 200 + "spasm " + "more " * 200
    search = searched(corpus_with(tmp_path / "c", [item("1", rationale_text=text)]))

    (passage,) = search.find("spasm").hits[0].passages

    assert len(passage.text) <= 320
    assert set(passage.text.split()) == {"word", "spasm", "more"}
    assert passage.text == text[passage.start :][: len(passage.text)]


def test_an_item_without_texts_has_no_passage(search: Search) -> None:
    (hit,) = search.find("drug:naproxen").hits

    assert [each.place for each in hit.passages] == ["requested"]


WORDS = st.sampled_from(
    "spasm SPASM spasms Jos\u00e9 jose \u0130x 10/325 . , - a".split()
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.lists(WORDS, min_size=1, max_size=40), glue=st.sampled_from(" \n-"))
def test_marks_cut_the_right_words_out_of_the_right_text(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], glue: str
) -> None:
    text = glue.join(words)
    folder = tmp_path_factory.mktemp("h") / "c"
    search = searched(corpus_with(folder, [item("1", rationale_text=text)]))

    for query in ("spasm", "jose", "10/325", "spa*"):
        for hit in search.find(query).hits:
            assert hit.passages
            for each in hit.passages:
                assert each.text == text[each.start : each.start + len(each.text)]
                ends = [end for mark in each.marks for end in mark]
                assert each.marks
                assert ends == sorted(ends)
                for start, end in each.marks:
                    cut = each.text[start:end].lower().replace("\u00e9", "e")
                    assert cut in {"spasm", "spasms", "jose", "10/325"}
