"""Tell a case: the clinical summary, in one of several voices, from latent facts."""

from functools import cache
from typing import Any, NamedTuple

from .case import Case
from .criteria import BEYOND, PRESENT, SILENT
from .days import STYLES, month, written
from .dice import Dice
from .state import Drawn, State
from .stock import asked, data, examined, is_own, sentences
from .truth import ToldFact

Words = dict[str, Any]
_VITALS = 500
_THEN = 6
_PEOPLE = ("The patient", "The injured worker", "The applicant", "The employee")
_FEMALE = {"sex": "female", "He": "She", "he": "she", "his": "her", "him": "her"}
_MALE = {"sex": "male", "He": "He", "he": "he", "his": "his", "him": "him"}


class Told(NamedTuple):
    """A summary, and what it tells of each item."""

    text: str
    facts: tuple[tuple[ToldFact, ...], ...]


class _Telling(NamedTuple):
    """What the sentences of a summary are made with."""

    dice: Dice
    case: Case
    state: State
    words: Words
    seen: dict[str, ToldFact]
    """Facts of the whole case that are told already."""


def words_of(dice: Dice, case: Case, state: State) -> Words:
    """Return what fills the slots of a letter's sentences."""
    persons = data("persons")
    place = places(state.region, state.side)
    style = dice.pick(STYLES)
    people = dice.pick(_PEOPLE)
    occupation = dice.pick(persons["occupations"])
    return {
        **(_FEMALE if case.female else _MALE),
        **place,
        "Pt": people,
        "pt": people[0].lower() + people[1:],
        "age": case.age,
        "doi": written(case.injured, style),
        "visit": written(case.visit, style),
        "ur": written(case.denied, style),
        "rfa": written(case.asked, style),
        "first": written(case.visit - dice.between(60, 400), style),
        "style": style,
        "months_since": (case.visit - case.injured) // 30,
        "aged": "an" if case.age == 18 else "a",
        "an": "an" if occupation[0] in "aeiou" else "a",
        "occupation": occupation,
        "mechanism": dice.pick(persons["mechanisms"][state.region]),
        **_vitals(dice.between(0, _VITALS - 1)),
        **{
            f"then{n}": written(case.visit - dice.between(20, 900), style)
            for n in range(_THEN)
        },
    }


@cache
def _vitals(number: int) -> Words:
    """Return one of some sets of what is told of a worker beside the complaints."""
    persons, dice = data("persons"), Dice(0, number, 77)
    return {
        "temperature": dice.pick(("97.9", "98.2", "98.4", "98.6")),
        "years": dice.between(1, 24),
        "weeks": dice.between(2, 8),
        "weight": dice.between(118, 265),
        "inches": dice.between(0, 11),
        "pulse": dice.between(58, 92),
        "bp": dice.between(108, 148),
        "dbp": dice.between(64, 92),
        "illness": dice.pick(persons["illness"]),
        "family": dice.pick(persons["family"]),
        "home": dice.pick(persons["home"]),
    }


@cache
def places(region: str, side: str) -> dict[str, str]:
    """Return the words for a part of the body."""
    row = data("persons")["regions"][region]
    level = {"lumbar": "L4-5" if side == "left" else "L5-S1", "cervical": "C5-6"}
    site = row["site"].format(side=side)
    return {
        "part": row["part"].format(side=side),
        "site": site,
        "Site": site.capitalize(),
        "side": side,
        "Side": side.capitalize(),
        "limbs": row["limbs"],
        "level": level.get(region, ""),
    }


@cache
def requested(key: int, request: int, region: str, side: str) -> str:
    """Return the words of a request."""
    return asked()[key].requests[request].words.format_map(places(region, side))


def tell(dice: Dice, case: Case, state: State, words: Words) -> Told:
    """Return the summary of a case."""
    persons = data("persons")
    diagnoses = persons["regions"][state.region]["diagnoses"]
    first = int(dice.roll() * len(diagnoses))
    words["diagnoses"] = f"{diagnoses[first]} and {diagnoses[first - 1]}"
    parts = [dice.pick(persons["openings"])]
    if "{mechanism}" not in parts[0]:
        parts.append(dice.pick(persons["mechanism"]))
    parts.append(dice.pick(persons["diagnosed"]))
    parts.append(dice.pick(persons["visits"]))
    opening = " ".join(parts).format_map(words)
    telling = _Telling(dice, case, state, words, {})
    blocks: list[str] = []
    findings: list[str] = []
    facts = []
    for drawn in state.items:
        facts.append(_item(telling, drawn, blocks, findings))
    fillers, examined = _fillers(dice, words)
    if len(state.items) > 1:
        words["words"] = "the requests"
    closing = dice.pick(persons["denied"]).format_map(words)
    parts = [*_mixed(dice, blocks, fillers), *examined, *findings]
    return Told(" ".join([opening, *parts, closing]), tuple(facts))


