"""What must be the same of two items before they are compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openimr.corpus.store import Corpus

from .wordings import wordings

if TYPE_CHECKING:
    import duckdb

_PROFILES = """
    CREATE TEMP TABLE profiles AS
    SELECT item, hash(list_sort(list(rule || ' ' || status))) AS profile
    FROM criteria GROUP BY item
"""
_KEYS = """
    CREATE TEMP TABLE keys AS
    SELECT item, treatment, specialty, decision, profile,
           hash(treatment, drug, strength, {amount}, body_part, level,
                retrospective, profile) AS key
    FROM items LEFT JOIN profiles USING (item)
    WHERE treatment IS NOT NULL AND decision IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Keys:
    """Items by what must be the same."""

    by_item: dict[str, int]
    """Decided items of which there is an opposite with the same key."""

    weighed: int


def make_keys(database: "duckdb.DuckDBPyConnection") -> None:
    """Make the temporary table ``keys``: item, treatment, decision, profile, key."""
    bounds = wordings().amounts
    steps = " ".join(
        f"WHEN coalesce(quantity, visits) <= {bound} THEN {bound}" for bound in bounds
    )
    amount = f"CASE {steps} WHEN coalesce(quantity, visits) > 0 THEN 0 END"
    database.execute(_PROFILES)
    database.execute(
        _KEYS.format(amount=amount)
    )  # only whole numbers of ours are put in


def item_keys(corpus: Corpus) -> Keys:
    """Return the keys of items that have an opposite, numbered from 0."""
    with corpus.connect() as database:
        make_keys(database)
        rows = database.execute(
            "SELECT item, dense_rank() OVER (ORDER BY key) - 1 FROM keys WHERE key IN "
            "(SELECT key FROM keys GROUP BY key HAVING count(DISTINCT decision) > 1)"
        ).fetchall()
        [(weighed,)] = database.execute(
            "SELECT count(*) FROM keys WHERE profile IS NOT NULL"
        ).fetchall()
    return Keys(dict(rows), weighed)
