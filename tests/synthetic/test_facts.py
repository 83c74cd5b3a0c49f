"""The clinical room hears the facts that a made-up summary tells."""

from collections import Counter

import pytest
from benchmark.synthetic import letter
from benchmark.synthetic.stock import asked, data, sentences

from openimr.casework import knowledge, replay_letter
from openimr.guidelines import load_library
from openimr.letters.read import read

COUNT = 70


def test_the_engine_decides_as_the_facts_do() -> None:
    outcomes: Counter[bool] = Counter()
    for number in range(COUNT):
        one = letter(5, number)
        if one.truth.faults:
            continue
        found = read(one.text, one.name, knowledge().requests.read)
        for made, item in zip(one.truth.items, replay_letter(found), strict=True):
            outcomes[item.proposed == made.by_facts] += 1

    assert outcomes[True] / outcomes.total() > 0.95


def test_every_fact_and_family_is_known_to_the_library() -> None:
    library = load_library()

    assert set(data("facts")) <= set(library.facts)
    assert {item.family for item in asked()} <= {
        family.treatment.id for family in library.families
    }


@pytest.mark.parametrize("item", asked(), ids=lambda item: f"{item.key}-{item.family}")
def test_every_fact_of_a_treatment_can_be_told_in_its_regions(item: object) -> None:
    from benchmark.synthetic.stock import Asked

    assert isinstance(item, Asked)
    for region in item.regions:
        for fact in (*item.facts, *item.told):
            assert sentences(fact, "present", item.family, region), (fact, region)


def test_every_request_is_recognised_as_its_family() -> None:
    from benchmark.synthetic.summary import requested

    recognise = knowledge().requests.read
    wrong = [
        (item.family, words)
        for item in asked()
        for number in range(len(item.requests))
        for region in item.regions
        for words in [requested(item.key, number, region, "left")]
        if recognise(words).treatment != item.family
    ]

    assert wrong == []
