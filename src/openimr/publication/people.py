"""Find the people of a case in a text, however they are spelt."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .names import TITLES, Name, fold, is_slip, name_of
from .parties import Parties, Person
from .spans import Taken
from .words import words

_WORD = re.compile(r"[^\W_]+(?:['\u2019](?![sS]\b)[^\W_]+)*")
_GAP = re.compile(
    r"[\s.,'\"\u201c\u201d()\u2018\u2019\u00ad\u2010\u2011\ufffe-]{1,4}|\.?\s{0,2}\n\s*"
)
_HEAD = re.compile(r"(?:^|[.!?:;\u2022]['\"\u201d)]*\s+|\n\s*|[\u201c\"(]\s*)$")
_SHORTEST = 3
_BEFORE_SIGN = 4
"""Words that may stand between the name of a sign and the word sign."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    raw: str
    folded: str

    @property
    def cased(self) -> bool:
        return self.raw[0].isupper()


class PeopleFinder:
    """Finds names of known people."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._ordinary = words().also_words | parties.words
        named = (name_of(person) for person in parties.people)
        self._names = tuple(dict.fromkeys(name for name in named if name))
        self._index: dict[str, list[Name]] = {}
        for name in self._names:
            for part in sorted(name.family | name.given):
                self._index.setdefault(part, []).append(name)
        self._by_length: dict[int, list[tuple[str, Name]]] = {}
        for name in self._names:
            for part in sorted(name.family | name.given):
                if part not in self._ordinary:
                    self._by_length.setdefault(len(part), []).append((part, name))

    def find(self, text: str) -> Iterator[Taken]:
        """Yield the stretches that name somebody."""
        tokens = [
            _Token(m.start(), m.end(), m[0], fold(m[0])) for m in _WORD.finditer(text)
        ]
        at = 0
        while at < len(tokens):
            spans = [
                found
                for name in self._candidates(tokens[at])
                if (found := self._around(text, tokens, at, name)) is not None
            ]
            if spans:
                first, last, name = max(spans, key=lambda each: each[1] - each[0])
                end = _over_stop(text, tokens[last])
                yield Taken(start=tokens[first].start, end=end, role=name.role)
                at = max(last, at)
            at += 1
        yield from self._initials(text)

    def _candidates(self, token: _Token) -> Sequence[Name]:
        found = list(self._index.get(token.folded, ()))
        if not token.cased or not self._may_be_slip(token):
            return found
        for length in range(len(token.folded) - 1, len(token.folded) + 2):
            for part, name in self._by_length.get(length, ()):
                if is_slip(token.folded, part) and name not in found:
                    found.append(name)
        return found

    def _may_be_slip(self, token: _Token) -> bool:
        known = words()
        return not (
            token.folded in self._ordinary
            or token.folded in self._parties.protected
            or token.folded in known.eponyms
            or token.folded in known.generic
            or token.raw.lower() in self._parties.lower
        )

    def _around(
        self, text: str, tokens: Sequence[_Token], at: int, name: Name
    ) -> tuple[int, int, Name] | None:
        """Return the run of tokens around one that belongs to the name."""
        first = last = at
        while first > 0 and self._joins(text, tokens[first - 1], tokens[first], name):
            first -= 1
        while last + 1 < len(tokens):
            if self._joins(text, tokens[last], tokens[last + 1], name, ahead=True):
                last += 1
            elif last + 2 < len(tokens) and self._over_middle(text, tokens, last, name):
                last += 2
            else:
                break
        run = tokens[first : last + 1]
        return (
            (first, last, name) if self._is_name(text, tokens, run, at, name) else None
        )

    def _joins(
        self, text: str, one: _Token, other: _Token, name: Name, *, ahead: bool = False
    ) -> bool:
        gap = text[one.end : other.start]
        if not _GAP.fullmatch(gap):
            return False
        added = other if ahead else one
        if added.folded in TITLES:
            return not ahead and added.cased
        if len(added.raw) == 1:
            return added.raw.isupper() and added.folded in name.initials
        sentence_ends = "." in gap and len(one.raw) > 1 and one.folded not in TITLES
        return not sentence_ends and self._part(added, name)

    def _over_middle(
        self, text: str, tokens: Sequence[_Token], last: int, name: Name
    ) -> bool:
        """Tell whether a middle name nobody knows stands before the next part."""
        one, middle, other = tokens[last : last + 3]
        return (
            middle.cased
            and other.cased
            and one.folded in name.given
            and self._part(other, name)
            and bool(re.fullmatch(r"\s", text[one.end : middle.start]))
            and bool(re.fullmatch(r"\.?\s", text[middle.end : other.start]))
        )

    def _part(self, token: _Token, name: Name) -> bool:
        if token.folded in name.family or token.folded in name.given:
            return token.cased or token.folded not in self._ordinary
        return (
            token.cased
            and self._may_be_slip(token)
            and any(is_slip(token.folded, part) for part in name.family | name.given)
        )

    def _is_name(
        self,
        text: str,
        tokens: Sequence[_Token],
        run: Sequence[_Token],
        at: int,
        name: Name,
    ) -> bool:
        parts = [t for t in run if len(t.raw) > 1 and t.folded not in TITLES]
        alone = len(parts) == 1 and len(run) == 1
        if not alone and any(t.cased for t in parts):
            return True
        token = tokens[at]
        if self._is_sign(tokens, at):
            return False
        family = token.folded in name.family
        if token.folded not in self._ordinary and len(token.folded) >= _SHORTEST:
            return family or token.cased
        return token.cased and self._in_place_of_name(text, tokens, at)

    def _is_sign(self, tokens: Sequence[_Token], at: int) -> bool:
        """Tell whether a name is that of a sign or test: ``Hawkins and Neer signs``."""
        known = words()
        if tokens[at].folded not in known.eponyms:
            return False
        ahead = tokens[at + 1 : at + 1 + _BEFORE_SIGN]
        behind = tokens[max(0, at - 2) : at]
        if any(t.folded in known.eponym_signs for t in ahead):
            return True
        beside = [*behind[-1:], *ahead[:1]]
        return any(
            t.folded in known.eponyms or t.folded in {"positive", "negative"}
            for t in beside
        )

    def _in_place_of_name(self, text: str, tokens: Sequence[_Token], at: int) -> bool:
        """Tell whether an ordinary word stands where only a name would."""
        token = tokens[at]
        if re.match(r"['\u2019]s\b", text[token.end : token.end + 2] + " "):
            return True
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        at_head = bool(_HEAD.search(text[max(0, token.start - 8) : token.start]))
        if at_head or token.start == 0:
            return behind is not None and behind.raw in words().person_verbs
        before = tokens[at - 1]
        if before.cased or token.raw.isupper() or len(token.folded) < _SHORTEST:
            return False
        return not (behind and (behind.cased or behind.raw[0].isdigit()))

    def _initials(self, text: str) -> Iterator[Taken]:
        known = words().abbreviations
        for name in self._names:
            if name.role != "worker" or not name.dotted or name.dotted in known:
                continue
            one, other = name.dotted.upper().split(".")
            for match in re.finditer(rf"(?<![\w.]){one}\.\s?{other}\.(?!\w)", text):
                yield Taken(start=match.start(), end=match.end(), role=name.role)


def _over_stop(text: str, last: _Token) -> int:
    """Return the end of a name; the stop of an initial belongs to it."""
    within = re.match(r"\.(?=\s[a-z]|[,;)])", text[last.end : last.end + 3])
    return last.end + 1 if len(last.raw) == 1 and within else last.end


def people_named(text: str, known: Sequence[Person]) -> Iterator[Person]:
    """Yield relatives of the worker that a text names: ``his wife, Marta``."""
    pattern = re.compile(
        rf"\b(?:{'|'.join(sorted(words().relatives))}),?\s"
        r"(?P<name>[A-Z][a-z\u00e0-\u00ff]{2,}(?:\s[A-Z][a-z\u00e0-\u00ff]+)?)"
    )
    families = {part for p in known if (n := name_of(p)) for part in n.family}
    for match in pattern.finditer(text):
        if fold(match["name"]) not in families | words().also_words:
            yield Person("relative", match["name"])
