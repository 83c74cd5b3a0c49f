r"""The small language in which ``cues.yaml`` writes its patterns.

A pattern is a regular expression with four liberties: a space stands for any white
space, a parenthesis only groups, ``{class}`` is any word of a class, and ``@(…)``
marks words.  It is matched against lower-case text and ends at the end of a word.

>>> classes = read_classes({"be": "is, was"})
>>> pattern = compile_pattern("spasm {be}( not)? @(seen|felt)", classes)
>>> pattern.match("spasm  was felt on the left")["marked"]
'felt'
>>> sorted(opening_words("(no|{be}) longer", classes))
['is', 'no', 'was']
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

Classes = Mapping[str, tuple[str, ...]]

FIGURE = "#"
"""Opening word of a pattern that begins with a number."""

_BUILT_IN = {"year": r"(?P<year>(?:19|20)\d\d)"}
_PIECE = re.compile(
    r"(?P<escape>\\.)"
    r"|(?P<space>\ +)(?P<may>\?)?"
    r"|(?P<mark>@\()"
    r"|(?P<group>\((?!\?))"
    r"|\{(?P<class>[a-z]\w*)\}"
)
_INERT = re.compile(r"\\.|\[[^\]]*\]")
_MAY_LACK = re.compile(r"[?*]|\{0,\d*\}")
_HEAD = re.compile(r"[\w'/&+-]+")


def read_classes(written: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Split each class's words at the commas.

    >>> read_classes({"be": "is, was"})
    {'be': ('is', 'was')}
    """
    return {
        name: tuple(word.strip() for word in re.split(r",\s+", words) if word.strip())
        for name, words in written.items()
    }


def compile_pattern(pattern: str, classes: Classes) -> re.Pattern[str]:
    """Return the pattern as a regular expression.

    Raises:
        ValueError: it is not well formed or names a class that does not exist.
    """

    def write(piece: re.Match[str]) -> str:
        if piece["escape"]:
            return piece[0]
        if piece["space"]:
            return r"\s*" if piece["may"] else r"\s+"
        if piece["mark"]:
            return "(?P<marked>"
        if piece["group"]:
            return "(?:"
        return _BUILT_IN.get(piece["class"]) or any_of(_class(piece[0], classes))

    ends = r"(?<!\s)(?:(?!\w)|(?<!\w))"
    try:
        return re.compile(rf"(?:{_PIECE.sub(write, pattern)}){ends}")
    except re.error as problem:
        raise ValueError(f"not a pattern, {problem}") from problem


def any_of(words: Iterable[str]) -> str:
    """Return an expression for any of some words, the longest first.

    A search tries every branch at every place, so words share their first letter.

    >>> any_of(["no", "not", "denies"])
    '(?:denies|n(?:ot|o))'
    """
    ordered = sorted(set(words), key=lambda word: (word[:1], -len(word), word))
    branches: list[str] = []
    for first, group in groupby(ordered, key=lambda word: word[:1]):
        tails = [word[1:] for word in group]
        if first == FIGURE:
            branches.append(r"\d+")
        elif len(tails) == 1:
            branches.append(_literal(first + tails[0]))
        else:
            rest = "|".join(_literal(tail) for tail in tails)
            branches.append(f"{_literal(first)}(?:{rest})")
    return f"(?:{'|'.join(branches)})"


def by_first_letter(branches: Iterable[str]) -> str:
    r"""Return an expression for any of some patterns where a word begins.

    Each begins with a plain letter or figure.  At most places one look at the letter
    tells that none fits; patterns of the same letter are tried in their order.

    >>> by_first_letter(["pages?", "mtus", r"pp\."])
    '\\b(?:p(?:ages?|p\\.)|m(?:tus))'
    """
    tails: dict[str, list[str]] = {}
    for branch in branches:
        tails.setdefault(branch[0], []).append(branch[1:])
    known = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())
    return rf"\b(?:{known})"


def _literal(word: str) -> str:
    written = re.escape(word).replace("'", "['\u2019]")
    return re.sub(r"(?:\\ )+", r"\\s+", written)


def opening_words(pattern: str, classes: Classes) -> frozenset[str]:
    """Return the words that a pattern can begin with; ``#`` stands for a figure.

    Raises:
        ValueError: it can begin with something other than a plain word.
    """
    return frozenset(_heads(pattern, classes))


def _heads(pattern: str, classes: Classes) -> Iterator[str]:
    for branch in _branches(pattern):
        yield from _branch_heads(branch, classes)


def _branch_heads(branch: str, classes: Classes) -> Iterator[str]:
    rest = branch.lstrip("@").lstrip()
    if rest.startswith("("):
        inner, rest = _group(rest)
        if inner.startswith("?"):
            yield from _heads(rest, classes)
            return
        yield from _heads(inner, classes)
        if optional := _MAY_LACK.match(rest):
            yield from _heads(rest[optional.end() :], classes)
    elif named := _PIECE.match(rest):
        if named["class"] is None and not rest.startswith(r"\d+"):
            raise ValueError("a pattern must begin with a plain word")
        words = _class(named[0], classes) if named["class"] else (FIGURE,)
        yield from (_head(word) for word in words)
    else:
        yield _head(rest)


def _head(word: str) -> str:
    if word[:1] in {"[", "(", FIGURE}:
        return word
    head = _HEAD.match(word)
    if head is None or word[head.end() : head.end() + 1] in {"?", "*"}:
        raise ValueError("a pattern must begin with a plain word")
    return head[0]


def _class(written: str, classes: Classes) -> tuple[str, ...]:
    name = written.strip("{}")
    if name not in classes:
        raise ValueError(f"no class called {name}")
    return classes[name]


def _branches(pattern: str) -> Iterator[str]:
    """Split a pattern at the bars that stand outside all parentheses."""
    depth = start = 0
    for at, sign in enumerate(_bare(pattern)):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _bare(pattern: str) -> str:
    """Return the pattern with escapes and character classes made harmless."""
    return _INERT.sub(lambda inert: "x" * len(inert[0]), pattern)


def _group(pattern: str) -> tuple[str, str]:
    """Return what the leading parenthesis holds, and what follows it."""
    depth = 0
    for at, sign in enumerate(_bare(pattern)):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return pattern[1:at], pattern[at + 1 :]
    raise ValueError("a parenthesis is not closed")
