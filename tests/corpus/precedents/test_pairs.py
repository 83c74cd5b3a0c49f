"""Synthetic pairs that differ in one fact: the fact is named as what separates."""

import pytest
from benchmark.corpus_precedents import Outcome, outcomes


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    return list(outcomes(40, 7, tmp_path_factory.mktemp("corpus")))


@pytest.mark.parametrize("kind", ["overturned letter", "upheld letter", "other words"])
def test_the_fact_that_parts_a_pair_is_named(kind: str, found: list[Outcome]) -> None:
    seen = [each.named for each in found if each.kind == kind and each.seen]

    assert len(seen) >= 30
    assert sum(seen) / len(seen) >= 0.95
