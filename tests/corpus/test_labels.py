"""How requests and reviewers are grouped in counts."""

from importlib.resources import files

import pytest
import yaml

from openimr.casework import knowledge
from openimr.corpus.labels import labels_for, specialty_named
from openimr.domain import ItemKind

DATA = yaml.safe_load(
    files("openimr.corpus").joinpath("categories.yaml").read_text("utf-8")
)
LABELS = labels_for("california_workers_comp", knowledge().vocabulary)


def test_every_kind_of_treatment_has_a_category() -> None:
    kinds = DATA["programmes"]["california_workers_comp"]["kinds"]

    assert set(kinds) == {kind.value for kind in ItemKind}


def test_only_families_of_the_library_are_put_elsewhere() -> None:
    moved = DATA["programmes"]["california_workers_comp"]["treatments"]

    assert set(moved) <= {each.id for each in knowledge().vocabulary.treatments}


def test_a_name_of_a_specialty_leads_to_one_specialty() -> None:
    listed = DATA["specialties"]
    names = [name for to, more in listed.items() for name in (to, *more)]

    assert len(names) == len({name.casefold() for name in names})
    for to, more in listed.items():
        assert {specialty_named(name) for name in (to, *more)} == {to}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Physical Medicine & Rehabilitation", "Physical Medicine and Rehabilitation"),
        ("Physica1 Medicine & Rehabi1itation", "Physical Medicine and Rehabilitation"),
        ("ORTHOPEDIC  SURGERY", "Orthopaedic Surgery"),
        ("Psycbiatry", "Psychiatry"),
        ("Urology", "Urology"),
        ("Neurology", "Neurology"),
        ("Nephrology", "Nephrology"),
        ("Balneology", "Balneology"),
        ("Internal Medicine CLINICAL SUMMARY " + "word " * 20, "Internal Medicine"),
        ("word " * 30, None),
        (" ", None),
    ],
)
def test_specialties_are_counted_under_the_name_of_their_board(
    words: str, expected: str | None
) -> None:
    assert specialty_named(words) == expected


@pytest.mark.parametrize(
    ("treatment", "kind", "drug", "expected"),
    [
        ("hydrocodone", "drug", "hydrocodone", ("Pharmaceuticals", "opioid")),
        ("lumbar_mri", "test", None, ("Diagnostic Testing", None)),
        ("specialist_referral", "service", None, ("Evaluation and Management", None)),
        (
            "cognitive_behavioral_therapy",
            "therapy",
            None,
            ("Behavioral and Mental Health Services", None),
        ),
        (None, "other", None, ("Other", None)),
        (None, "drug", "nothing known", ("Pharmaceuticals", None)),
    ],
)
def test_items_are_counted_as_the_programme_counts_them(
    treatment: str | None, kind: str, drug: str | None, expected: tuple[str, str]
) -> None:
    group = LABELS.group(treatment, kind, drug)

    assert (group.category, group.drug_class) == expected
    assert LABELS.group(treatment, kind, drug) == group
