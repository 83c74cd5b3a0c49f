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
from .likeness import SHORTEST_SOUND, Likeness
from .words import Name, identity, nickname_groups, word_sound

Found = tuple[Entry, Likeness]


class Index:
    """The entries of a panel, ready to be asked for many parties."""

    def __init__(self, reviewers: Iterable[Reviewer]) -> None:
        self._entries = [entry for one in reviewers for entry in entries(one)]
        self._people: dict[Hashable, set[int]] = defaultdict(set)
        self._groups: dict[Hashable, set[int]] = defaultdict(set)
        self._signs: dict[Hashable, set[int]] = defaultdict(set)
        self._heads: dict[int, frozenset[Hashable]] = {}
        self._short: set[int] = set()
        self._known: dict[Stated, tuple[Found, ...]] = {}
        for at, entry in enumerate(self._entries):
            self._add(at, entry)

    def _add(self, at: int, entry: Entry) -> None:
        if entry.person is not None:
            self._heads[at] = _heads(entry.person.words)
            if len(entry.person.untitled().words) < 2:
                self._short.add(at)
            for key in _keys_of(_name_words(entry.person)):
                self._people[key].add(at)
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
                found |= self._people.get(word, set())
        if asked.person is not None:
            for word in asked.person.words:
                found |= self._groups.get(word, set())
        return found

    def _named(self, name: Name) -> set[int]:
        """Return people with a word of the name, and a head of another or a second."""
        alone = len(name.untitled().words) < 2
        seen: dict[int, int] = {}
        found: set[int] = set()
        for word in _name_words(name):
            others = _heads(tuple(other for other in name.words if other != word))
            for at in self._with(word):
                seen[at] = seen.get(at, 0) + 1
                if (
                    alone
                    or seen[at] > 1
                    or at in self._short
                    or others & self._heads[at]
                ):
                    found.add(at)
        return found

    def _with(self, word: str) -> set[int]:
        hit: set[int] = set()
        for key in _word_keys(word):
            hit |= self._people.get(key, set())
        return hit


def _heads(words: Iterable[str]) -> frozenset[Hashable]:
    """Return the initials and groups of nicknames of words."""
    groups = nickname_groups()
    found: set[Hashable] = set()
    for word in words:
        found.add(word[0])
        found |= groups.get(word, frozenset())
    return frozenset(found)


def _name_words(name: Name) -> Iterator[str]:
    """Yield the words of a name, and a family name of two words as one."""
    yield from (word for word in name.words if len(word) > 1)
    if name.comma and name.comma > 1:
        yield "".join(name.words[: name.comma])
    if len(name.words) > 2:
        yield "".join(name.words[-2:])
        yield "".join(name.words[:2])


def _keys_of(words: Iterable[str]) -> Iterator[Hashable]:
    for word in words:
        yield from _word_keys(word)


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
