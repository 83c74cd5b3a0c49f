"""People, signs and set-apart letters in a line that is a document's title."""

import re
from collections.abc import Set as AbstractSet

from .names import parse_name

_NAME = r"[A-Z][a-zA-Z'\u2019]+(?:-[A-Z][a-zA-Z'\u2019]+)*"
_SIGNS = re.compile(r"^[\W_]+(?=\w)")
_LEADER = re.compile(r"\s+\.{3}.*$")
_BEFORE = re.compile(
    rf"^(?P<name>{_NAME},\s+(?:{_NAME}|[A-Z]\b)(?:\s+[A-Z]\.?(?=\s))?)"
    rf"\s+(?:\d{{1,3}}\s?[MF]\s+)?(?P<next>[\w/-]+)"
)
_BEHIND = re.compile(
    rf"(?:,\s+(?P<full>{_NAME}\s+(?:[A-Z]\.?\s+)?{_NAME})"
    rf"|\s+(?P<short>[A-Z]\.\s+{_NAME})|\s+for\s+Dr\.?\s+{_NAME})$"
)
_APART = re.compile(r"(?<!\S)(?:[A-Z] ){3,}[A-Z](?!\S)")


def without_people(text: str, titles: AbstractSet[str]) -> str:
    """Return a title without who it is about; ``titles`` are words that titles have.

    >>> words = frozenset({"decision", "log", "mri", "report", "initial", "visit"})
    >>> without_people("UR decision, Bernadette Quill", words)
    'UR decision'
    >>> without_people("Boatwright, Casimir MRI L-Spine", words)
    'MRI L-Spine'
    >>> without_people("Report, Initial Visit", words)
    'Report, Initial Visit'
    """
    text = _LEADER.sub("", _SIGNS.sub("", text))
    before = _BEFORE.match(text)
    if before and before["next"].lower() in titles and _is_name(before["name"], titles):
        text = text[before.start("next") :]
    behind = _BEHIND.search(text)
    if behind and (behind["full"] is None or _is_name(behind["full"], titles)):
        text = text[: behind.start()]
    return text


def _is_name(text: str, titles: AbstractSet[str]) -> bool:
    words = {word.strip(".,").lower() for word in text.split()}
    return not words & titles and parse_name(text) is not None


def closed_up(text: str, titles: AbstractSet[str]) -> str:
    """Return a line whose capitals stand apart as words, where all are known ones.

    >>> closed_up("F A X C O V E R", frozenset({"fax", "cover"}))
    'FAX COVER'
    >>> closed_up("A B C D", frozenset({"fax"}))
    'A B C D'
    """
    return _APART.sub(lambda m: _words(m[0], titles) or m[0], text)


def _words(apart: str, titles: AbstractSet[str]) -> str | None:
    letters = apart.replace(" ", "")
    ways: list[str | None] = [""]
    for end in range(1, len(letters) + 1):
        known = (
            f"{way} {letters[start:end]}"
            for start in range(end)
            if (way := ways[start]) is not None
            and end - start > 1
            and letters[start:end].lower() in titles
        )
        ways.append(next(known, None))
    whole = ways[-1]
    return whole.strip() if whole else None
