"""Three-valued logic against whole truth tables, and what silence may never do."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import (
    Criterion,
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
    all_of,
    any_of,
)
from openimr.review import suppose
from openimr.review.evaluate import SILENT as NO_WORD
from openimr.review.evaluate import Answer, judge, weigh
from openimr.review.phase import find_phase

from .proposals import FOUND, ITEM, LONG_USE, SHORT_USE, proposal
from .test_evaluate import edition, group, rule, said

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED
RANK = {NOT_MET: 0, OPEN: 1, MET: 2}
FACTS = "abcd"
WEEKS = Limit(operator=Operator.AT_MOST, bound=Quantity(3, "weeks"), mark=Mark.VERIFIED)


def lowest(*verdicts: Verdict) -> Verdict:
    """Kleene's 'and' as the least of the ranks, worked out another way."""
    return min(verdicts, key=RANK.__getitem__)


def highest(*verdicts: Verdict) -> Verdict:
    return max(verdicts, key=RANK.__getitem__)


def decided(tree: Group, answers: Mapping[str, Answer]) -> Verdict:
    return weigh(edition(tree), Phase.INITIAL, answers).decided_by


@pytest.mark.parametrize("row", list(product(Verdict, repeat=3)))
def test_all_and_any_of_three_agree_with_least_and_greatest(
    row: tuple[Verdict, ...],
) -> None:
    assert all_of(row) is lowest(*row)
    assert any_of(row) is highest(*row)


@pytest.mark.parametrize("row", list(product(Verdict, repeat=4)))
def test_groups_in_groups_follow_the_whole_table(row: tuple[Verdict, ...]) -> None:
    a, b, c, d = row
    answers = said(a=a, b=b, c=c, d=d)
    one, other = [rule("a"), rule("b")], [rule("c"), rule("d")]
    ways = group(Needs.ANY, group(Needs.ALL, *one), group(Needs.ALL, *other))
    each = group(Needs.ALL, group(Needs.ANY, *one), group(Needs.ANY, *other))

    assert decided(ways, answers) is highest(lowest(a, b), lowest(c, d))
    assert decided(each, answers) is lowest(highest(a, b), highest(c, d))


@pytest.mark.parametrize("row", list(product(Verdict, repeat=3)))
def test_a_gated_part_of_all_is_an_if_then_of_three_answers(
    row: tuple[Verdict, ...],
) -> None:
    a, gate, inside = row
    tree = group(Needs.ALL, rule("a"), group(Needs.ALL, rule("b"), when=rule("gate")))

    implied = {MET: inside, NOT_MET: MET, OPEN: highest(OPEN, inside)}[gate]
    answers = said(a=a, gate=gate, b=inside)
    assert decided(tree, answers) is lowest(a, implied)


@pytest.mark.parametrize("row", list(product(Verdict, repeat=3)))
def test_a_gate_that_silence_shuts_asks_only_where_it_is_documented(
    row: tuple[Verdict, ...],
) -> None:
    a, gate, inside = row
    inner = group(Needs.ALL, rule("b"), when=rule("gate"), silence_shuts=True)
    tree = group(Needs.ALL, rule("a"), inner)

    expected = lowest(a, inside) if gate is MET else a
    assert decided(tree, said(a=a, gate=gate, b=inside)) is expected


def test_a_presumption_is_named_where_more_would_have_been_asked() -> None:
    inner = group(Needs.ALL, rule("b"), when=rule("gate"), silence_shuts=True)
    tree = edition(group(Needs.ALL, rule("a"), inner))

    rests = weigh(tree, Phase.INITIAL, said(a=MET)).presumed()
    anyway = weigh(tree, Phase.INITIAL, said(a=MET, b=MET)).presumed()

    assert [leaf.criterion.fact for leaf in rests] == ["gate"]
    assert anyway == ()


def test_a_silent_gate_that_leaves_a_request_open_is_named() -> None:
    inner = group(Needs.ALL, rule("b"), when=rule("gate"))
    tree = edition(group(Needs.ALL, rule("a"), inner))

    weighing = weigh(tree, Phase.INITIAL, said(a=MET))

    assert weighing.decided_by is OPEN
    assert [leaf.criterion.fact for leaf in weighing.telling()] == ["a", "gate"]


@pytest.mark.parametrize("row", list(product(Verdict, repeat=4)))
def test_of_gated_ways_the_open_ones_decide_and_else_their_gates(
    row: tuple[Verdict, ...],
) -> None:
    gate, a, other, b = row
    tree = group(
        Needs.ANY,
        group(Needs.ALL, rule("a"), when=rule("gate")),
        group(Needs.ALL, rule("b"), when=rule("other")),
    )

    open_ = [inside for key, inside in ((gate, a), (other, b)) if key is MET]
    expected = highest(*open_) if open_ else highest(gate, other)
    assert decided(tree, said(gate=gate, a=a, other=other, b=b)) is expected


