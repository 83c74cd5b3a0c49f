"""Read a query strictly: what cannot be understood is told with its place."""

from collections.abc import Callable
from dataclasses import replace

from openimr.errors import QueryError

from .fields import BY_NAME, Kind
from .tokens import Sort, Token, tokens_of
from .tree import All, Any, Node, Not, Words
from .values import value_of, words_of

MOST_LEAVES = 100
MOST_DEPTH = 25
_LONGEST_UNIT = 3
_STARTS = {Sort.OPEN, Sort.NOT, Sort.FIELD, Sort.PHRASE, Sort.WORD}


def parse(query: str) -> Node:
    """Return the tree of a query; nothing asked for means every item.

    Raises:
        QueryError: it cannot be understood; the message says at which character.
    """
    return _Parser(tokens_of(query)).whole()


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._leaves = 0
        self._depth = 0

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def whole(self) -> Node:
        if len(self._tokens) == 1:
            return All(())
        found = self._any_of(self._part)
        if self._now.sort is not Sort.END:
            raise _misplaced(self._now)
        return found

    def _any_of(self, part: Callable[[], Node]) -> Node:
        found = [self._all_of(part)]
        while self._now.sort is Sort.OR:
            self._take()
            found.append(self._all_of(part))
        return found[0] if len(found) == 1 else Any(tuple(found))

    def _all_of(self, part: Callable[[], Node]) -> Node:
        found = [part()]
        while self._now.sort in _STARTS or self._now.sort is Sort.AND:
            if self._now.sort is Sort.AND:
                self._take()
            found.append(part())
        found = _with_units(found)
        return found[0] if len(found) == 1 else All(tuple(found))

    def _part(self) -> Node:
        token = self._take()
        if token.sort is Sort.NOT:
            return Not(self._inner(token, self._part))
        if token.sort is Sort.OPEN:
            return self._group(token, self._part)
        if token.sort is Sort.FIELD:
            return self._of_field(token)
        if token.sort in {Sort.WORD, Sort.PHRASE}:
            self._count(token)
            return words_of(token, None)
        raise _misplaced(token)

    def _inner(self, token: Token, work: Callable[[], Node]) -> Node:
        """Go one level down; levels are counted, so that no query runs too deep."""
        self._depth += 1
        if self._depth > MOST_DEPTH:
            cure = "Ask with fewer brackets."
            raise QueryError(token.start, "too many brackets or nots", cure)
        found = work()
        self._depth -= 1
        return found

    def _group(self, opening: Token, part: Callable[[], Node]) -> Node:
        found = self._inner(opening, lambda: self._any_of(part))
        if self._now.sort is not Sort.CLOSE:
            problem = "a bracket without its other"
            raise QueryError(opening.start, problem, "Add a closing ).")
        self._take()
        return found

    def _of_field(self, token: Token) -> Node:
        if self._now.start != token.end or self._now.sort is Sort.END:
            problem = f"nothing stands behind {token.written}:"
            cure = f"Write the value behind the colon, such as {_sample(token)}."
            raise QueryError(token.start, problem, cure)
        if self._now.sort is Sort.OPEN:
            return self._group(self._take(), lambda: self._value(token))
        return self._value(token)

    def _value(self, field: Token) -> Node:
        token = self._take()
        if token.sort is Sort.NOT:
            return Not(self._inner(token, lambda: self._value(field)))
        if token.sort is Sort.OPEN:
            return self._group(token, lambda: self._value(field))
        if token.sort not in {Sort.WORD, Sort.PHRASE}:
            raise _misplaced(token)
        self._count(token)
        known = BY_NAME[field.field.name] if field.field else None
        if known is None or known.kind is Kind.TEXT:
            return words_of(token, known.name if known else None)
        found = value_of(known, token)
        return replace(found, start=min(field.start, found.start))

    def _count(self, token: Token) -> None:
        self._leaves += 1
        if self._leaves > MOST_LEAVES:
            problem = f"more than {MOST_LEAVES} words and values"
            raise QueryError(token.start, problem, "Ask with fewer.")


def _with_units(parts: list[Node]) -> list[Node]:
    """Let a number and the short word behind it be found as one: 20 mg as 20mg."""
    found: list[Node] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(last, Words) and isinstance(part, Words) and _unit(last, part):
            glued = replace(last, text=last.text + part.text, end=part.end)
            found[-1] = Any((All((last, part)), glued))
        else:
            found.append(part)
    return found


def _unit(number: Words, word: Words) -> bool:
    plain = not (number.phrase or word.phrase or number.prefix or word.prefix)
    short = word.text.isalpha() and len(word.text) <= _LONGEST_UNIT
    same = number.place == word.place
    return plain and short and same and number.text[-1:].isdecimal()


def _misplaced(token: Token) -> QueryError:
    if token.sort is Sort.END:
        return QueryError(token.start, "it ends too early", "Add what is to be found.")
    cure = f'Take it out, or quote it: "{token.written[:40]}".'
    return QueryError(token.start, f"{token.written[:40]} has no place here", cure)


def _sample(token: Token) -> str:
    kind = token.field.kind if token.field else Kind.NAME
    samples = {
        Kind.NUMBER: "year:2014..2016",
        Kind.DAY: "date:2014-05",
        Kind.PAGE: "page:63",
        Kind.TEXT: 'rationale:"functional improvement"',
    }
    return samples.get(kind, 'drug:norco or class:"muscle relaxant"')
