"""Argue a decision from the criterion that decides, in the library's own words."""

from functools import cache

from .criteria import governing
from .dice import Dice
from .state import Drawn, State
from .stock import data
from .summary import Words, requested
from .truth import ToldFact


def argue(
    dice: Dice, state: State, drawn: Drawn, told: tuple[ToldFact, ...], words: Words
) -> str:
    """Return the rationale of one item."""
    known = data("wording")["rationale"]
    words["words"] = requested(drawn.item.key, drawn.request, state.region, state.side)
    words["not"] = "not " if drawn.decision == "upheld" else ""
    closing = dice.pick(known["closing"]).format_map(words)
    if drawn.stock:
        stock = known[f"stock_{drawn.decision}"]
        return f"{stock[dice.between(0, len(stock) - 1)]} {closing}"
    words["position"] = position(drawn.item.family, drawn.era)
    parts = [dice.pick(known["opening"]).format_map(words)]
    parts += _deciding(dice, drawn, told, words)
    if drawn.decision != drawn.ruling.decision:
        parts.append(dice.pick(known[f"against_{drawn.decision}"]))
    return " ".join([*parts, closing])


def _deciding(
    dice: Dice, drawn: Drawn, told: tuple[ToldFact, ...], words: Words
) -> list[str]:
    known = data("wording")["rationale"]
    ruling = drawn.ruling
    if ruling.decided_by == "met":
        rules = [criterion.statement for criterion, _ in ruling.telling]
        clauses = [clause for _, clause in ruling.telling]
        at = int(dice.roll() * len(rules)) if rules else 0
        parts = [dice.pick(known["rule"]).format(rule=rules[at] if rules else "")]
        clause = clauses[at] if clauses else ruling.clause
        parts.append(dice.pick(known["met"]).format(clause=clause))
    else:
        rule = ruling.deciding.statement if ruling.deciding else ""
        way = "unmet" if ruling.decided_by == "not_met" else "silent"
        parts = [dice.pick(known["rule"]).format(rule=rule)] if rule else []
        parts.append(dice.pick(known[way]).format(clause=ruling.clause))
        parts += [dice.pick(known["also"]).format(clause=c) for c in ruling.others]
    shown = [one.text for one in told if one.text]
    for text in shown[: int(dice.roll() * 4)]:
        parts.append(dice.pick(known["told"]).format(told=text))
    return parts


@cache
def position(family: str, era: int) -> str:
    """Return what the governing edition says of a treatment, in the library's words."""
    edition = governing(family, era)[0]
    return edition.note if edition else ""
