"""The roads of ``openimr corpus consistency`` and ``openimr corpus lint``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from openimr import __version__
from openimr.corpus.consistency.boilerplate import Boilerplate, boilerplate
from openimr.corpus.consistency.linting import (
    Bench,
    Linted,
    lint_corpus,
    lint_counts,
)
from openimr.corpus.consistency.marks import EDITION, TABLE, mark_part
from openimr.corpus.consistency.parts import Job, Report, worked
from openimr.corpus.consistency.specialties import SMALLEST, Agreements, agreements
from openimr.corpus.consistency.twins import Twins, opposite_twins
from openimr.corpus.store import open_corpus
from openimr.domain import Letter, LintFinding
from openimr.lint import lint

from .engine import knowledge
from .lint_subject import subject_of

_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """What the watch found in a corpus."""

    twins: Twins
    specialties: Agreements
    boilerplate: Boilerplate


def consistency(
    folder: Path,
    *,
    limit: int = 10,
    smallest: int = SMALLEST,
    workers: int = 1,
    report: Report = lambda *_: None,
) -> Consistency:
    """Return opposite twins, agreement by specialty and boilerplate of a corpus.

    Args:
        folder: what ``openimr corpus build`` has written.
        limit: pairs and families to return.
        smallest: specialties with fewer items are not shown.
        workers: processes that make what is kept of each item.
        report: told how many parts are done.

    Raises:
        InputError: there is no corpus, or it is in use or damaged.
        OutputError: the folder cannot be written.
    """
    corpus, names = open_corpus(folder), masked_names()
    job = Job(
        table=TABLE,
        reads=("letters", "items"),
        edition=f"{EDITION} {__version__} {knowledge().library.edition}",
        work=partial(mark_part, names=names),
    )
    marks = worked(corpus, job, workers, report)
    return Consistency(
        twins=opposite_twins(corpus, marks, limit),
        specialties=agreements(corpus, smallest),
        boilerplate=boilerplate(corpus, marks, names, limit),
    )


@cache
def masked_names() -> frozenset[str]:
    """Return the names of drugs that are one word, in small letters.

    Names of treatments are words of every rationale; of these only the request's own
    are masked.
    """
    return frozenset(
        name.lower()
        for drug in knowledge().vocabulary.drugs
        for name in (drug.name, *drug.brands, *drug.synonyms)
        if _WORD.fullmatch(name.lower())
    )


def lint_bench() -> Bench:
    """Return what the letters of a corpus are checked with."""
    return Bench(recognise=knowledge().requests.read, check=_check)


def _check(letter: Letter) -> Sequence[LintFinding]:
    return lint(subject_of(letter, None))


def corpus_lint(
    folder: Path, *, workers: int = 1, report: Report = lambda *_: None
) -> tuple[Linted, tuple[Path, ...]]:
    """Check every letter of a corpus; return the counts, and the files of findings.

    Raises:
        InputError: there is no corpus, or it is in use or damaged.
        OutputError: the folder cannot be written.
    """
    corpus = open_corpus(folder)
    edition = f"{__version__} {knowledge().library.edition}"
    found = lint_corpus(corpus, lint_bench, edition, workers, report)
    return lint_counts(corpus, found), found
