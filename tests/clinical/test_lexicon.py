"""The lexicon proves itself: every entry's examples are found as they are marked."""

import re
from importlib.resources import files

import pytest

from openimr.clinical import find_facts, read_records
from openimr.clinical.entries import (
    FactEntry,
    fact_files,
    load_facts,
    load_words,
    read_fact,
)
from openimr.clinical.examples import Example
from openimr.clinical.finders import FINDERS
from openimr.clinical.knowledge import parse
from openimr.domain import DisputedItem, Fact, FactQuestion, Finding, Quantity
from openimr.errors import KnowledgeError, UnknownKeyError
from openimr.text import fold

from .cases import written

_MARK = re.compile(r"\[([^\[\]]*[A-Za-z][^\[\]]*)\]")
EXAMPLES = [
    pytest.param(entry, example, id=example.place)
    for entry in load_facts().values()
    for example in entry.examples
]


def _marked(text: str) -> tuple[str, list[str]]:
    """Return the text without its marks; an ``[x]`` is a ticked box, not a mark."""
    marks = [words for words in _MARK.findall(text) if words.strip().lower() != "x"]
    for words in marks:
        text = text.replace(f"[{words}]", words, 1)
    return text, marks


def _answer(entry: FactEntry, example: Example, texts: list[str]) -> Fact:
    pages = [
        (page.kind, page.date, text)
        for page, text in zip(example.pages, texts, strict=True)
    ]
    question = FactQuestion(fact=entry.fact, drugs=example.asks)
    item = DisputedItem(details=example.item)
    return find_facts(read_records(written(pages)), item, [question], example.as_of)[0]


def _is_value(expected: str | None, value: Quantity | str | None) -> bool:
    """A value is right by its words, or by its number alone."""
    if isinstance(value, Quantity) and expected == f"{value.value:g}":
        return True
    return expected in {None, str(value)}


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_an_example_is_found_as_it_is_marked(
    entry: FactEntry, example: Example
) -> None:
    texts, marks = [], []
    for page in example.pages:
        text, marked = _marked(page.text)
        texts.append(text)
        marks += marked

    fact = _answer(entry, example, texts)

    assert fact.finding is example.finding
    assert _is_value(example.value, fact.value), str(fact.value)
    shown = fact.evidence
    if fact.finding is Finding.SILENT and fact.searched is not None:
        shown = tuple(near.evidence for near in fact.searched.nearest)
    quoted = " ".join(evidence.quote for evidence in shown)
    assert [words for words in marks if fold(words) not in quoted] == []


def test_every_fact_file_of_the_folder_is_listed() -> None:
    folder = files("openimr.clinical").joinpath("lexicon")
    there = {f.name for f in folder.iterdir() if f.name.startswith("facts_")}

    assert list(fact_files()) == sorted(there)


def test_every_finder_named_exists_and_every_finder_is_named() -> None:
    named = {entry.finder for entry in load_facts().values() if entry.finder}

    assert named == set(FINDERS)


def test_every_entry_shows_what_counts_and_what_does_not() -> None:
    for entry in load_facts().values():
        findings = {example.finding for example in entry.examples}
        assert Finding.PRESENT in findings, entry.fact
        assert findings - {Finding.PRESENT}, entry.fact


FAULTS = [
    pytest.param(
        "- {fact: x, terms: [y], presnt: [pain], examples: []}",
        "new.yaml:1: unknown key 'presnt'.  Did you mean 'present'?",
        id="misspelt key",
    ),
    pytest.param(
        "- fact: x\n  terms: [y]\n  present:\n    - (pain\n",
        "new.yaml:4: '(pain' opens what it does not close.  Correct the phrase.",
        id="open bracket",
    ),
    pytest.param(
        "- fact: x\n  terms: [y]\n  present: ['<nothing> hurts']\n",
        "new.yaml:3: '<nothing> hurts' names the unknown list <nothing>.  "
        "Correct the phrase.",
        id="unknown list",
    ),
    pytest.param(
        "- fact: x\n  terms: [y]\n  sections: [exam]\n",
        "new.yaml:3: unknown word 'exam'",
        id="unknown section",
    ),
    pytest.param(
        "- fact: x\n  terms: [y]\n  present: [pain]\n",
        "new.yaml:1: no examples.  Add at least one that proves the words.",
        id="no examples",
    ),
    pytest.param(
        "- fact: x\n  fact: y\n  terms: [y]\n",
        "new.yaml:2: key 'fact' stands twice.  Keep one of them.",
        id="key twice",
    ),
    pytest.param(
        "- terms: [y]\n", "new.yaml:1: key 'fact' is missing.  Add it.", id="no name"
    ),
    pytest.param(
        "- fact: x\n  terms: [y]\n  present: ['@unheard']\n",
        "new.yaml:3: no cues called '@unheard'.  See words.yaml.",
        id="unknown cues",
    ),
]


@pytest.mark.parametrize(("words", "message"), FAULTS)
def test_a_faulty_entry_is_refused_with_its_line(words: str, message: str) -> None:
    lists, shared = load_words()
    entry = next(parse(words, "new.yaml").items())

    with pytest.raises(KnowledgeError) as caught:
        read_fact(entry, lists, shared)

    assert str(caught.value).startswith(message)


def test_a_misspelt_key_is_an_error_of_its_own() -> None:
    lists, shared = load_words()
    entry = next(parse("- {fact: x, term: [y]}", "new.yaml").items())

    with pytest.raises(UnknownKeyError):
        read_fact(entry, lists, shared)


@pytest.mark.parametrize("words", ["", "a: [", "\tx"])
def test_what_is_no_yaml_is_refused(words: str) -> None:
    with pytest.raises(KnowledgeError):
        parse(words, "new.yaml")
