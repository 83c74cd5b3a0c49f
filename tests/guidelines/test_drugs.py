"""Guidelines and the drug catalogue of the records use the same names."""

from openimr.clinical import load_drugs
from openimr.domain import ItemKind
from openimr.guidelines import load_library, questions

LIBRARY = load_library()
DRUGS = load_drugs()
SUBSTANCES = {drug.name for drug in DRUGS}
CLASSES = {name for drug in DRUGS for name in drug.classes}


def test_drugs_that_answer_a_fact_are_known_to_the_records() -> None:
    asked = {
        name
        for family in LIBRARY.families
        for edition in family.editions
        for rule in questions(edition)
        for name in rule.drugs
    }

    assert {"nsaid", "opioid", "antidepressant", "baclofen"} <= asked
    assert asked <= SUBSTANCES | CLASSES


def test_families_with_rules_name_substances_that_the_records_know() -> None:
    named = {
        substance
        for family in LIBRARY.families
        if family.treatment.kind is ItemKind.DRUG
        for substance in family.treatment.ingredients
    }

    assert len(named) >= 19
    assert named <= SUBSTANCES
