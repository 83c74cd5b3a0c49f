"""What is asked of the records about an item of each kind."""

from importlib.resources import files

import pytest
import yaml

from openimr.domain import ItemKind
from openimr.guidelines import load_facts, load_library
from openimr.review import questions

GROUPS = yaml.safe_load(
    files("openimr.review").joinpath("questions.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("kind", ItemKind)
def test_every_kind_of_item_is_asked_about(kind: ItemKind) -> None:
    asked = [question.fact for question in questions(kind, ())]

    assert len(asked) >= 20
    assert len(asked) == len(set(asked))
    assert set(asked) <= set(load_facts())


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["facts"][0])
def test_every_group_gives_its_reason_and_no_other_key(
    group: dict[str, object],
) -> None:
    assert set(group) - {"treatments"} == {"kinds", "reason", "facts"}
    assert str(group["reason"]).endswith(".")


def test_treatments_that_narrow_a_group_are_families_of_its_kind() -> None:
    kinds = {each.id: each.kind.value for each in load_library().treatments()}

    narrowed = [
        (kinds.get(name), group["kinds"])
        for group in GROUPS
        for name in group.get("treatments", ())
    ]

    assert len(narrowed) >= 5
    assert [pair for pair in narrowed if [pair[0]] != pair[1]] == []


def test_every_fact_of_the_catalogue_that_records_can_state_is_asked_somewhere() -> (
    None
):
    asked = {fact for group in GROUPS for fact in group["facts"]}

    derived = {name for name, fact in load_facts().items() if fact.derived}
    assert set(load_facts()) - asked - derived == set()


def test_a_narrow_question_is_put_to_its_own_families_only() -> None:
    def asks(treatment: str | None) -> bool:
        facts = [each.fact for each in questions(ItemKind.DRUG, (), treatment)]
        return "hypogonadism_labs" in facts

    assert asks("testosterone")
    assert not asks("baclofen")
    assert not asks(None)


def test_the_criteria_of_an_item_are_asked_before_the_rest_with_their_drugs() -> None:
    family = load_library().family("tizanidine")
    assert family is not None

    asked = questions(ItemKind.DRUG, family.editions, "tizanidine")

    first = {rule.fact for rule in asked if rule.drugs}
    assert "first_line_drug_failed" in first
    assert asked[0].fact != "diagnosis_stated"
    assert len({rule.fact for rule in asked}) == len(asked)
