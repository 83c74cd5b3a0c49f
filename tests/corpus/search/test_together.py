"""Counts that are made in two halves are those of the whole."""

from pathlib import Path

import pytest

from openimr.corpus.search import Search, together
from openimr.corpus.search.opening import opened
from openimr.corpus.search.queries import all_of
from openimr.corpus.search.together import (
    halves,
    is_much,
    part_numbers,
    parts_in,
    values_of,
)

from .making import item, letter_of, publish, put_part, searched

DRUGS = "baclofen naproxen baclofen tramadol baclofen naproxen gabapentin".split()


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Search:
    """Return the search over a corpus of three parts, of 1, 2 and 4 items."""
    folder = tmp_path_factory.mktemp("parts") / "corpus"
    rows = [
        item(
            str(number),
            drug=drug,
            decision="upheld",
            rationale_text=f"The pain is {'not ' * (number % 2)}better with {drug}.",
        )
        for number, drug in enumerate(DRUGS, start=1)
    ]
    for name, few in (("a", rows[:1]), ("b", rows[1:3]), ("c", rows[3:])):
        put_part(folder, name, few, [letter_of(row) for row in few])
    return searched(publish(folder, "a", "b", "c"))


@pytest.mark.parametrize(
    "query",
    ['"not better"', '"better with"', '"is better" drug:baclofen', '"no such words"'],
)
def test_two_halves_count_what_the_whole_counts(
    several: Search, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    whole = Search(several.corpus, several.names).find(query)

    monkeypatch.setattr(together, "_MUCH", -1)
    cut = Search(several.corpus, several.names).find(query)

    assert cut == whole
    assert whole.count == sum(1 for _ in whole.hits)


def test_the_halves_hold_each_item_once(several: Search) -> None:
    searcher = opened(next(several.corpus.index.glob("v*"))).searcher()
    numbers = part_numbers(searcher)
    cut = halves(numbers)

    assert parts_in(searcher) == {"a": 1, "b": 2, "c": 4}
    assert numbers == {1: 1, 2: 2, 3: 4}
    assert cut is not None
    every = [
        sum(values_of(searcher, [half], ["decision"], 9)()["decision"].values())
        for half in (*cut, all_of(list(cut)))
    ]
    assert every == [3, 4, 0]


@pytest.mark.parametrize(
    ("numbers", "cut"), [({}, False), ({1: 5}, False), ({4: 0, 9: 0}, True)]
)
def test_a_single_part_is_not_cut(numbers: dict[int, int], *, cut: bool) -> None:
    assert (halves(numbers) is not None) is cut


def test_parts_that_come_later_have_higher_numbers(tmp_path: Path) -> None:
    rows = [item(str(number), drug=drug) for number, drug in enumerate(DRUGS, start=1)]
    for name, few in (("z", rows[:2]), ("m", rows[2:3]), ("a", rows[3:])):
        put_part(tmp_path, name, few, [letter_of(row) for row in few])
    first = searched(publish(tmp_path, "m", "z"))
    again = searched(publish(tmp_path, "a", "m"))

    assert first.corpus == again.corpus
    searcher = opened(next(again.corpus.index.glob("v*"))).searcher()
    assert part_numbers(searcher) == {1: 1, 3: 4}


def test_only_words_side_by_side_in_many_items_are_much_work(
    several: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher = opened(next(several.corpus.index.glob("v*"))).searcher()
    side_by_side = (frozenset({"better"}), frozenset({"with"}))
    monkeypatch.setattr(together, "_MUCH", 6)

    assert is_much(searcher, [[side_by_side]])
    assert not is_much(searcher, [[side_by_side[:1]]])
    assert not is_much(searcher, [[(*side_by_side, frozenset({"tramadol"}))]])
