"""What a rationale claims of the records, cut out of its sentences."""

import pytest

from openimr.lint import claims, load_checks, own_words

from .letters import item, letter

CLAIMS = [
    ("There is no documentation of acute muscle spasm.", "acute muscle spasm", True),
    ("The reports do not discuss functional benefit.", "functional benefit", True),
    ("The provider failed to document pain relief.", None, None),
    ("The note fails to document pain relief.", "pain relief", True),
    ("Functional benefit is not documented.", "Functional benefit", True),
    ("No signed agreement is documented.", "signed agreement", True),
    ("There is documentation of spasm on 5/9/14.", "spasm on 5/9/14", False),
    ("The report shows that he works.", "he works", False),
    ("MTUS states that there is no evidence of benefit.", None, None),
    ("Utilization review found no documentation of spasm.", None, None),
    ("Its point \u201cno documentation of spasm\u201d is right.", None, None),
    ("She walks a mile.", None, None),
]


@pytest.mark.parametrize(("sentence", "about", "denied"), CLAIMS)
def test_a_claim_is_cut_from_its_sentence(
    sentence: str, about: str | None, denied: bool | None
) -> None:
    found = [(c.about, c.denied) for c in claims(letter(item(rationale=sentence)))]

    assert found == ([] if about is None else [(about, denied)])


def test_what_others_say_is_not_the_summary_s_own_account() -> None:
    summary = (
        "He walks a mile. Utilization review denied it and found no spasm. "
        "The reason was \u201cno signed agreement\u201d. She has spasm."
    )

    assert own_words(summary) == "He walks a mile. The reason was . She has spasm."


def test_every_check_says_what_it_finds_and_what_to_do() -> None:
    checks = load_checks()

    assert len(checks) >= 25
    for check in checks.values():
        assert check.finds.endswith(".")
        assert check.next.endswith(".")
        assert check.ground in {None, 1, 2, 3, 4, 5}
        assert check.source
