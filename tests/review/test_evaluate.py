"""Three-valued evaluation: truth tables, gates, limits and the decision policy."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import (
    Criterion,
    Decision,
    Edition,
    Finding,
    Group,
    Limit,
    Mark,
    Needs,
    Operator,
    Phase,
    Quantity,
    Recommendation,
    Verdict,
    all_of,
    any_of,
)
from openimr.review.evaluate import Answer, judge, weigh

MET, NOT_MET, SILENT = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED
FINDINGS = {MET: Finding.PRESENT, NOT_MET: Finding.ABSENT, SILENT: Finding.SILENT}


def rule(fact: str, **more: object) -> Criterion:
    return Criterion(
        id=f"family.{fact}",
        statement=f"{fact} is documented.",
        fact=fact,
        guideline="mtus",
        **more,  # type: ignore[arg-type]
    )


def edition(required: Group | None, **more: object) -> Edition:
    return Edition(
        guideline="mtus",
        section="Section",
        pages="1",
        pages_mark=Mark.VERIFIED,
        since=None,
        until=None,
        recommendation=Recommendation.CONDITIONAL,
        note="A note.",
        required=required,
        **more,  # type: ignore[arg-type]
    )


def group(needs: Needs, *parts: Criterion | Group, **more: object) -> Group:
    return Group(needs=needs, parts=parts, **more)  # type: ignore[arg-type]


def said(**verdicts: Verdict) -> dict[str, Answer]:
    return {fact: (FINDINGS[verdict], None) for fact, verdict in verdicts.items()}


ALL_TABLE = {
    (MET, MET): MET,
    (MET, NOT_MET): NOT_MET,
    (MET, SILENT): SILENT,
    (NOT_MET, NOT_MET): NOT_MET,
    (NOT_MET, SILENT): NOT_MET,
    (SILENT, SILENT): SILENT,
}
ANY_TABLE = {
    (MET, MET): MET,
    (MET, NOT_MET): MET,
    (MET, SILENT): MET,
    (NOT_MET, NOT_MET): NOT_MET,
    (NOT_MET, SILENT): SILENT,
    (SILENT, SILENT): SILENT,
}


@pytest.mark.parametrize(("a", "b"), list(product(Verdict, repeat=2)))
def test_all_and_any_follow_kleene(a: Verdict, b: Verdict) -> None:
    key = (a, b) if (a, b) in ALL_TABLE else (b, a)

    assert all_of([a, b]) is ALL_TABLE[key]
    assert any_of([a, b]) is ANY_TABLE[key]


@pytest.mark.parametrize(("a", "b"), list(product(Verdict, repeat=2)))
def test_groups_of_criteria_follow_the_same_tables(a: Verdict, b: Verdict) -> None:
    both = edition(group(Needs.ALL, rule("a"), rule("b")))
    either = edition(group(Needs.ANY, rule("a"), rule("b")))

    answers = said(a=a, b=b)

    assert weigh(both, Phase.INITIAL, answers).decided_by is all_of([a, b])
    assert weigh(either, Phase.INITIAL, answers).decided_by is any_of([a, b])


WEEKS = Limit(
    operator=Operator.AT_MOST, bound=Quantity(3, "weeks"), mark=Mark.UNVERIFIED
)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ((Finding.PRESENT, Quantity(3, "weeks")), MET),
        ((Finding.PRESENT, Quantity(3.1, "weeks")), NOT_MET),
        ((Finding.PRESENT, Quantity(2, "days")), SILENT),
        ((Finding.PRESENT, Quantity(2, "tablets")), SILENT),
        ((Finding.PRESENT, None), SILENT),
        ((Finding.ABSENT, None), MET),
        ((Finding.SILENT, None), SILENT),
    ],
)
def test_a_limit_needs_a_number_in_its_own_unit(
    answer: Answer, verdict: Verdict
) -> None:
    assert judge(rule("duration", limit=WEEKS), answer) is verdict


def test_an_unwanted_fact_counts_against_the_request_only_when_present() -> None:
    unwanted = rule("red_flag", wanted=False)

    verdicts = [judge(unwanted, (finding, None)) for finding in Finding]

    assert verdicts == [NOT_MET, MET, SILENT]


def test_a_contraindication_bars_what_is_otherwise_met() -> None:
    barred = edition(group(Needs.ALL, rule("a")), contraindications=(rule("allergy"),))

    present = weigh(barred, Phase.INITIAL, said(a=MET, allergy=MET))
    silent = weigh(barred, Phase.INITIAL, said(a=MET))

    assert (present.decision, present.decided_by) == (Decision.UPHELD, NOT_MET)
    assert (silent.decision, silent.decided_by) == (Decision.OVERTURNED, MET)


def test_criteria_of_the_other_phase_do_not_apply() -> None:
    later = edition(group(Needs.ALL, rule("a"), rule("gain", phase=Phase.CONTINUATION)))

    first = weigh(later, Phase.INITIAL, said(a=MET))
    more = weigh(later, Phase.CONTINUATION, said(a=MET))

    assert first.decision is Decision.OVERTURNED
    assert (more.decision, more.decided_by) == (Decision.UPHELD, SILENT)


TWO_WAYS = edition(
    group(
        Needs.ANY,
        group(Needs.ALL, rule("gain"), name="for spasticity", when=rule("spasticity")),
        group(Needs.ALL, rule("short"), name="for a flare"),
    )
)


@pytest.mark.parametrize(
    ("answers", "decided_by"),
    [
        (said(spasticity=MET, gain=MET, short=NOT_MET), MET),
        (said(spasticity=MET, gain=SILENT, short=NOT_MET), SILENT),
        (said(spasticity=SILENT, gain=MET, short=NOT_MET), NOT_MET),
        (said(spasticity=NOT_MET, gain=MET, short=SILENT), SILENT),
        (said(spasticity=SILENT, short=MET), MET),
    ],
)
def test_a_way_counts_only_where_the_records_open_it(
    answers: dict[str, Answer], decided_by: Verdict
) -> None:
    assert weigh(TWO_WAYS, Phase.INITIAL, answers).decided_by is decided_by


def test_a_closed_way_stays_in_the_working_and_does_not_decide() -> None:
    weighing = weigh(TWO_WAYS, Phase.INITIAL, said(short=NOT_MET))

    assert [leaf.criterion.fact for leaf in weighing.telling()] == ["short"]
    assert [leaf.open for leaf in weighing.required()] == [False, False, True]


def test_where_one_way_is_met_the_others_have_no_say() -> None:
    weighing = weigh(
        TWO_WAYS, Phase.INITIAL, said(spasticity=MET, gain=MET, short=NOT_MET)
    )

    assert [x.criterion.fact for x in weighing.telling()] == ["spasticity", "gain"]
    assert [x.criterion.fact for x in weighing.required()][-1] == "short"


def test_a_gated_part_of_all_asks_nothing_where_its_gate_is_shut() -> None:
    conditional = edition(
        group(
            Needs.ALL,
            rule("a"),
            group(Needs.ALL, rule("test"), when=rule("liver_disease")),
        )
    )

    without = weigh(conditional, Phase.INITIAL, said(a=MET, liver_disease=NOT_MET))
    with_ = weigh(conditional, Phase.INITIAL, said(a=MET, liver_disease=MET))

    assert without.decision is Decision.OVERTURNED
    assert with_.decided_by is SILENT


def test_an_edition_without_criteria_decides_nothing_by_itself() -> None:
    weighing = weigh(edition(None), Phase.INITIAL, said(a=MET))

    assert (weighing.decision, weighing.decided_by) == (Decision.UPHELD, SILENT)


FACTS = "abcd"


@st.composite
def groups(draw: st.DrawFn, depth: int = 2) -> Group:
    parts = draw(
        st.lists(
            st.sampled_from([rule(fact) for fact in FACTS])
            | (groups(depth - 1) if depth else st.nothing()),
            min_size=1,
            max_size=3,
        )
    )
    return group(draw(st.sampled_from(Needs)), *parts)


ANSWERS = st.dictionaries(
    st.sampled_from(FACTS), st.sampled_from([(f, None) for f in Finding])
)


@given(groups(), ANSWERS)
def test_a_wholly_silent_record_is_never_not_met(
    tree: Group, answers: dict[str, Answer]
) -> None:
    silent = dict.fromkeys(answers, (Finding.SILENT, None))

    assert weigh(edition(tree), Phase.INITIAL, silent).decided_by is SILENT


@given(groups(), ANSWERS, st.sampled_from(FACTS))
def test_taking_evidence_away_never_makes_a_request_met(
    tree: Group, answers: dict[str, Answer], removed: str
) -> None:
    before = weigh(edition(tree), Phase.INITIAL, answers).decided_by
    fewer: dict[str, Answer] = {k: v for k, v in answers.items() if k != removed}

    after = weigh(edition(tree), Phase.INITIAL, fewer).decided_by

    assert after is before or after is SILENT
