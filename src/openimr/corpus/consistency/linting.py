"""The checks of ``openimr lint`` over every letter of a corpus."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from openimr.corpus.extra import needed
from openimr.corpus.remaking import TABLES, Recognise, Row
from openimr.corpus.store import Corpus
from openimr.domain import Letter, LintFinding

from .letters import letters_of
from .parts import Job, Report, worked

TABLE = "lint"
FOUND = pa.schema(
    [
        ("letter", pa.string()),
        ("source", pa.string()),
        ("item", pa.string()),  # null where it is about the whole letter
        ("year", pa.int16()),
        ("treatment", pa.string()),
        ("decision", pa.string()),
        ("check", pa.string()),
        ("severity", pa.string()),
        ("ground", pa.int16()),
        ("message", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What letters are checked with."""

    recognise: Recognise
    check: Callable[[Letter], Sequence[LintFinding]]


Prepare = Callable[[], Bench]
"""Makes the bench in each process; a function at the top of a module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often one check found something."""

    check: str
    severity: str
    year: int | None
    """None: of all years, or not stated; see where it stands."""

    findings: int
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What the checks found in a corpus."""

    letters: int
    with_findings: int
    checks: tuple[Count, ...]
    """By check, errors first, then by name."""

    years: tuple[Count, ...]
    """By check and year of decision, in the same order."""

    without_year: int
    """Letters of no known year."""

    by_year: tuple[tuple[int, int], ...]
    """Year and letters, so that counts of years can be held against something."""


def lint_part(files: dict[str, bytes], prepare: Prepare) -> bytes:
    """Return the findings in a part's letters as a Parquet file."""
    bench = prepare()
    rows = [
        _row(letter, items, finding)
        for letter, items, rebuilt in letters_of(files, bench.recognise)
        for finding in bench.check(rebuilt)
    ]
    made = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, FOUND), made, compression="zstd")
    return made.getvalue()


def _row(letter: Row, items: Sequence[Row], finding: LintFinding) -> dict[str, Any]:
    item = items[finding.item - 1] if finding.item else {}
    return {
        "letter": letter["letter"],
        "source": letter["source"],
        "item": item.get("item"),
        "year": letter["year"],
        "treatment": item.get("treatment"),
        "decision": item.get("decision", letter["decision"]),
        "check": finding.check,
        "severity": finding.severity,
        "ground": finding.ground,
        "message": finding.message,
    }


def lint_corpus(
    corpus: Corpus,
    prepare: Prepare,
    edition: str,
    workers: int = 1,
    report: Report = lambda *_: None,
) -> tuple[Path, ...]:
    """Check every letter; return the files of findings, a part each.

    May be killed and begun again: a part that is done stays done.

    Args:
        corpus: what was built.
        prepare: makes what letters are checked with, in each process.
        edition: what findings rest on beside the letters: version, library.
        workers: processes.
        report: told how many parts are done.

    Raises:
        InputError: the corpus is in use or damaged, or a process ended.
        OutputError: the folder cannot be written.
    """
    work = partial(lint_part, prepare=prepare)
    job = Job(table=TABLE, reads=TABLES, edition=edition, work=work)
    return worked(corpus, job, workers, report)


_BY_CHECK = """
    SELECT "check", severity, NULL, count(*), count(DISTINCT letter)
    FROM found GROUP BY "check", severity
    ORDER BY list_position(['error', 'warning', 'info'], severity), "check"
"""
_BY_BOTH = """
    SELECT "check", severity, year, count(*), count(DISTINCT letter)
    FROM found GROUP BY "check", severity, year
    ORDER BY list_position(['error', 'warning', 'info'], severity), "check", year
"""


def lint_counts(corpus: Corpus, found: Sequence[Path]) -> Linted:
    """Count the findings by check, severity and year."""
    with corpus.connect() as database:
        if found:
            database.read_parquet([str(path) for path in found]).create_view("found")
        else:
            database.register("found", FOUND.empty_table())
        by_check = database.execute(_BY_CHECK).fetchall()
        by_both = database.execute(_BY_BOTH).fetchall()
        years = database.execute(
            "SELECT year, count(*) FROM letters WHERE year IS NOT NULL "
            "GROUP BY year ORDER BY year"
        ).fetchall()
        [(letters, unknown, with_findings)] = database.execute(
            "SELECT count(*), count(*) FILTER (year IS NULL), "
            "(SELECT count(DISTINCT letter) FROM found) FROM letters"
        ).fetchall()
    return Linted(
        letters=letters,
        with_findings=with_findings,
        checks=tuple(map(_count, by_check)),
        years=tuple(map(_count, by_both)),
        without_year=unknown,
        by_year=tuple((year, many) for year, many in years),
    )


def _count(row: tuple[Any, ...]) -> Count:
    check, severity, year, findings, letters = row
    return Count(
        check=check, severity=severity, year=year, findings=findings, letters=letters
    )


def lint_rows(found: Sequence[Path]) -> pa.Table:
    """Return every finding in the order of the parts."""
    tables = [parquet.read_table(path).cast(FOUND) for path in found]
    return pa.concat_tables([FOUND.empty_table(), *tables])


def write_csv(table: pa.Table) -> bytes:
    """Return a table as CSV."""
    made = io.BytesIO()
    needed("pyarrow.csv").write_csv(table, made)
    return made.getvalue()
