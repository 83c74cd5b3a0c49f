"""Words put right where the engine took one shape for another, beyond any doubt.

Few are: what a page says is quoted, and a wrong correction is worse than a slip that
everybody sees.  Figures are never changed or lost, whatever a rule says.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import groupby

import yaml

from openimr.documents.knowledge import entry, phrases
from openimr.errors import KnowledgeError

from .engine import Seen

_FILE = "confusions.yaml"
_KEYS = frozenset({"word", "becomes", "before", "after", "why", "examples", "keep"})
_AROUND = re.compile(r"(['\"(]*)(.*?)([.,;:'\")]*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """A word that is put right."""

    word: re.Pattern[str]
    becomes: str
    """What it becomes, a template of the groups of ``word``."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    examples: tuple[tuple[str, str], ...]
    keep: tuple[str, ...]

    def applied(self, word: str, before: str, after: str) -> str | None:
        """Return the word put right, None if it is no such word."""
        match = self.word.fullmatch(word)
        if match is None:
            return None
        if self.before and not self.before.fullmatch(before):
            return None
        if self.after and not self.after.fullmatch(after):
            return None
        right = match.expand(self.becomes)
        return right if _keeps_figures(word, right) else None


def corrected(words: Sequence[Seen]) -> list[Seen]:
    """Return the words of a page, line by line, put right."""
    right: list[Seen] = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        texts = corrected_texts([word.text for word in line])
        right += [
            word if word.text == text else replace(word, text=text)
            for word, text in zip(line, texts, strict=True)
        ]
    return right


def corrected_texts(words: Sequence[str]) -> list[str]:
    """Return the words of one line put right.

    >>> corrected_texts("displacing the left Sl root, lifts 25 Ib.".split())
    ['displacing', 'the', 'left', 'S1', 'root,', 'lifts', '25', 'lb.']
    """
    right: list[str] = []
    for place, word in enumerate(words):
        before = right[-1] if right else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        right.append(_corrected(word, before, after))
    return right


@cache
def confusions() -> tuple[Confusion, ...]:
    """Return all rules, in the order of their file.

    Raises:
        KnowledgeError: the file is broken.
    """
    try:
        text = (files("openimr.documents.ocr") / _FILE).read_text("utf-8")
        data = yaml.safe_load(text)
    except (OSError, yaml.YAMLError) as problem:
        raise KnowledgeError(
            _FILE, "cannot be read", "Install the package again."
        ) from problem
    top = entry(data, frozenset({"confusions"}), _FILE)
    nodes = top.get("confusions")
    if not isinstance(nodes, list):
        raise KnowledgeError(_FILE, "no list of confusions", "Give a list.")
    return tuple(_confusion(node, number) for number, node in enumerate(nodes))


def _corrected(word: str, before: str, after: str) -> str:
    for rule in confusions():
        whole = rule.applied(word, before, after)
        if whole is not None:
            return whole
        match = _AROUND.fullmatch(word)
        core = match and rule.applied(match[2], before, after)
        if match and core is not None:
            return match[1] + core + match[3]
    return word


def _keeps_figures(read: str, right: str) -> bool:
    """Tell whether every figure that was read is still there, in its order."""
    left = iter(right)
    return all(figure in left for figure in read if figure.isdigit())


def _confusion(node: object, number: int) -> Confusion:
    place = f"{_FILE}: confusions[{number}]"
    held = entry(node, _KEYS, place)
    becomes = held.get("becomes")
    if not isinstance(becomes, str) or "why" not in held:
        raise KnowledgeError(place, "no cure or no reason", "Give becomes and why.")
    examples = held.get("examples")
    if not isinstance(examples, list) or not examples:
        raise KnowledgeError(place, "no examples", "Give at least one.")
    pairs = [phrases(pair, place) for pair in examples]
    if any(len(pair) != 2 for pair in pairs):
        raise KnowledgeError(place, "an example is no pair", "Give read and right.")
    return Confusion(
        word=_pattern(held.get("word"), place),
        becomes=becomes,
        before=_pattern(held["before"], place) if "before" in held else None,
        after=_pattern(held["after"], place) if "after" in held else None,
        examples=tuple((read, right) for read, right in pairs),
        keep=phrases(held.get("keep"), place),
    )


def _pattern(node: object, place: str) -> re.Pattern[str]:
    try:
        return re.compile(node if isinstance(node, str) else "(")
    except re.error as problem:
        raise KnowledgeError(place, "not a regular expression", "Mend it.") from problem