answers_of_any_kind = st.tuples(
    st.sampled_from(Finding),
    st.none()
    | st.builds(
        Quantity,
        st.floats(0, 1000, allow_nan=False),
        st.sampled_from(["weeks", "days", "units", "tablets"]),
    ),
)
criteria = st.builds(
    rule,
    st.sampled_from(FACTS),
    wanted=st.booleans(),
    limit=st.sampled_from([None, WEEKS]),
    phase=st.sampled_from([None, *Phase]),
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> Group:
    inner = trees(depth - 1) if depth else st.nothing()
    parts = draw(st.lists(criteria | inner, min_size=1, max_size=3))
    gate = draw(st.none() | criteria) if depth < 2 else None
    shuts = gate is not None and draw(st.booleans())
    needs = draw(st.sampled_from(Needs))
    return group(needs, *parts, when=gate, silence_shuts=shuts)


answered = st.dictionaries(st.sampled_from(FACTS), answers_of_any_kind)


@given(trees(), answered, st.sampled_from(FACTS), st.sampled_from(Phase))
def test_what_is_taken_away_makes_nothing_met_but_by_a_presumption_told(
    tree: Group, answers: dict[str, Answer], removed: str, phase: Phase
) -> None:
    before = weigh(edition(tree), phase, answers)

    after = weigh(edition(tree), phase, answers | {removed: NO_WORD})

    if after.decided_by is MET and before.decided_by is not MET:
        assert removed in {leaf.criterion.fact for leaf in after.presumed()}


@given(trees(), answered, st.sampled_from(FACTS), st.sampled_from(Phase))
def test_without_presumptions_nothing_taken_away_makes_a_request_met(
    tree: Group, answers: dict[str, Answer], removed: str, phase: Phase
) -> None:
    strict = edition(_strict(tree))

    before = weigh(strict, phase, answers).decided_by
    after = weigh(strict, phase, answers | {removed: NO_WORD}).decided_by

    assert after is not MET or before is MET


def _strict(tree: Group) -> Group:
    parts = tuple(_strict(x) if isinstance(x, Group) else x for x in tree.parts)
    return replace(tree, parts=parts, silence_shuts=False)


@given(criteria, answers_of_any_kind)
def test_a_fact_on_which_the_records_are_silent_is_always_left_open(
    criterion: Criterion, answer: Answer
) -> None:
    assert judge(criterion, (Finding.SILENT, answer[1])) is OPEN


@given(trees(), st.sampled_from(Phase))
def test_no_criterion_is_contradicted_by_a_record_that_says_nothing(
    tree: Group, phase: Phase
) -> None:
    weighing = weigh(edition(tree), phase, {})

    assert {leaf.verdict for leaf in weighing.required()} <= {OPEN}


ungated = st.recursive(
    criteria.filter(lambda each: each.phase is None),
    lambda parts: st.builds(
        lambda needs, inside: group(needs, *inside),
        st.sampled_from(Needs),
        st.lists(parts, min_size=1, max_size=3),
    ),
    max_leaves=8,
).map(lambda part: part if isinstance(part, Group) else group(Needs.ALL, part))


@given(
    ungated,
    st.dictionaries(st.sampled_from(FACTS), answers_of_any_kind),
    st.sampled_from(FACTS),
)
def test_turning_a_fact_to_silent_leaves_an_outcome_or_opens_it(
    tree: Group, answers: dict[str, Answer], removed: str
) -> None:
    before = decided(tree, answers)

    after = decided(tree, answers | {removed: NO_WORD})

    assert after in {before, OPEN}


@pytest.mark.parametrize("fact", ["spasm", "duration_of_use"])
@pytest.mark.parametrize("use", [SHORT_USE, LONG_USE], ids=["short", "long"])
def test_an_item_from_which_evidence_is_taken_is_never_the_better_for_it(
    fact: str, use: Fact
) -> None:
    facts = (FOUND, use)
    less = suppose(facts, [Supposition(fact=fact, finding=Finding.SILENT)])

    before, after = proposal(*facts).decided_by, proposal(*less).decided_by

    assert after is before or after is OPEN


def test_a_use_supposed_decides_the_phase_too() -> None:
    never = Supposition(
        fact="duration_of_use", finding=Finding.PRESENT, value=Quantity(0, "weeks")
    )
    facts = {fact.fact: fact for fact in suppose([LONG_USE], [never])}

    found = find_phase(facts, dt.date(2014, 11, 7), ITEM)

    assert found.phase is Phase.INITIAL
