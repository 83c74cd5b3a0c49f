"""What the consistency watch found, on a terminal."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from .output import console, index

if TYPE_CHECKING:
    from openimr.casework.corpus_consistency import Consistency
    from openimr.corpus.consistency.boilerplate import Boilerplate, Family
    from openimr.corpus.consistency.specialties import Agreements
    from openimr.corpus.consistency.twins import Pair, Twins

_SHARED = 3
"""Sentences of a family that are shown; --json has them all."""

_HEADS = ("Specialty", "Items", "As the others", "95 % interval", "Expected")


def show(found: "Consistency") -> None:
    """Print the three parts, each under its heading."""
    screen = console()
    for line in (*_twins(found.twins), Text("")):
        screen.print(line)
    _specialties(found.specialties)
    for line in (Text(""), *_boilerplate(found.boilerplate)):
        screen.print(line)


def _head(words: str) -> Text:
    return Text(words, style="bold underline")


def _twins(twins: "Twins") -> Iterator[Text | Padding]:
    yield _head(f"Alike, decided otherwise: {twins.found:,} pairs")
    weighed = f"criteria weighed of {twins.weighed:,}"
    if not twins.weighed:
        weighed = "no criteria weighed; openimr corpus replay adds them"
    yield Text(f"among {twins.among:,} items whose like has both outcomes; {weighed}")
    for number, pair in enumerate(twins.pairs, 1):
        yield from _pair(number, pair)


def _pair(number: int, pair: "Pair") -> Iterator[Text | Padding]:
    noun = "criterion" if pair.criteria == 1 else "criteria"
    same = f"{pair.criteria} {noun} the same, " if pair.criteria else ""
    told = f"{pair.treatment}: {same}{pair.alike:.0%} of the summaries' words shared"
    yield Text(f"{number}. {told}", style="bold")
    for twin in pair.twins:
        head = [twin.requested, str(twin.year or "no year"), twin.specialty or ""]
        words = "; ".join(each for each in head if each)
        yield _in(f"{twin.decision}: {words}  ({twin.source}, item {twin.item})", 3)
        for sentence in twin.only_here:
            yield _in(f"only here: {sentence}", 6)
    for each in pair.differs:
        one, other = each.values
        yield _in(f"{each.column.replace('_', ' ')}: {one} / {other}", 3)


def _in(words: str, by: int) -> Padding:
    return Padding(Text(words), (0, 0, 0, by), expand=False)


def _specialties(found: "Agreements") -> None:
    screen = console()
    screen.print(_head("Agreement with the other specialties on like items"))
    like = "treatment and criteria profile" if found.by_profile else "treatment"
    if found.specialties:
        rows = [
            (
                each.specialty,
                f"{each.items:,}",
                f"{each.share:.1%}",
                f"{each.low:.1%} to {each.high:.1%}",
                f"{each.expected:.1%}",
            )
            for each in found.specialties
        ]
        # The specialty, the longest, comes last: only a last column is ever broken.
        turned = [(*row[1:], row[0]) for row in rows]
        screen.print(index("", (*_HEADS[1:], _HEADS[0]), turned))
    told = (
        f"Like items are of one {like}; expected is what the others reach among "
        f"themselves on the same mix.  {found.suppressed} with fewer than "
        f"{found.smallest} such items not shown."
    )
    screen.print(Text(told))


def _boilerplate(found: "Boilerplate") -> Iterator[Text | Padding]:
    share = found.items / found.among if found.among else 0.0
    yield _head(f"Rationales used again: {found.found:,} families")
    yield Text(
        f"{found.items:,} of {found.among:,} rationales ({share:.1%}) repeat another, "
        "names, numbers and quoted guidelines aside"
    )
    for number, family in enumerate(found.families, 1):
        yield from _family(number, family)


def _family(number: int, family: "Family") -> Iterator[Text | Padding]:
    years = ""
    if family.years:
        first, last = family.years
        years = f", {first}" if first == last else f", {first} to {last}"
    yield Text(
        f"{number}. {family.letters:,} letters, {family.items:,} items{years}",
        style="bold",
    )
    yield _in(f"outcomes: {_counted(family.outcomes)}", 3)
    yield _in(f"specialties: {_counted(family.specialties)}", 3)
    yield _in(f"treatments: {_counted(family.treatments)}", 3)
    for sentence in family.shared[:_SHARED]:
        yield _in(f"\u201c{sentence}\u201d", 3)
    if (more := len(family.shared) - _SHARED) > 0:
        yield _in(f"and {more} more sentences", 3)
    yield _in(f"first: {family.members[0]}", 3)


def _counted(counts: Mapping[str, int], most: int = 6) -> str:
    told = [f"{name} {many:,}" for name, many in list(counts.items())[:most]]
    more = len(counts) - most
    return ", ".join([*told, *([f"{more} more"] if more > 0 else [])])
