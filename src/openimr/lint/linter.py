"""Run every check over one letter."""

from collections.abc import Callable, Iterator

from openimr.domain import LintFinding

from .catalogue import SEVERITIES, Problem
from .dates import check_age, check_order, check_readable, check_reports
from .decisions import check_against_criteria, check_conclusions, check_contradictions
from .guidelines import check_guidelines
from .papers import check_basis, check_list
from .privacy import check_personal_data
from .records import check_claims, check_evidence
from .requests import check_items, check_restated
from .reviewer import check_names, check_reviewer
from .subject import Subject

CHECKS: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    check_conclusions,
    check_contradictions,
    check_claims,
    check_restated,
    check_items,
    check_guidelines,
    check_basis,
    check_evidence,
    check_against_criteria,
    check_readable,
    check_order,
    check_age,
    check_reports,
    check_list,
    check_reviewer,
    check_names,
    check_personal_data,
)


def lint(subject: Subject) -> tuple[LintFinding, ...]:
    """Return what is found, the gravest first, then by item; nothing is said twice."""
    found = [problem.finding() for check in CHECKS for problem in check(subject)]
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda each: (SEVERITIES.index(each.severity), each.item or 0),
        )
    )
