"""Labels of forms and letters, and where the value of each stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.documents.phrases import words_of

from .knowledge import forms
from .mending import mended
from .text import FormLine, Place

_COLUMN = re.compile(r"[ \t\u00a0]{2,}")
_BEFORE_COLUMN = re.compile(r"(?:^|[ \t\u00a0]{2,}|[.;|:]\s|^[\w ]{3,25} /\s)$")
_TIGHT = re.compile(
    r"\s*(?:no\.?|number|of|#)?\s*(?:(?:CT|on)\s+)?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},|\d{1,2}[/-]\d{1,2}[/-]\d"
    r"|(?:[A-Z0-9]+-)*[A-Z]*\d[\w-]{4,})"
)
_FULL_NAME = re.compile(r"\b(?:last|first)\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^)]*\)?\s*:?\s*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of a document with the place of its value."""

    label: str
    """Lower case, white space folded."""

    section: str | None
    place: Place
    colon: bool


@dataclass(frozen=True, slots=True)
class _Label:
    """A label within its line."""

    start: int
    end: int
    words: str
    note: str
    colon: bool


def find_labels(lines: Sequence[FormLine]) -> Iterator[Labelled]:
    """Yield every label of a document in order, with the section it stands in."""
    section: str | None = None
    for number, line in enumerate(lines):
        opened = _section(line)
        if opened:
            section = opened
            continue
        labels = _labels(line)
        places = _values(lines, number, labels)
        for label, place in zip(labels, places, strict=True):
            yield Labelled(_called(label), section, place, label.colon)


def _called(label: _Label) -> str:
    words = " ".join(label.words.lower().split())
    return "full name" if words == "name" and _FULL_NAME.search(label.note) else words


def _section(line: FormLine) -> str | None:
    """Return the section that a heading opens: the line is that, and a note at most."""
    heading = _NOTE.sub("", line.text).strip(" :")
    words = line.words if heading == line.text.strip(" :") else words_of(heading)
    for hit in forms().sections.find(words):
        if hit.start == 0 and hit.words == len(words) and ":" not in heading:
            return hit.meaning
    return None


def _labels(line: FormLine) -> list[_Label]:
    """Return the labels of a line, those with a slip in a word where they are sure."""
    text, back = mended(line.text)
    found = []
    for match in forms().label.finditer(text):
        start, end = back[match.start()], back[match.end()]
        label = _Label(
            start, end, match["label"], match["note"] or "", match["colon"] is not None
        )
        written = " ".join(line.text[start : back[match.end("label")]].lower().split())
        same = written == _called(label) or match["label"].lower() in written
        if _counts(line, label) and (same or label.colon or " " in match["label"]):
            found.append(label)
    return found


def _counts(line: FormLine, label: _Label) -> bool:
    """Tell whether words that could be a label are one here."""
    before, after = line.text[: label.start], line.text[label.end :]
    if label.colon:
        return True
    return bool(_BEFORE_COLUMN.search(before) or _TIGHT.match(after))


def _values(
    lines: Sequence[FormLine], number: int, labels: Sequence[_Label]
) -> list[Place]:
    if not labels:
        return []
    line = lines[number]
    following = lines[number + 1] if number + 1 < len(lines) else None
    below = _below(line, following, labels) if len(labels) > 1 else []
    if below:
        return below
    ends = [*(label.start for label in labels[1:]), None]
    return [
        _value(line, following, label.end, end)
        for label, end in zip(labels, ends, strict=True)
    ]


def _below(
    line: FormLine, following: FormLine | None, labels: Sequence[_Label]
) -> list[Place]:
    """Return the columns of the next line, where a line is labels and no values."""
    ends = [*(label.start for label in labels[1:]), len(line.text)]
    blank = all(
        not line.text[label.end : end].strip(" \t\u00a0:_.")
        for label, end in zip(labels, ends, strict=True)
    )
    if not blank or following is None or following.page is not line.page:
        return []
    if _labels(following):
        return []
    cuts = [match.span() for match in _COLUMN.finditer(following.text.rstrip())]
    starts = [0, *(end for _, end in cuts)]
    stops = [*(start for start, _ in cuts), len(following.text.rstrip())]
    if len(starts) != len(labels):
        return []
    return [
        Place(line.page, following.start + start, following.start + stop)
        for start, stop in zip(starts, stops, strict=True)
    ]


def _value(
    line: FormLine, following: FormLine | None, start: int, end: int | None
) -> Place:
    """Return the stretch of a value: to the next label, column or end of the line.

    A value that wraps goes on in the next line; one that is not there stands in it.
    """
    text = line.text[start:end]
    skipped = len(text) - len(text.lstrip(" \t\u00a0:._\u2026"))
    column = _COLUMN.search(text.rstrip(), skipped)
    stop = start + (column.start() if column else len(text.rstrip()))
    first = start + skipped
    if following is None or following.page is not line.page:
        return Place(line.page, line.start + first, line.start + stop)
    labelled = bool(_labels(following))
    if first >= stop and end is None and not labelled:
        return Place(line.page, following.start, following.written_end)
    wraps = end is None and column is None and line.wraps and not labelled
    last = following.written_end if wraps else line.start + stop
    return Place(line.page, line.start + first, last)
