"""Which entries of which reviewers may be a party, found without comparing all.

Two words that ``likeness.alike`` takes for one share a key here: the word, the word
with a letter left out, its sound, or its beginning and end.  So nothing that comparing
would find is missed; a property test holds the index against comparing all.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache

from openimr.domain.panel_case import CaseParty
from openimr.domain.reviewer import Reviewer

from .comparing import Stated, compare, stated
from .entries import Entry, entries
from .likeness import SHORTEST_SOUND, Likeness, alike
from .words import Name, identity, nickname_groups, word_sound

Found = tuple[Entry, Likeness]
_Words = dict[Hashable, dict[int, frozenset[Hashable]]]
"""Key of a word to the entries that have it, and the heads of their other words."""


class Index:
    """The entries of a panel, ready to be asked for many parties."""

    def __init__(self, reviewers: Iterable[Reviewer]) -> None:
        self._entries = [entry for one in reviewers for entry in entries(one)]
        self._people: _Words = defaultdict(dict)
        self._turned: _Words = defaultdict(dict)
        self._groups: dict[Hashable, set[int]] = defaultdict(set)
        self._signs: dict[Hashable, set[int]] = defaultdict(set)
        self._short: set[int] = set()
        self._known: dict[Stated, tuple[Found, ...]] = {}
        for at, entry in enumerate(self._entries):
            self._add(at, entry)

    def _add(self, at: int, entry: Entry) -> None:
        if entry.person is not None:
            if entry.person.family_only:
                self._short.add(at)
            for word, others, turned in _name_words(entry.person):
                heads = _heads(others)
                for key in _word_keys(word):
                    known = (self._turned if turned else self._people)[key]
                    known[at] = known.get(at, frozenset()) | heads
        if entry.group is not None:
            for key in _group_keys(entry.group.words, entry.group.acronym):
                self._groups[key].add(at)
        for sign in _entry_signs(entry):
            self._signs[sign].add(at)

    def find(self, party: CaseParty) -> tuple[Found, ...]:
        """Return the entries that are, or may be, the party, in order of the panel."""
        asked = stated(party)
        if asked not in self._known:
            self._known[asked] = tuple(self._compared(asked))
        return self._known[asked]

    def _compared(self, asked: Stated) -> Iterator[Found]:
        for at in sorted(self._candidates(asked)):
            found = compare(asked, self._entries[at])
            if found is not None:
                yield self._entries[at], found

    def _candidates(self, asked: Stated) -> set[int]:
        found: set[int] = set()
        for sign in _stated_signs(asked):
            found |= self._signs.get(sign, set())
        for name in (asked.person, asked.mailbox):
            if name is not None:
                found |= self._named(name)
        if asked.group is not None:
            for key in _group_keys(asked.group.words, asked.group.acronym):
                found |= self._groups.get(key, set())
            for word in asked.group.words:
                found |= self._people.get(word, {}).keys()
                found |= self._turned.get(word, {}).keys()
        if asked.person is not None:
            for word in asked.person.words:
                found |= self._groups.get(word, set())
        return found

    def _named(self, name: Name) -> set[int]:
        """Return people of the same family name whose given names may be alike.

        A family name in its place may meet one in turned order, but two in turned
        order say no more than two in their places.
        """
        found: set[int] = set()
        for word, others, turned in _name_words(name):
            heads = _heads(others)
            tables = (self._people,) if turned else (self._people, self._turned)
            for table in tables:
                for key in _word_keys(word):
                    for at, known in table.get(key, {}).items():
                        if at not in found and (
                            name.family_only
                            or at in self._short
                            or not heads.isdisjoint(known)
                            or self._alike(others, at)
                        ):
                            found.add(at)
        return found

    def _alike(self, others: tuple[str, ...], at: int) -> bool:
        """Tell whether given names are alike that begin otherwise, by a slip."""
        person = self._entries[at].person
        return person is not None and any(
            alike(one, other) for one in others for other in person.words
        )


def _heads(words: Iterable[str]) -> frozenset[Hashable]:
    """Return the initials and groups of nicknames of words."""
    groups = nickname_groups()
    found: set[Hashable] = set()
    for word in words:
        found.add(word[0])
        found |= groups.get(word, frozenset())
    return frozenset(found)


def _name_words(name: Name) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Yield what may be the family name, the other words, and whether it is turned."""
    all_, comma = name.words, name.comma
    last = len(all_) if comma is None else comma
    for at, word in enumerate(all_):
        if len(word) > 1:
            turned = at >= last if comma else at < len(all_) - 2 or (at, last) == (0, 2)
            yield word, (*all_[:at], *all_[at + 1 :]), turned
    if comma and comma > 1:
        yield "".join(all_[:comma]), all_[comma:], False
    if len(all_) > 2:
        yield "".join(all_[-2:]), all_[:-2], comma is not None
        yield "".join(all_[:2]), all_[2:], comma is None


@lru_cache(maxsize=100_000)
def _word_keys(word: str) -> tuple[Hashable, ...]:
    limits = identity().thresholds
    found: list[Hashable] = [word]
    if len(word) >= limits.slip_letters:
        found += [word[:at] + word[at + 1 :] for at in range(len(word))]
        key = word_sound(word)
        if len(key) >= SHORTEST_SOUND:
            found.append(("sound", key))
    if len(word) >= limits.long_slip_letters:
        ends = limits.long_slip_ends
        found += [("head", word[:ends]), ("tail", word[-ends:])]
    return tuple(found)


def _group_keys(words: tuple[str, ...], acronym: str) -> Iterator[Hashable]:
    known = identity()
    telling = [word for word in words if word not in known.generic]
    if not telling:
        yield ("kind", words[0] if words else "")
        yield from (("all", word) for word in words)
    for word in telling:
        yield from _word_keys(word)
    yield from words if len(words) == 1 else ()
    yield acronym


def _entry_signs(entry: Entry) -> Iterator[Hashable]:
    if entry.npi is not None:
        yield ("npi", entry.npi)
    yield from (("licence", each) for each in entry.licences)
    for each in entry.emails:
        box, _, host = each.partition("@")
        yield ("box", box)
        yield ("host", host)
    yield from (("phone", each) for each in entry.phones)
    yield from (("place", each[0]) for each in entry.places)


def _stated_signs(asked: Stated) -> Iterator[Hashable]:
    if asked.npi is not None:
        yield ("npi", asked.npi)
    if asked.licence is not None:
        yield ("licence", asked.licence)
    if asked.email is not None:
        box, _, host = asked.email.partition("@")
        yield ("box", box)
        if host not in identity().public_domains:
            yield ("host", host)
    if asked.phone is not None:
        yield ("phone", asked.phone)
    if asked.place is not None:
        yield ("place", asked.place[0])
