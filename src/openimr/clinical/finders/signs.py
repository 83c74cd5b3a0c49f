"""Signs of an examination: named tests with results, grades of strength, findings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.body_parts import Side, find_sides, load_body
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh, words_of
from openimr.clinical.levels import find_spine_levels
from openimr.clinical.pages import ReadPage
from openimr.clinical.polarity import NEGATIVE, POSITIVE, SignTest, results
from openimr.clinical.scan import CueHit
from openimr.clinical.site import OTHER_SIDE, Site
from openimr.clinical.statements import Statement, judge
from openimr.domain import Fact, Finding

TEST = "test"
"""Group of tests and muscles whose result stands beside them."""

TEMPLATE = "template"
"""Group of general words for a normal examination: they weigh least."""

ROOT = "root_"
"""Groups ``root_l5`` and so on: words for what a nerve root supplies."""

_ROOT_REACH = 40
"""Characters after a sign within which its root is named."""

_SIDE_AHEAD = 20
"""Characters before one of several results within which its side is named."""

_SIGNS_TOLD = 3
_LIMBS = {
    "lumbar spine": (
        "lower extremity",
        "buttock",
        "hip",
        "knee",
        "ankle",
        "foot",
        "toe",
    ),
    "cervical spine": (
        *("upper extremity", "upper back", "shoulder", "elbow", "forearm"),
        *("wrist", "hand", "thumb", "finger"),
    ),
}
"""Where the nerve roots of a part of the spine show themselves."""

_CARRIED_DAYS = 120
"""So long a finding outweighs a later template that says all is normal."""


def find_signs(ask: Ask) -> Fact:
    """Answer whether the latest examination shows signs of the kind asked for.

    Named tests and muscles of the group ``test`` count by the result told of them; the
    words of ``present`` and ``absent`` say it outright; those of ``template`` count
    only where no finding stands against them.  Signs on the other side only answer
    absent.
    """
    ask = replace(ask, site=_widened(ask.site))
    said = list(_said(ask))
    plain = [each for each in said if each.finding is not None]
    if not plain:
        elsewhere = [each for each in said if each.why == OTHER_SIDE]
        if elsewhere and not _templates(ask, []):
            return weigh(ask, _as_absent(said), "found on the other side only")
    fact = weigh(ask, [*said, *_templates(ask, plain)])
    if fact.finding is not Finding.PRESENT:
        return fact
    shown = [
        each
        for each in plain
        if each.finding is Finding.PRESENT and each.day == fact.as_of
    ]
    return replace(fact, value=_value(ask, shown))


def _value(ask: Ask, shown: list[Statement]) -> str:
    """Return side and roots of the signs, and the words of the first ones."""
    quoted = dict.fromkeys(words_of(each) for each in shown)
    words = "; ".join([*quoted][:_SIGNS_TOLD])
    place = " ".join([*_sides(shown), "/".join(sorted(_roots(ask, shown)))]).strip()
    return f"{place}: {words}" if place else words


def _sides(shown: list[Statement]) -> list[str]:
    """Return the side that most signs are told of."""
    counts = Counter(side.value for each in shown if (side := _side(each)) is not None)
    ranked = sorted(counts, key=lambda side: (-counts[side], side))
    return ranked[:1]


def _side(said: Statement) -> Side | None:
    """Return the side named nearest to a sign in its sentence."""
    sentence = said.page.sentences[said.sentence]
    named = find_sides(said.page.low, sentence.start, sentence.end)
    nearest = min(
        named,
        key=lambda each: max(each.start - said.end, said.start - each.end, 0),
        default=None,
    )
    return None if nearest is None else nearest.side


def _roots(ask: Ask, shown: list[Statement]) -> set[str]:
    """Return the nerve roots that signs name or belong to, such as ``S1``."""
    roots: set[str] = set()
    names = [name for name in ask.entry.groups if name.startswith(ROOT)]
    for each in shown:
        sentence = each.page.sentences[each.sentence]
        near = find_spine_levels(each.page.low, each.start, sentence.end)
        named = [level for level in near if level.start - each.end <= _ROOT_REACH]
        roots |= {bone.upper() for level in named for bone in level.bones}
        if named or not names:
            continue
        for hit in ask.records.scanned.in_sentence(
            ask.entry.fact, each.page, each.sentence, *names
        ):
            if hit.start <= each.end + _ROOT_REACH and each.start <= hit.end:
                roots.add(hit.group.removeprefix(ROOT).upper())
    return roots


def _as_absent(said: list[Statement]) -> list[Statement]:
    return [
        replace(each, finding=Finding.ABSENT) if each.why == OTHER_SIDE else each
        for each in said
    ]


def _widened(site: Site) -> Site:
    """Return where signs count: what its roots supply goes with the spine."""
    more = {limb for part in site.parts for limb in _LIMBS.get(part, ())}
    if any(part in _LIMBS for part in site.parts):
        return Site(site.parts | (more & load_body().parts.keys()), site.side, ())
    return site


def _said(ask: Ask) -> Iterator[Statement]:
    groups = (CueGroup.PRESENT.value, CueGroup.ABSENT.value)
    for hit in ask.records.scanned.of(ask.entry.fact, *groups):
        said = judge(ask, hit)
        if said is not None:
            yield said
    for page, number, hits in _by_sentence(ask):
        yield from _tested(ask, page, number, hits)


def _by_sentence(ask: Ask) -> Iterator[tuple[ReadPage, int, list[CueHit]]]:
    found: dict[tuple[int, int], list[CueHit]] = {}
    for hit in ask.records.scanned.of(ask.entry.fact, TEST):
        found.setdefault((hit.page.order, hit.sentence), []).append(hit)
    for hits in found.values():
        yield hits[0].page, hits[0].sentence, hits


def _tested(
    ask: Ask, page: ReadPage, number: int, hits: list[CueHit]
) -> Iterator[Statement]:
    sentence = page.sentences[number]
    spots = [SignTest(hit.start, hit.end) for hit in hits]
    tests = results(page.low, sentence.start, sentence.end, spots)
    told = Counter(each.start for each in tests)
    for test in tests:
        group = CueGroup.PRESENT.value
        said = judge(ask, CueHit(page, number, test.start, test.end, group))
        if said is None:
            continue
        if told[test.start] > 1 and _of_other_side(ask, page, test):
            said = replace(said, finding=None, why=OTHER_SIDE)
        if said.finding is None and said.why != "denied":
            yield replace(said, end=max(said.end, test.end))
        elif test.result == POSITIVE:
            yield replace(said, finding=Finding.PRESENT, why="")
        elif test.result == NEGATIVE:
            yield replace(said, finding=Finding.ABSENT, why="")
        else:
            yield replace(said, finding=None, why="no result is told of the test")


def _of_other_side(ask: Ask, page: ReadPage, test: SignTest) -> bool:
    """Tell whether one of several results of a test is of the other side.

    The side stands before its result: "right negative, left positive at 45".
    """
    if test.told is None or ask.site.side not in {Side.LEFT, Side.RIGHT}:
        return False
    start, end = test.told
    named = list(find_sides(page.low, max(test.start, start - _SIDE_AHEAD), end))
    return bool(named) and named[-1].side not in {Side.BOTH, ask.site.side}


def _templates(ask: Ask, plain: list[Statement]) -> list[Statement]:
    """Return the general words for "normal" that no finding stands against."""
    days = [each.day for each in plain if each.day and each.finding is Finding.PRESENT]
    latest = max(days, default=None)
    kept = []
    for hit in ask.records.scanned.of(ask.entry.fact, TEMPLATE):
        said = judge(ask, replace(hit, group=CueGroup.ABSENT.value))
        if said is None:
            continue
        recent = (
            latest is not None
            and said.day is not None
            and (said.day - latest).days <= _CARRIED_DAYS
        )
        if recent:
            said = replace(said, finding=None, why="a template beside a finding")
        kept.append(said)
    return kept


FINDERS: Finders = {"signs": find_signs}
