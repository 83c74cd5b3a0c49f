"""One letter of a corpus, taken out by its name."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from openimr.errors import UnreadableFileError

from .extra import needed
from .store import Corpus

if TYPE_CHECKING:
    import duckdb

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedCitation:
    """A guideline that a letter names for one of its items."""

    cited_by: str
    """reviewer or claims_administrator."""

    guideline: str | None
    """Id of a known guideline."""

    name: str
    topic: str | None = None
    pages: str | None = None
    verbatim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedItem:
    """A disputed item, by the columns of its table; see ``tables.py``."""

    item: str
    number: int
    requested: str
    treatment: str | None
    kind: str | None
    category: str | None
    drug: str | None
    drug_class: str | None
    strength: str | None
    quantity: int | None
    refills: int | None
    visits: int | None
    body_part: str | None
    side: str | None
    level: str | None
    retrospective: bool | None
    decision: str | None
    conclusion: str | None
    guidelines: Texts
    pages: Texts
    other_evidence: Texts
    rationale_text: str | None
    citations: tuple[ShelvedCitation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedLetter:
    """A published letter, by the columns of its table; see ``tables.py``."""

    letter: str
    source: str | None
    programme: str | None
    format: str | None
    case_number: str | None
    priority: str | None
    date_of_injury: date | None
    ur_date: date | None
    application_received: date | None
    date_assigned: date | None
    decision_date: date | None
    year: int | None
    age: int | None
    age_range: str | None
    sex: str | None
    licensed_in: Texts
    board_certifications: Texts
    subspecialties: Texts
    specialty: str | None
    documents_reviewed: int | None
    decision: str | None
    summary_text: str | None
    items: tuple[ShelvedItem, ...] = ()


@dataclass(slots=True)
class Shelf:
    """Takes letters out of a corpus; keeps its tables open.

    It shows the corpus as it was when the shelf was opened.  To be used by one thread
    at a time.
    """

    corpus: Corpus
    _database: "duckdb.DuckDBPyConnection | None" = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def letter(self, name: str) -> ShelvedLetter | None:
        """Return the letter of a name; None where the corpus has none of it.

        Raises:
            InputError: duckdb, an optional part of this package, is not installed.
            UnreadableFileError: a part of the corpus is missing or damaged.
        """
        duckdb = needed("duckdb")
        try:
            found = self._rows("letters", "letter", name, ShelvedLetter)
            return self._with_items(found[0]) if found else None
        except (duckdb.Error, OSError) as problem:
            raise UnreadableFileError(
                self.corpus.folder, "a part of this corpus is missing or damaged"
            ) from problem

    def close(self) -> None:
        """Close the tables; they are opened again when a letter is asked for."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _with_items(self, row: dict[str, Any]) -> ShelvedLetter:
        name = row["letter"]
        cited: dict[str, list[ShelvedCitation]] = {}
        for each in self._rows("citations", "letter", name, ShelvedCitation, "item"):
            cited.setdefault(each.pop("item"), []).append(ShelvedCitation(**each))
        items = [
            ShelvedItem(**each, citations=tuple(cited.get(each["item"], ())))
            for each in self._rows("items", "letter", name, ShelvedItem)
        ]
        items.sort(key=lambda each: each.number)
        return ShelvedLetter(**row, items=tuple(items))

    def _rows(
        self, table: str, column: str, value: str, made: type, *more: str
    ) -> list[dict[str, Any]]:
        """Return rows by the names of the fields; tables and columns are ours."""
        if self._database is None:
            self._database = self.corpus.connect()
        names = [each.name for each in fields(made) if each.name not in _MADE]
        names += more
        sql = f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ?"  # noqa: S608
        rows = self._database.execute(sql, [value]).fetchall()
        return [dict(zip(names, map(_held, row), strict=True)) for row in rows]


_MADE = frozenset({"items", "citations"})
"""Fields that are put together from other tables."""


def _held(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
