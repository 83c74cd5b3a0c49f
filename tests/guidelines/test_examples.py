"""Every example that a family file carries, weighed by the engine of the review."""

import pytest

from openimr.domain import Decision, Edition, Example, Family, Verdict
from openimr.guidelines import load_library
from openimr.review.evaluate import weigh
from openimr.review.select import select

LIBRARY = load_library()


def _governing(family: Family, example: Example) -> Edition:
    if example.guideline is not None:
        return next(
            edition
            for edition in family.editions
            if edition.guideline == example.guideline and edition.in_force(example.day)
        )
    chosen = select(family.editions, LIBRARY.sources, example.day).governing
    assert chosen is not None
    return chosen


@pytest.mark.parametrize(
    ("family", "example"),
    [
        pytest.param(family, example, id=f"{family.treatment.id}: {example.name}")
        for family in LIBRARY.families
        for example in family.examples
    ],
)
def test_an_example_comes_out_as_its_file_says(
    family: Family, example: Example
) -> None:
    answers = {fact: (finding, number) for fact, finding, number in example.answers}

    weighing = weigh(_governing(family, example), example.phase, answers)

    overturned = example.decided_by is Verdict.MET
    decision = Decision.OVERTURNED if overturned else Decision.UPHELD
    assert (weighing.decision, weighing.decided_by) == (decision, example.decided_by)
