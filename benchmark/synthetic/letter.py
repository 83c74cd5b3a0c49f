"""Make one letter: draw the case, tell it, lay it out, damage it."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .case import Case, draw_case
from .citing import edition, other_edition
from .content import Content, ItemText
from .damage import WHOLE, damaged, draw_faults
from .days import day
from .dice import Dice, Weighted, share_of
from .layouts import paragraphs
from .pages import Pages, as_text, paged, wrapped
from .rationale import argue
from .state import State, draw_state
from .stock import data
from .summary import Told, requested, tell, words_of
from .truth import ItemTruth, Truth

_CASE, _COPY = range(2)
WIDTHS = {"A": 88, "B": 88, "C": 86, "D1": 96, "D2": 98, "": 90}


class Letter(NamedTuple):
    """A made-up letter in the forms that files are written from."""

    name: str
    """Name of its file without an ending."""

    text: str
    """As text extraction would give it; empty where the file is no letter."""

    truth: Truth
    pages: Pages
    paragraphs: list[str]


class Source(NamedTuple):
    """What a letter is told from; pairs change one fact of it."""

    seed: int
    number: int
    case: Case
    state: State
    dice: Dice
    """For its form and its faults."""


def letters(count: int, seed: int) -> Iterator[tuple[str, str, Truth]]:
    """Yield name, text and truth of the first letters of a seed."""
    for number in range(count):
        made = letter(seed, number)
        yield made.name, made.text, made.truth


def letter(seed: int, number: int) -> Letter:
    """Return a letter by its number; no other letter is made for it."""
    share = data("programme")["quality"]["duplicate"]
    drawn = share_of(seed, number, _COPY)
    if number and drawn < share:
        earlier = int(drawn / share * number)
        made = letter(seed, earlier)
        name = _name(number)
        truth = made.truth._replace(name=name, number=number, same_as=earlier)
        return made._replace(name=name, truth=truth)
    made_of = source(seed, number)
    return compose(made_of, draw_faults(made_of.dice))


def source(seed: int, number: int) -> Source:
    """Return what a letter is told from."""
    dice = Dice(seed, number, _CASE)
    case = draw_case(dice, number)
    return Source(seed, number, case, draw_state(dice, case), dice)


def compose(
    made: Source, faults: tuple[str, ...], speaking: Dice | None = None
) -> Letter:
    """Return the letter that tells a source; other dice choose other words for it."""
    _, _, case, state, form = made
    speaking = speaking or form
    words = words_of(speaking, case, state)
    told = tell(speaking, case, state, words)
    layout = form.weighted(_layouts(case.decided))
    items = tuple(
        ItemText(
            requested(drawn.item.key, drawn.request, state.region, state.side),
            drawn,
            argue(speaking, state, drawn, facts, words),
            _claims(form),
        )
        for drawn, facts in zip(state.items, told.facts, strict=True)
    )
    header = layout not in ("D1", "D2") or form.chance(0.85)
    content = Content(case, words, told.text, items, header, case.reviewer.number % 2)
    double = form.chance(data("programme")["quality"]["double_spaced"])
    shape = "" if "unknown_layout" in faults else layout
    parts = damaged(paragraphs(shape, content), faults, form)
    breaks = form if "broken_words" in faults else None
    pages = paged(wrapped(parts, WIDTHS[shape], breaks))
    head = f"Case Number: {case.number}" if layout == "A" and shape else ""
    spoilt = any(fault in faults for fault in WHOLE)
    text = "" if spoilt else as_text(pages, marker(), head, double=double)
    truth = _truth(made, content, told, shape or None, faults)
    return Letter(truth.name, text, truth, pages, parts)


@cache
def marker() -> str:
    """Return the line that says of every letter what it is."""
    return str(data("wording")["marker"])


def _name(number: int) -> str:
    return f"synthetic-{number:07}"


def _claims(dice: Dice) -> str:
    roll = dice.roll()
    return "own" if roll < 0.6 else "other" if roll < 0.85 else "none"


@cache
def _layouts(decided: int) -> Weighted[str]:
    rows = [row for row in data("programme")["layouts"] if row["since"] <= day(decided)]
    shares = rows[-1].items()
    return Weighted.of((name, share) for name, share in shares if name != "since")


def _truth(
    made: Source,
    content: Content,
    told: Told,
    layout: str | None,
    faults: tuple[str, ...],
) -> Truth:
    case = made.case
    reviewer = case.reviewer
    boards, subs = reviewer.boards, reviewer.subspecialties
    if layout == "D2":
        boards, subs = boards + subs, ()
    return Truth(
        seed=made.seed,
        number=made.number,
        name=_name(made.number),
        format=layout,
        case_number=case.number,
        header=content.header and layout not in (None, "B"),
        priority="expedited" if case.expedited else "regular",
        date_of_injury=day(case.injured),
        ur_date=day(case.denied),
        application_received=day(case.applied),
        date_assigned=day(case.assigned),
        decision_date=day(case.decided),
        age=case.age,
        sex="female" if case.female else "male",
        licensed_in=reviewer.states,
        board_certifications=boards,
        subspecialties=subs,
        reviewer=reviewer.number,
        items=tuple(
            _item(text, facts)
            for text, facts in zip(content.items, told.facts, strict=True)
        ),
        faults=faults,
    )


def _item(text: ItemText, facts: tuple) -> ItemTruth:  # type: ignore[type-arg]
    drawn = text.drawn
    relied = edition(drawn.item.family, drawn.era)
    claimed = None
    if text.claims != "none":
        other = text.claims == "other"
        claimed = (other_edition if other else edition)(drawn.item.family, drawn.era)
    deciding = drawn.ruling.deciding
    return ItemTruth(
        requested=text.words,
        family=drawn.item.family,
        category=drawn.item.category,
        phase=drawn.item.phase.value,
        decision=drawn.decision,
        by_facts=drawn.ruling.decision,
        decided_by=drawn.ruling.decided_by,
        criterion=deciding.id if deciding else None,
        fact=deciding.fact if deciding else None,
        guideline=relied.guideline,
        pages=relied.pages,
        claims_guideline=claimed.guideline if claimed else None,
        facts=facts,
        stock=drawn.stock,
    )
