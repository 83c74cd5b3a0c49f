"""First-line drugs that were tried and failed, or a stronger one already on board."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from openimr.clinical.ask import ROLES_TAKEN, Ask, Finders, is_clinical
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_EVIDENCE, distinct, quotes, silent
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.passages import latest_first, of_drug
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import Assertion, DrugRole, Fact, Finding

from .current_drug import current, why_not

_OPIOID = "opioid"
_LIST_GAP = 30
"""Characters between drugs that share one fate: "ibuprofen and then naproxen"."""

_REACH = 110
"""Characters between a drug and the words that tell how it went."""

_BROKEN = 60
"""Characters that a semicolon or a ``but`` counts for."""


def find_first_line(ask: Ask) -> Fact:
    """Answer whether a drug that comes first was tried and did not do.

    Where weaker analgesics come first, an opioid already taken answers too: the
    worker is past them.
    """
    table = ask.for_item(dict(ask.entry.by_class))
    things = tuple(name for name in table if name in ask.entry.groups)
    drugs = tuple(name for name in table if name not in things)
    asked = ask.question.drugs or drugs
    if not asked and not things:
        return silent(ask)
    said = [*_told(ask, asked), *_of_things(ask, things)]
    failed = [each for each in said if each.finding is Finding.PRESENT]
    on_board = _on_board(ask, asked)
    if failed or on_board:
        ordered = sorted(failed, key=latest_first)
        evidence = [each.evidence() for each in ordered]
        evidence += [mention.evidence() for mention in reversed(on_board)]
        return Fact(
            fact=ask.entry.fact,
            finding=Finding.PRESENT,
            as_of=ordered[0].day if ordered else on_board[-1].on,
            evidence=distinct(evidence, MOST_EVIDENCE),
            how=None if failed else "an opioid is already taken",
        )
    never = [each for each in said if each.finding is Finding.ABSENT]
    if never:
        ordered = sorted(never, key=latest_first)
        return Fact(
            fact=ask.entry.fact,
            finding=Finding.ABSENT,
            as_of=ordered[0].day,
            evidence=quotes(ordered, MOST_EVIDENCE),
        )
    return silent(ask, [*said, *_near(ask, asked)])


def _on_board(ask: Ask, asked: tuple[str, ...]) -> list[Mention]:
    weaker = set(asked) - {_OPIOID}
    if _OPIOID not in asked or not weaker or _OPIOID in ask.subject.classes:
        return []
    return current(ask, _OPIOID)


def _told(ask: Ask, asked: tuple[str, ...]) -> Iterator[Statement]:
    groups = {"failed": CueGroup.PRESENT, "never_tried": CueGroup.ABSENT}
    for name, group in groups.items():
        for hit in ask.records.scanned.of(ask.entry.fact, name):
            mention = _drug_of(ask, hit, asked)
            if mention is None:
                continue
            cue = CueHit(hit.page, hit.sentence, hit.start, hit.end, group.value)
            statement = judge(ask, cue)
            if statement is None:
                continue
            yield _with_drug(statement, mention)


def _of_things(ask: Ask, things: tuple[str, ...]) -> Iterator[Statement]:
    """Yield what became of first measures that are no drug: a splint, bran, habits."""
    scanned, fact = ask.records.scanned, ask.entry.fact
    for thing in scanned.of(fact, *things) if things else ():
        near = [
            (max(hit.start - thing.end, thing.start - hit.end, 0), hit)
            for hit in scanned.in_sentence(
                fact, thing.page, thing.sentence, "failed", "never_tried"
            )
        ]
        gap, hit = min(near, key=lambda e: (e[0], e[1].start), default=(_REACH, thing))
        if gap >= _REACH:
            continue
        group = CueGroup.ABSENT if hit.group == "never_tried" else CueGroup.PRESENT
        start, end = min(thing.start, hit.start), max(thing.end, hit.end)
        told = CueHit(hit.page, hit.sentence, hit.start, hit.end, group.value)
        said = judge(ask, told)
        if said is not None:
            yield replace(said, start=start, end=end)


def _with_drug(said: Statement, mention: Mention) -> Statement:
    """Let the quote hold both the drug and how it went; judge whose drug it is."""
    finding, why = said.finding, said.why
    unmeant = {Assertion.NEGATED, Assertion.HYPOTHETICAL}
    if mention.assertion in unmeant and _denies_itself(said, mention):
        unmeant = set()  # "cannot take naproxen": the words that tell how it went
    if finding is Finding.PRESENT and mention.assertion in unmeant:
        finding, why = None, why_not(mention)
    if mention.assertion in {Assertion.FAMILY, Assertion.OTHER}:
        finding, why = None, "taken by another person"
    if mention.sentence != said.sentence:
        start, end = said.start, said.end
    else:
        start = min(said.start, mention.hit.start)
        end = max(said.end, mention.hit.end)
    return Statement(
        said.page, said.sentence, start, end, finding, why, said.day, said.topic
    )


def _denies_itself(said: Statement, mention: Mention) -> bool:
    scope = mention.scope
    if scope is None:
        return False
    at = mention.page.sentences[mention.sentence].start
    return said.start < at + scope.cue_end and at + scope.cue_start < said.end


def _drug_of(ask: Ask, hit: CueHit, asked: tuple[str, ...]) -> Mention | None:
    """Return the asked-for drug that a cue speaks of, if it speaks of one."""
    if not is_clinical(hit.page.document):
        return None
    here = ask.records.mentions_in(hit.page, hit.sentence)
    here = [m for m in here if m.drug != "medications"]
    if not here and hit.sentence:
        # "Tylenol was tried. It did nothing."
        before = ask.records.mentions_in(hit.page, hit.sentence - 1)
        here = [m for m in before if m.drug != "medications"][-1:]
    if not here:
        return None
    nearest = min(here, key=lambda m: (_gap(m, hit), m.start))
    # The only drug of its sentence is spoken of behind a semicolon as well.
    alone = len({m.drug for m in here}) == 1
    if _gap(nearest, hit) > _REACH + (_BROKEN if alone else 0):
        return None
    group = [m for m in here if m is nearest or _listed(m, nearest, here)]
    for mention in group:
        wanted = ask.records.names.is_one_of(mention.drug, asked)
        if wanted and mention.drug != ask.subject.drug:
            return mention
    return None


def _gap(mention: Mention, hit: CueHit) -> int:
    gap = max(mention.hit.start - hit.end, hit.start - mention.hit.end, 0)
    low = hit.page.low
    between = low[min(mention.hit.end, hit.end) : max(mention.hit.start, hit.start)]
    broken = ";" in between or " but " in between
    return gap + (_BROKEN if broken else 0)


def _listed(one: Mention, other: Mention, here: list[Mention]) -> bool:
    first, second = sorted((one, other), key=lambda m: m.start)
    chain = [m for m in here if first.start <= m.start <= second.start]
    low = one.page.low
    return all(
        after.start - before.end <= _LIST_GAP
        and ";" not in low[before.end : after.start]
        and " but " not in low[before.end : after.start]
        for before, after in pairwise(chain)
    )


def _near(ask: Ask, asked: tuple[str, ...]) -> Iterator[Statement]:
    for mention in ask.records.mentions:
        if mention.hit.of_class or mention.drug == ask.subject.drug:
            continue
        if not ask.records.names.is_one_of(mention.drug, asked):
            continue
        yield of_drug(mention, None, _why_near(mention))


def _why_near(mention: Mention) -> str:
    if mention.role is DrugRole.STOPPED:
        return "tried, without saying how it went"
    affirmed = mention.assertion is Assertion.AFFIRMED
    if affirmed and mention.role in ROLES_TAKEN and is_clinical(mention.page.document):
        return "taken, without saying that it failed"
    return why_not(mention)


FINDERS: Finders = {"first_line": find_first_line}
