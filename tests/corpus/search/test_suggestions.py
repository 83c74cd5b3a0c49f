"""What was perhaps meant."""

from pathlib import Path

import pytest

from openimr.corpus.search import Search, Suggestion

from .making import corpus_with, item, searched

MEANT = {
    "baclofin": "baclofen",
    "spasn": "spasm",
    '"muscel spasm"': '"muscle spasm"',
    "norco radiculopathie": None,
    "drug:baclofin": "drug:baclofen",
    "drug:norko": "drug:norco",
    "category:injektions": "category:injections",
    "drug:opioid": "class:opioid",
    "treatment:opioids": "class:opioids",
    "rationale:spasn -norco": "rationale:spasm -norco",
    "zzzzzzzz": None,
    "spasm": None,
    "-baclofin norco": None,
}


@pytest.mark.parametrize(("query", "better"), MEANT.items())
def test_a_misprint_is_answered_by_the_word_it_stands_for(
    search: Search, query: str, better: str | None
) -> None:
    found = search.find(query)

    offered = [each.query for each in found.suggestions]
    assert offered == ([better] if better else [])


def test_a_suggestion_says_what_it_would_find(search: Search) -> None:
    (found,) = search.find("spasn decision:upheld").suggestions

    assert found == Suggestion(
        written="spasn", meant="spasm", query="spasm decision:upheld", count=2
    )
    assert search.find(found.query).count == found.count


def test_a_word_in_few_letters_gives_way_to_one_in_many(tmp_path: Path) -> None:
    rows = [item("ff", requested="Spsam relief")]
    rows += [item(f"{n:x}", requested="Spasm relief") for n in range(1, 60)]
    search = searched(corpus_with(tmp_path / "c", rows))

    found = search.find("spsam")

    assert found.count == 1
    assert [each.query for each in found.suggestions] == ["spasm"]
    assert search.find("spasm").suggestions == ()
