"""Rows of items by the million."""

import pyarrow as pa
import pytest
from benchmark.synthetic import items, rows

from openimr.corpus.tables import ITEMS


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_POOL", 150)
    rows._pool.cache_clear()


def test_rows_have_the_columns_of_a_corpus() -> None:
    batches = list(rows.item_rows(2500, 1, batch=1000))
    table = pa.Table.from_batches(batches)

    assert [batch.num_rows for batch in batches] == [1000, 1000, 500]
    assert table.schema == ITEMS
    assert len(set(table["item"].to_pylist())) == 2500
    assert set(table["decision"].to_pylist()) <= {"upheld", "overturned", None}
    assert table["rationale_text"].null_count == 2500


def test_items_of_a_letter_are_numbered_and_share_its_day() -> None:
    [batch] = items(1000, 1)
    seen: dict[str, list[tuple[int, object]]] = {}
    for row in batch.to_pylist():
        seen.setdefault(row["letter"], []).append((row["number"], row["decision_date"]))

    for found in seen.values():
        assert [number for number, _ in found] == list(range(1, len(found) + 1))
        assert len({day for _, day in found}) == 1


def test_rows_are_repeatable() -> None:
    assert list(items(300, 1)) == list(items(300, 1))
    assert list(items(300, 1)) != list(items(300, 2))
