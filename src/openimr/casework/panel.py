"""The roads of the panel: reviewers checked, a case screened, many cases assigned."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from openimr.documents import ReadingOptions
from openimr.domain.panel_case import PanelCase
from openimr.domain.reviewer import Reviewer
from openimr.domain.screening import RuleAnswer, Screening
from openimr.errors import InputError, KnowledgeError
from openimr.panel.cases import read_cases
from openimr.panel.conflicts import Screener
from openimr.panel.qualifications import case_answers, own_answers
from openimr.panel.reviewers import read_reviewers
from openimr.panel.rules import rulebook

from .input_files import read_file
from .panel_case import case_of

_AS_USUAL = ReadingOptions()
_TABLES = frozenset({".csv", ".yaml", ".yml", ".json"})


def reviewers_of(path: Path) -> tuple[Reviewer, ...]:
    """Return the reviewers of a file.

    Raises:
        InputError: the file cannot be read.
        KnowledgeError: it breaks the schema, with file and line.
    """
    return read_reviewers(read_file(path, "a list of reviewers"), path.name)


def cases_of(
    paths: Sequence[Path],
    reading: ReadingOptions = _AS_USUAL,
    complete: dt.date | None = None,
) -> tuple[PanelCase, ...]:
    """Return the cases of tables (.csv, .yaml, .json) and of case files, in order.

    ``complete`` is the day on which the records of the case files were complete; a
    table states its due dates itself.

    Raises:
        InputError: something cannot be read.
        KnowledgeError: a table breaks the schema, or two cases have one id.
    """
    found: list[PanelCase] = []
    for path in paths:
        if path.suffix.lower() in _TABLES and not path.is_dir():
            found += read_cases(read_file(path, "a table of cases"), path.name)
        else:
            found.append(case_of(path, reading, complete))
    ids = [case.id for case in found]
    if len(set(ids)) < len(ids):
        raise KnowledgeError("cases", "two have the same id", "Give each its own.")
    return tuple(found)


def own_checks(
    reviewers: Sequence[Reviewer], today: dt.date
) -> tuple[tuple[Reviewer, tuple[RuleAnswer, ...]], ...]:
    """Return the answers to the rules that need no case, reviewer by reviewer."""
    rules = rulebook().rules
    return tuple((one, tuple(own_answers(one, today, rules))) for one in reviewers)


def screened(
    case: PanelCase, reviewers: Sequence[Reviewer], today: dt.date
) -> tuple[tuple[Screening, tuple[RuleAnswer, ...]], ...]:
    """Return each reviewer's conflicts with a case, and the qualifications for it."""
    rules = rulebook().rules
    screener = Screener(reviewers, today)
    return tuple(
        (
            screening,
            (
                *own_answers(screener.reviewers[screening.reviewer], today, rules),
                *case_answers(
                    screener.reviewers[screening.reviewer], case, today, rules
                ),
            ),
        )
        for screening in screener.screen(case)
    )


def require_solver() -> None:
    """Make sure that cases can be assigned on this machine.

    Raises:
        InputError: OR-Tools, an optional part of this package, is not installed.
    """
    try:
        import ortools.graph.python.min_cost_flow  # noqa: F401
    except ImportError:
        raise InputError(
            "ortools: it is not installed.  "
            'Install it with pip install "openimr[panel]".'
        ) from None
