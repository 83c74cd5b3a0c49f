"""Side effects asked about; for what is no drug, those of the medicines taken."""

from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup, Tie
from openimr.clinical.findings import from_words, weigh
from openimr.clinical.statements import Statement, statements
from openimr.domain import Assertion, Fact, Finding


def find_side_effects(ask: Ask) -> Fact:
    """Answer whether adverse effects were asked about at recent visits.

    Where a device or therapy is in dispute, any medicine that the worker takes counts:
    the guideline asks whether medicines fade or are not borne.
    """
    if ask.subject.drug is not None:
        return from_words(ask)
    entry = replace(ask.entry, tie=Tie.NONE, site=False)
    free = replace(ask, entry=entry)
    return weigh(free, list(_of_medicines(free)))


def _of_medicines(ask: Ask) -> Iterator[Statement]:
    alone = {
        (hit.page.order, hit.start)
        for hit in ask.records.scanned.of(ask.entry.fact, CueGroup.ALONE.value)
    }
    for said in statements(ask):
        near = [
            mention
            for number in (said.sentence, said.sentence - 1)
            if number >= 0
            for mention in ask.records.mentions_in(said.page, number)
            if mention.assertion not in {Assertion.FAMILY, Assertion.OTHER}
        ]
        told = bool(near) or (said.page.order, said.start) in alone
        if said.finding in {Finding.PRESENT, Finding.ABSENT} and not told:
            yield replace(said, finding=None, why="not tied to a medicine")
        else:
            yield said


FINDERS: Finders = {"side_effects": find_side_effects}
