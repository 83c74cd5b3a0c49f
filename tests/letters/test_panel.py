"""Several reviewers: what each decided is shown, and the majority prevails."""

from dataclasses import replace
from pathlib import Path

import pytest

from openimr.domain import Decision, Determination, RequestDetails, tallies
from openimr.errors import PanelError
from openimr.letters.read import read_file
from openimr.letters.write import compose, pdf_bytes, template_names

from .panels import BY_THREE, STATES, panel, votes
from .write.fictional import CYCLOBENZAPRINE, DETERMINATION, REVIEWER, TIZANIDINE

NAMES = template_names()


@pytest.mark.parametrize("name", NAMES)
def test_each_reviewer_votes_and_the_majority_decides(
    name: str, tmp_path: Path
) -> None:
    content = compose(BY_THREE, format=name)
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf_bytes(content))

    letter = read_file(file, lambda words: RequestDetails(requested=words))

    assert letter.reviewer is None
    assert [member.licensed_in for member in letter.panel] == [STATES] * 3
    assert [[vote.decision.value for vote in i.votes] for i in letter.items] == [
        ["upheld", "overturned", "upheld"],
        ["overturned", "overturned", "upheld"],
    ]
    texts = list(content.texts())
    assert (
        "Majority: 1 reviewer found the request medically necessary, 2 reviewers did "
        "not; the item is upheld by the majority (Labor Code 4610.6(e))."
    ) in texts


def test_an_even_split_provides_the_treatment_and_carries_its_mark() -> None:
    even = replace(
        BY_THREE,
        panel=panel(votes("upheld", "overturned"), votes("overturned", "upheld")),
        items=(replace(TIZANIDINE, decision=Decision.OVERTURNED), CYCLOBENZAPRINE),
    )

    texts = list(compose(even).texts())

    assert (
        "Majority: 1 reviewer found the request medically necessary, 1 reviewer did "
        "not; the item is overturned, since an even split is decided in favor of the "
        "treatment (Labor Code 4610.6(e)) [rule not verified]."
    ) in texts


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (replace(BY_THREE, panel=BY_THREE.panel[:1]), "it has one reviewer"),
        (replace(BY_THREE, reviewer=REVIEWER), "a single reviewer stands beside"),
        (
            replace(BY_THREE, panel=panel(votes("upheld"), votes("upheld"))),
            "reviewer 1 has 1 votes for 2 items",
        ),
        (
            replace(BY_THREE, items=(CYCLOBENZAPRINE, CYCLOBENZAPRINE)),
            "item 1 is decided otherwise than its votes",
        ),
    ],
)
def test_votes_that_do_not_fit_make_no_letter(
    wrong: Determination, message: str
) -> None:
    with pytest.raises(PanelError, match=message):
        compose(wrong)


def test_one_reviewer_needs_no_count() -> None:
    assert tallies(DETERMINATION) == ()
