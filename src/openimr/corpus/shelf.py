"""One letter of a corpus, taken out by its name."""

from dataclasses import dataclass, field, fields
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from openimr.errors import UnreadableFileError

from .database import in_memory
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
    """Takes letters out of a corpus; remembers the part that each of them lies in.

    It shows the corpus as it was when the first letter was asked for.  Several threads
    may use it; they wait for each other.
    """

    corpus: Corpus
    _database: "duckdb.DuckDBPyConnection | None" = field(default=None, init=False)
    _parts: dict[str, dict[str, str]] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

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
            with self._lock:
                return self._found(name)
        except (duckdb.Error, OSError) as problem:
            raise UnreadableFileError(
                self.corpus.folder, "a part of this corpus is missing or damaged"
            ) from problem

    def close(self) -> None:
        """Forget where letters lie; it is found out again when one is asked for."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _found(self, name: str) -> ShelvedLetter | None:
        if self._database is None:
            self._parts = {
                table: {path.name: str(path) for path in self.corpus.parts(table)}
                for table in ("letters", "items", "citations")
            }
            self._database = self._placed(list(self._parts["letters"].values()))
        asked = "SELECT DISTINCT part FROM places WHERE name = hash(?) ORDER BY part"
        for (part,) in self._database.execute(asked, [name]).fetchall():
            rows = self._rows(part, "letters", name, ShelvedLetter)
            if rows:
                return self._with_items(part, rows[0])
        return None

    @staticmethod
    def _placed(files: list[str]) -> "duckdb.DuckDBPyConnection":
        """Return a database that knows the part of each letter, by a hash of its name.

        Looking a name up in every part would take some hundred times as long.
        """
        made = in_memory(threads=1)
        if not files:
            made.execute("CREATE TABLE places (name UBIGINT, part VARCHAR)")
            return made
        made.read_parquet(files, filename=True).create_view("every")
        for step in _STEPS:
            made.execute(step)
        return made

    def _with_items(self, part: str, row: dict[str, Any]) -> ShelvedLetter:
        name = row["letter"]
        cited: dict[str, list[ShelvedCitation]] = {}
        for each in self._rows(part, "citations", name, ShelvedCitation, "item"):
            cited.setdefault(each.pop("item"), []).append(ShelvedCitation(**each))
        items = [
            ShelvedItem(**each, citations=tuple(cited.get(each["item"], ())))
            for each in self._rows(part, "items", name, ShelvedItem)
        ]
        items.sort(key=lambda each: each.number)
        return ShelvedLetter(**row, items=tuple(items))

    def _rows(
        self, part: str, table: str, name: str, made: type, *more: str
    ) -> list[dict[str, Any]]:
        """Return a letter's rows by the names of the fields; columns are ours."""
        place = self._parts[table].get(part)
        if place is None or self._database is None:
            return []
        names = [each.name for each in fields(made) if each.name not in _MADE]
        names += more
        sql = f"SELECT {', '.join(names)} FROM read_parquet(?) WHERE letter = ?"  # noqa: S608
        rows = self._database.execute(sql, [place, name]).fetchall()
        return [dict(zip(names, map(_held, row), strict=True)) for row in rows]


_STEPS = (
    "CREATE TYPE part AS ENUM (SELECT DISTINCT parse_filename(filename) FROM every)",
    "CREATE TABLE places AS SELECT hash(letter) AS name, "
    "parse_filename(filename)::part AS part FROM every ORDER BY name",
)
"""How the database learns of the parts; sorted, so that a look-up reads little."""

_MADE = frozenset({"items", "citations"})
"""Fields that are put together from other tables."""


def _held(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
