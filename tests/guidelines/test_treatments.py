"""The names of treatments; recognising requests by them is the review's own test."""

import pytest

from openimr.domain import ItemKind, Treatment
from openimr.errors import KnowledgeError
from openimr.guidelines import load_library
from openimr.guidelines.names import load_names
from openimr.guidelines.strict_yaml import read

TREATMENTS = load_library().treatments()


def _id(treatment: Treatment) -> str:
    return treatment.id


@pytest.mark.parametrize("treatment", TREATMENTS, ids=_id)
def test_every_family_has_names_and_wordings_that_prove_them(
    treatment: Treatment,
) -> None:
    assert treatment.names
    assert treatment.examples
    assert treatment.id not in treatment.yields_to


def test_no_name_belongs_to_two_families_unless_one_yields() -> None:
    owners: dict[str, list[Treatment]] = {}
    for treatment in TREATMENTS:
        for name in (*treatment.names, *treatment.brands):
            if treatment not in owners.setdefault(name, []):
                owners[name].append(treatment)

    shared = {
        name: [owner.id for owner in found]
        for name, found in owners.items()
        if len(found) > 1
        and not any(other.id in one.yields_to for one in found for other in found)
    }

    assert shared == {}


def test_drugs_of_two_families_are_told_apart_by_words() -> None:
    by_id = {treatment.id: treatment for treatment in TREATMENTS}

    oral, topical = by_id["nsaid_diclofenac_oral"], by_id["topical_nsaid_diclofenac"]
    assert set(topical.only_with) == set(oral.excludes) - {"transdermal"}
    assert by_id["topical_compound"].ingredients_needed == 2
    assert "intrathecal" in by_id["baclofen"].excludes


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("baclofen", ItemKind.DRUG),
        ("urine_drug_test", ItemKind.TEST),
        ("physical_therapy", ItemKind.THERAPY),
        ("cognitive_behavioral_therapy", ItemKind.THERAPY),
        ("psychological_evaluation", ItemKind.TEST),
        ("spinal_cord_stimulator_trial", ItemKind.DEVICE),
        ("epidural_steroid_injection", ItemKind.INJECTION),
        ("gym_membership", ItemKind.SERVICE),
        ("functional_restoration_program", ItemKind.PROGRAM),
        ("lumbar_fusion", ItemKind.SURGERY),
        ("interferential", ItemKind.DEVICE),
    ],
)
def test_kinds_are_those_of_the_contract(id_: str, kind: ItemKind) -> None:
    assert {t.kind for t in TREATMENTS if t.id == id_} == {kind}


def test_where_every_family_has_rules_no_names_are_left_over() -> None:
    assert load_names(read(b"# all of them have moved\n[]\n", "names.yaml")) == ()


@pytest.mark.parametrize("text", [b"{}", b"none"])
def test_names_that_are_no_list_are_refused(text: bytes) -> None:
    with pytest.raises(KnowledgeError):
        load_names(read(text, "names.yaml"))