def _item(
    telling: _Telling, drawn: Drawn, blocks: list[str], findings: list[str]
) -> tuple[ToldFact, ...]:
    """Return what each fact of an item was told as; the sentences join the lists."""
    dice, case, state, words, seen = telling
    item = drawn.item
    words["words"] = requested(item.key, drawn.request, state.region, state.side)
    words["drug"] = item.drug
    words["Drug"] = item.drug[0].upper() + item.drug[1:]
    words["first_line"] = line = dice.pick(item.first_line)
    words["first_line_lower"] = line[0].lower() + line[1:]
    blocks.append(_opening(dice, case, drawn, words))
    shown = examined()
    told = []
    for fact, how in (
        *zip(item.facts, drawn.hows, strict=True),
        *((fact, PRESENT) for fact in item.told),
    ):
        own = is_own(fact)
        if not own and fact in seen:
            told.append(seen[fact])
            continue
        one = _fact(telling, drawn, fact, how)
        told.append(one)
        if not own:
            seen[fact] = one
        if one.text:
            (findings if fact in shown else blocks).append(one.text)
    return tuple(told)


def _opening(dice: Dice, case: Case, drawn: Drawn, words: Words) -> str:
    persons = data("persons")
    phase = drawn.item.phase.value
    if not drawn.item.taking:
        return str(dice.pick(persons["asking"][phase]).format_map(words))
    words["sig"] = drawn.item.requests[drawn.request].sig
    words["since"] = month(case.visit - dice.between(90, 500))
    return str(dice.pick(persons["taking"][phase]).format_map(words))


def _fact(telling: _Telling, drawn: Drawn, fact: str, how: str) -> ToldFact:
    dice, case, state, words, _ = telling
    # Silence takes as many draws as words do, so that what follows stays the same.
    when, which = case.visit - dice.between(20, 150), dice.roll()
    ways = sentences(fact, how, drawn.item.family, state.region)
    if how == SILENT or not ways:
        return ToldFact(fact, SILENT)
    words["earlier"] = written(when, words["style"])
    if how == BEYOND:
        for months in (3, 5, 7, 9):
            day_then = case.visit - 30 * months
            words[f"back{months}"] = written(day_then, words["style"])
    return ToldFact(fact, how, ways[int(which * len(ways))].text.format_map(words))


@cache
def _known_fillers() -> tuple[tuple[str, ...], ...]:
    """Return each sentence that tells nothing, with each of the days it may name."""
    return tuple(
        tuple(text.replace("{earlier}", f"{{then{n}}}") for n in range(_THEN))
        for text in (*data("persons")["fillers"], *data("persons")["examination"])
    )


def _fillers(dice: Dice, words: Words) -> tuple[list[str], list[str]]:
    """Return sentences that tell nothing of the treatment, the examination's apart."""
    known = _known_fillers()
    roll = dice.roll()
    if roll < 0.08:
        count = dice.between(0, 3)
    elif roll < 0.92:
        count = dice.between(12, 36)
    else:
        count = dice.between(45, 105)
    # 51 sentences and steps that do not divide 51: none comes twice in a row of 51.
    start, step = int(dice.roll() * len(known)), dice.pick((2, 4, 5, 7, 8, 10, 11))
    first_of_examination = len(data("persons")["fillers"])
    history: list[str] = []
    examined: list[str] = []
    for number in range(count):
        at = (start + number * step) % len(known)
        text = known[at][number // 3 % _THEN]
        (history if at < first_of_examination else examined).append(text)
    if not count:
        return [], []
    made = "\n".join(history + examined).format_map(words).split("\n")
    return made[: len(history)], made[len(history) :]


def _mixed(dice: Dice, blocks: list[str], fillers: list[str]) -> list[str]:
    """Return the sentences on the items with the others strewn among them."""
    if not fillers:
        return blocks
    cut = int(dice.roll() * (len(fillers) + 1))
    middle = len(blocks) // 2
    ahead = fillers[: cut // 2]
    return [
        *ahead,
        *blocks[:middle],
        *fillers[cut // 2 : cut],
        *blocks[middle:],
        *fillers[cut:],
    ]
