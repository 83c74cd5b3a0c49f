"""What would turn an answer: every point listed does, and nothing idle is in it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import (
    Decision,
    Edition,
    Fact,
    Finding,
    Group,
    Limit,
    Mark,
    Needs,
    Operator,
    Phase,
    Quantity,
    Supposition,
    Verdict,
)
from openimr.review import suppose
from openimr.review.determine import answers as answers_of
from openimr.review.evaluate import Weighing, weigh
from openimr.review.turning import Way, ways_to_turn

from .proposals import EDITION, LONG_USE, SILENT, STANDARDS, proposal
from .test_evaluate import edition, group, rule
from .test_kleene import FACTS, trees

WEEKS = Limit(operator=Operator.AT_MOST, bound=Quantity(3, "weeks"), mark=Mark.VERIFIED)
facts_of_any_kind = st.builds(
    Fact,
    fact=st.just("a"),
    finding=st.sampled_from(Finding),
    value=st.none() | st.just(Quantity(9, "weeks")),
)
files = st.tuples(*(facts_of_any_kind for _ in FACTS)).map(
    lambda each: tuple(replace(f, fact=n) for n, f in zip(FACTS, each, strict=True))
)


def turned(
    rules: Edition, facts: Sequence[Fact]
) -> tuple[Weighing, tuple[Way, ...], dict[tuple[Supposition, ...], Decision]]:
    """Return the outcome, the ways to turn it, and what each choice comes to."""

    def again(supposed: Sequence[Supposition]) -> Weighing:
        return weigh(rules, Phase.INITIAL, answers_of(suppose(facts, supposed)))

    before = again(())
    ways = ways_to_turn(before, again, {fact.fact: fact for fact in facts}, {})
    choices = [choice for way in ways for choice in way.choices()]
    return before, ways, {choice: again(choice).decision for choice in choices}


@given(trees(), files)
def test_whatever_is_listed_turns_the_decision_when_it_is_supposed(
    tree: Group, facts: tuple[Fact, ...]
) -> None:
    before, _, outcomes = turned(edition(tree), facts)

    assert set(outcomes.values()) <= {Decision.OVERTURNED}
    assert before.decision is Decision.UPHELD or not outcomes


@given(trees(), files)
def test_nothing_listed_can_be_left_out(tree: Group, facts: tuple[Fact, ...]) -> None:
    rules = edition(tree)
    _, _, outcomes = turned(rules, facts)

    for choice in outcomes:
        for idle in choice:
            rest = [wish for wish in choice if wish is not idle]
            less = weigh(rules, Phase.INITIAL, answers_of(suppose(facts, rest)))
            assert less.decision is Decision.UPHELD


def silent(*names: str) -> list[Fact]:
    return [Fact(fact=name, finding=Finding.SILENT) for name in names]


def test_two_gaps_that_only_help_together_stand_in_one_point() -> None:
    both = edition(group(Needs.ALL, rule("a"), rule("b")))

    _, ways, _ = turned(both, silent("a", "b"))

    assert list(map(str, ways)) == ["together: a is documented.; and b is documented."]


def test_alternatives_stand_in_one_point_as_well() -> None:
    tree = group(Needs.ALL, rule("a"), group(Needs.ANY, rule("b"), rule("c")))

    _, ways, _ = turned(edition(tree), silent("a", "b", "c"))

    assert [[len(slot) for slot in way.slots] for way in ways] == [[1, 2]]
    assert "; and either b is documented., or c" in str(ways[0])


def test_a_limit_of_a_way_that_would_still_be_closed_is_not_listed() -> None:
    closed = group(Needs.ALL, rule("b", limit=WEEKS), when=rule("a"))
    tree = edition(group(Needs.ANY, closed, group(Needs.ALL, rule("c"))))
    facts = [
        Fact(fact="b", finding=Finding.PRESENT, value=Quantity(9, "weeks")),
        *silent("a", "c"),
    ]

    _, ways, _ = turned(tree, facts)

    assert list(map(str, ways)) == [
        "c is documented.",
        "together: a is documented.; and b: at most 3 weeks, where the records show "
        "9 weeks",
    ]


def test_a_documented_contraindication_has_to_be_ruled_out() -> None:
    rules = edition(group(Needs.ALL, rule("a")), contraindications=(rule("b"),))
    facts = [Fact(fact=name, finding=Finding.PRESENT) for name in ("a", "b")]

    _, ways, _ = turned(rules, facts)

    assert [choice for way in ways for choice in way.choices()] == [
        (Supposition(fact="b", finding=Finding.ABSENT),)
    ]


def test_an_edition_without_criteria_lists_nothing() -> None:
    assert turned(edition(None), silent("a"))[1] == ()


def test_an_approval_tells_what_it_presumes() -> None:
    gated = Group(
        needs=Needs.ALL,
        parts=(rule("change"),),
        when=rule("earlier", silent="no earlier study is on file"),
        silence_shuts=True,
    )
    rules = replace(EDITION, required=Group(needs=Needs.ALL, parts=(rule("a"), gated)))
    standards = replace(STANDARDS, editions=(rules,))

    item = proposal(Fact(fact="a", finding=Finding.PRESENT), standards=standards)

    assert item.decided_by is Verdict.MET
    assert item.presumed == ("no earlier study is on file (earlier is documented.)",)


@pytest.mark.parametrize("facts", [(LONG_USE, SILENT)])
def test_a_decision_that_upholds_presumes_nothing(facts: tuple[Fact, ...]) -> None:
    assert proposal(*facts).presumed == ()
