"""The checks over a corpus: the same findings as of the letters themselves."""

import csv
import io
from pathlib import Path

import pytest

from openimr.casework import knowledge
from openimr.casework.corpus_consistency import corpus_lint, lint_bench
from openimr.casework.lint_subject import subject_of
from openimr.corpus.consistency.letters import letters_of
from openimr.corpus.consistency.linting import lint_rows, write_csv
from openimr.letters.read import read
from openimr.lint import lint
from tests.corpus.making import corpus_of, own_texts

NOT_IN_TABLES = {"ur-sole-basis"}
"""Checks that look at the list of documents, which a corpus does not hold."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_of(own_texts(), tmp_path_factory.mktemp("corpus")).folder


def test_findings_are_those_of_the_letters(folder: Path) -> None:
    recognise = knowledge().requests.read
    expected = sorted(
        (source, finding.check, finding.severity)
        for source, text in own_texts().items()
        for finding in lint(subject_of(read(text, source, recognise), None))
        if finding.check not in NOT_IN_TABLES
    )

    counts, found = corpus_lint(folder)

    rows = lint_rows(found).to_pylist()
    assert sorted((r["source"], r["check"], r["severity"]) for r in rows) == expected
    assert counts.letters == len(own_texts())
    assert counts.with_findings == len({source for source, _, _ in expected})
    assert sum(each.findings for each in counts.checks) == len(expected)
    assert sum(each.findings for each in counts.years) == len(expected)


def test_a_second_run_reads_what_is_there(folder: Path) -> None:
    first, found = corpus_lint(folder)
    before = [path.stat().st_mtime_ns for path in found]

    second, again = corpus_lint(folder)

    assert (first, [path.stat().st_mtime_ns for path in again]) == (second, before)


def test_graver_checks_come_first(folder: Path) -> None:
    counts, _ = corpus_lint(folder)

    order = ("error", "warning", "info")
    ranks = [order.index(each.severity) for each in counts.checks]
    assert ranks == sorted(ranks)


def test_findings_go_out_as_csv(folder: Path) -> None:
    _, found = corpus_lint(folder)

    rows = list(csv.DictReader(io.StringIO(write_csv(lint_rows(found)).decode())))

    assert len(rows) == lint_rows(found).num_rows
    assert set(rows[0]) >= {"letter", "item", "check", "severity", "year"}


def test_an_empty_corpus_has_no_findings(tmp_path: Path) -> None:
    counts, found = corpus_lint(corpus_of({}, tmp_path).folder)

    assert (counts.letters, counts.checks, lint_rows(found).num_rows) == (0, (), 0)


def test_a_letter_made_from_rows_asks_for_what_the_letter_asked(folder: Path) -> None:
    recognise = lint_bench().recognise
    files = {
        table: (folder / table / "part-0.parquet").read_bytes()
        for table in ("letters", "items", "citations")
    }

    for row, _, letter in letters_of(files, recognise):
        original = read(own_texts()[row["source"]], row["source"], recognise)
        assert [i.details for i in letter.items] == [i.details for i in original.items]
        assert [i.decision for i in letter.items] == [
            i.decision for i in original.items
        ]
        assert letter.summary_text == original.summary_text
