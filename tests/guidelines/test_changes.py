"""What differs between two editions, and what is counted of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from openimr.domain import Edition, Limit, Mark, Operator, Quantity
from openimr.guidelines import load_file
from openimr.guidelines.changes import ChangeKind, changes
from openimr.guidelines.editions import map_criteria
from openimr.guidelines.holdings import Marked, holding
from openimr.guidelines.outline import outline

from .willow import FAMILY, write


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return load_file(write(tmp_path, FAMILY)).editions[0]


def test_an_edition_does_not_differ_from_itself(edition: Edition) -> None:
    assert changes(edition, edition) == ()
    assert changes(None, None) == ()


def test_a_limit_that_changed_is_told_with_its_mark(edition: Edition) -> None:
    tight = Limit(
        operator=Operator.BELOW, bound=Quantity(1.5, "weeks"), mark=Mark.UNVERIFIED
    )
    later = map_criteria(
        edition, lambda rule: replace(rule, limit=tight) if rule.limit else rule
    )

    (change,) = changes(edition, later)

    assert (change.kind, change.what, change.detail) == (
        ChangeKind.CHANGED,
        "willow.weeks",
        "limit",
    )
    assert (change.before, change.after) == (
        "at most 2 weeks",
        "below 1.5 weeks UNVERIFIED",
    )


def test_a_rule_that_only_advises_from_now_on_is_told(edition: Edition) -> None:
    assert edition.required is not None
    flare, weeks = edition.required.criteria()
    later = replace(
        edition, required=replace(edition.required, parts=(weeks,)), advisory=(flare,)
    )

    (change,) = changes(edition, later)

    assert (change.what, change.detail) == ("willow.flare", "part")
    assert (change.before, change.after) == ("required", "advisory")


def test_where_nothing_governed_everything_is_added(edition: Edition) -> None:
    found = changes(None, edition)

    assert {change.kind for change in found} == {ChangeKind.ADDED}
    assert [change.what for change in found] == [
        "guideline",
        "section",
        "pages",
        "recommendation",
        "willow.flare",
        "willow.weeks",
    ]
    assert [change.kind for change in changes(edition, None)] == (
        [ChangeKind.REMOVED] * 6
    )


def test_criteria_and_pages_are_counted_by_their_marks(tmp_path: Path) -> None:
    held = holding(load_file(write(tmp_path, FAMILY)))

    assert held.guidelines == ("mtus_cp_2009",)
    assert held.criteria == Marked(verified=1, unverified=1)
    assert held.pages == Marked(unverified=1)


def test_the_outline_marks_what_is_unchecked_and_only_that(edition: Edition) -> None:
    assert outline(edition) == (
        "Required:",
        "  all of these:",
        "    - A flare is documented. UNVERIFIED",
        "      willow.flare of mtus_cp_2009; acute_exacerbation present",
        "    - A course lasts two weeks.",
        "      willow.weeks of mtus_cp_2009; duration_of_use at most 2 weeks",
    )
