"""Held against the shared catalogue of criteria: nothing is shown as better checked."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from openimr.domain import Mark
from openimr.guidelines import load_library

pytestmark = pytest.mark.shared
LIBRARY = load_library()


@pytest.fixture(scope="module")
def catalogue(shared: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (shared / "criteria.yaml").open(encoding="utf-8") as file:
        found: dict[str, Any] = yaml.load(file, Loader=loader)  # noqa: S506 - is safe
    return found


def test_every_family_of_the_catalogue_is_known_by_name(
    catalogue: dict[str, Any],
) -> None:
    known = {treatment.id for treatment in LIBRARY.treatments()}

    assert known == {family["id"] for family in catalogue["families"]}


def test_facts_and_units_are_those_of_the_catalogue(catalogue: dict[str, Any]) -> None:
    ours = {fact.id: fact.unit for fact in LIBRARY.facts.values() if not fact.derived}

    assert ours == {id_: fact.get("unit") for id_, fact in catalogue["facts"].items()}


def test_sources_have_the_days_of_the_catalogue(catalogue: dict[str, Any]) -> None:
    ours = {
        id_: (source.citation[:6], str(source.since or None), str(source.until or None))
        for id_, source in LIBRARY.sources.items()
        if id_ != "odg"
    }
    theirs = {
        id_: (
            source["citation"].replace("Lab. Code", "Labor Code")[:6],
            str(source["effective_from"]),
            str(source["effective_to"]),
        )
        for id_, source in catalogue["guidelines"].items()
        if id_ != "odg"
    }

    assert ours == theirs


def test_pages_marked_verified_are_verified_there(catalogue: dict[str, Any]) -> None:
    verified = {
        (family["id"], row["guideline"], row["pages"])
        for family in catalogue["families"]
        for row in family["guidelines"]
        if row["page_status"] == "verified"
    }
    ours = {
        (family.treatment.id, edition.guideline, edition.pages)
        for family in LIBRARY.families
        for edition in family.editions
        if edition.pages_mark is Mark.VERIFIED and not edition.inherited
    }

    assert len(ours) == 6
    assert ours <= verified


def test_limits_marked_verified_are_verified_there(catalogue: dict[str, Any]) -> None:
    verified = {
        (criterion["guideline"], criterion["fact"], f"{limit['value']} {limit['unit']}")
        for family in catalogue["families"]
        for criterion in family["criteria"]
        if criterion.get("limit_status") == "verified"
        for limit in criterion["limit"]
    }
    ours = {
        (rule.guideline, rule.fact, str(rule.limit.bound))
        for family in LIBRARY.families
        for edition in family.editions
        if edition.required is not None
        for rule in edition.required.criteria()
        if rule.limit is not None and rule.limit.mark is Mark.VERIFIED
    }

    assert ours >= {
        ("odg", "duration_of_use", "2 weeks"),
        ("mtus_cp_2009", "duration_of_use", "4 weeks"),
        ("labor_code", "visits_completed", "24 visits"),
    }
    assert ours <= verified
