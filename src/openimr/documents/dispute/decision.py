"""Utilization review's answer to each treatment, out of tables, lists and prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openimr.domain import UrOutcome
from openimr.text import fold, same_length

from .knowledge import forms
from .lists import item_of
from .text import Block, FormLine, Place, blocks

_WORD = re.compile(r"[a-z0-9]+(?:[-/.'&][a-z0-9]+)*")
_REQUEST_FOR = re.compile(
    r"\brequests?\s+for\s+(?:authorization\s+(?:of|for)\s+)?(?P<item>.{4,220}?)\s+"
    r"(?:is|are|was|were|has been|have been|cannot be|can not be)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARK = re.compile(
    r"^\s*(?:(?:item|line|request|treatment|service|no\.?|#)\s*)*"
    r"(?:\(?(?P<n>\d{1,2})[.):]?(?=\s)|\(?(?P<l>[a-zA-Z])[.)](?=\s))\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<label>[A-Za-z #()\d/]{3,40}):\s*")
_TRAILING_NUMBERS = re.compile(
    r"(?P<item>.*?\D)\s+(?P<numbers>(?:\d{1,4}\s*){1,2})$", re.DOTALL
)
_STRENGTH = re.compile(r"\d\s*(?:mg|mcg|ml|gm?)\b|\d\s?%", re.IGNORECASE)
_AMOUNT = re.compile(r"\d\s*(?:mg|mcg|ml|gm?)\b|\d\s?%|#\s?\d", re.IGNORECASE)
_ENDS_IN_UNITS = re.compile(r"^(?P<item>.*[A-Za-z%)])\s+(?P<units>\d{1,4})$")
_REST_OF_SENTENCE = re.compile(r"[^.;]{2,120}")
_REQUESTED = re.compile(r"request|treatment|service|medication|item", re.IGNORECASE)
_HEADED = re.compile(r"^[A-Za-z ]{3,40}[:.]\s")
_VERB = re.compile(
    r"\s+(?:is|are|was|were|be|to be|has been|have been)$", re.IGNORECASE
)
_NO_ITEM = frozenset(
    (
        "determination decision decisions outcome notice utilization review reviewed "
        "reviewer following letter certification denial request requests dispute i we "
        "you "
        "none items process form claim injury rfa dear fax claimant patient employer "
        "board"
    ).split()
)
_LONGEST_ITEM = 34
_LONGEST_TAIL = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """A treatment as the letter words it, and what was decided on it."""

    text: str
    outcome: UrOutcome | None
    place: Place
    mark: str | None = None
    approved: str | None = None


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Words of a decision within a block's raw text."""

    start: int
    end: int
    outcome: UrOutcome | None


def read_answers(lines: Sequence[FormLine]) -> list[Answer]:
    """Return the letter's answers in order, each treatment once.

    The decision's own part of the letter is read first; only where it names nothing
    are the reasons searched, and last the sentences on "the request for ...".
    """
    parts = list(blocks(lines))
    first = next((n for n, b in enumerate(parts) if ends_decision(b)), len(parts))
    if any(_is_labelled_request(block) for block in parts[first:]):
        first = len(parts)  # each treatment has a part of its own, reasons and all
    return (
        _unique(_Reader(parts[:first]).run())
        or _unique(_Reader(parts).run())
        or _unique(list(_sentences(parts)))
    )


def ends_decision(block: Block) -> bool:
    """Tell whether a block is a heading below which no treatment is decided."""
    words = block.words
    return any(
        hit.start == 0
        and (hit.words >= len(words) - 2 or _HEADED.match(block.raw) is not None)
        for hit in forms().decision_ends.find(words)
    )


def find_verdict(raw: str, start: int = 0) -> _Verdict | None:
    """Return the first words of a decision, the longest phrase where several begin."""
    plain = same_length(raw).lower()
    spans = [match.span() for match in _WORD.finditer(plain, start)]
    words = tuple(plain[start:end] for start, end in spans)
    hits = forms().outcomes.find(words)
    if not hits:
        return None
    first = min(hits, key=lambda hit: (hit.start, -hit.words))
    end = spans[first.start + first.words - 1][1]
    return _Verdict(spans[first.start][0], end, first.meaning)


class _Reader:
    """One pass over the blocks, holding the cell before and the heading above."""

    def __init__(self, parts: Sequence[Block]) -> None:
        self.parts = parts
        self.pending: list[Block] = []
        self.heading: UrOutcome | None = None
        self.columns: Block | None = None
        self.answers: list[Answer] = []

    def run(self) -> list[Answer]:
        for block in self.parts:
            self._take(block)
        return self.answers

    def _take(self, block: Block) -> None:
        if _is_table_head(block):
            self.columns, self.pending = block, []
            return
        verdict = find_verdict(block.raw)
        if verdict is None:
            self._without_verdict(block)
            return
        before, after = block.raw[: verdict.start], block.raw[verdict.end :]
        if not _item_words(before):
            self._alone(block, verdict, after)
        elif not _is_item(before) and ":" in after:
            self._above(block, verdict)
        elif _is_item(before) and len(after.split()) <= _LONGEST_TAIL:
            self._row(block, verdict, before, after)
        else:
            self.pending = []

    def _above(self, block: Block, verdict: _Verdict) -> None:
        """Read ``The following is not necessary and is DENIED:`` above a list."""
        while later := find_verdict(block.raw, verdict.end):
            verdict = later
        self.heading, self.pending = verdict.outcome, []
        self._inline(block, verdict, block.raw[verdict.end :])

    def _inline(self, block: Block, verdict: _Verdict, after: str) -> None:
        """Read what follows on the same line: ``APPROVED: Brace.  Follow up.``."""
        colon = after.rfind(":") + 1
        offset = block.place.start + verdict.end + colon
        after = after[colon:]
        for match in re.finditer(r"[^.;]+(?:\.\d[^.;]*)*", after):
            text = _clean(match[0])
            if _is_item(text):
                start = offset + match.start()
                place = Place(block.place.page, start, offset + match.end())
                self.answers.append(Answer(text, verdict.outcome, place))

    def _alone(self, block: Block, verdict: _Verdict, after: str) -> None:
        """A cell that holds the decision only: the cell before is the treatment."""
        if self.pending and (not _LABEL.match(block.raw) or _asks(self.pending[0])):
            whole = Block((*self.pending[0].lines, *block.lines))
            text = " ".join(part.place.words for part in self.pending)
            self._add(text, verdict.outcome, after, whole)
        else:
            self.heading = verdict.outcome
            self._inline(block, verdict, after)
        self.pending = []

    def _row(self, block: Block, verdict: _Verdict, before: str, after: str) -> None:
        pending = [part for part in self.pending if _continues(part, before)]
        text = " ".join([*(part.place.words for part in pending), fold(before)])
        whole = Block((*pending[0].lines, *block.lines)) if pending else block
        self._add(text, verdict.outcome, after, whole)
        self.pending = []

    def _without_verdict(self, block: Block) -> None:
        text = _without_label(block.place.words)
        counted = self._counted(block)
        if counted:
            self.answers.append(counted)
            return
        is_listed = item_of(block.lines[0]) is not None or bool(_AMOUNT.search(text))
        if self.heading is not None and is_listed and _is_item(text):
            self._add(text, self.heading, "", block)
            self.pending = []
        elif _is_item(text):
            self.pending = (
                [block] if item_of(block.lines[0]) else [*self.pending, block][-2:]
            )
        else:
            self.pending, self.heading = [], None

    def _counted(self, block: Block) -> Answer | None:
        """Read a row of a table that gives numbers: requested and certified."""
        if self.columns is None or "certified" not in self.columns.words:
            return None
        match = _TRAILING_NUMBERS.match(block.place.words)
        if match is None or not _is_item(match["item"]):
            return None
        numbers = [int(number) for number in match["numbers"].split()]
        asked = numbers[0] if len(numbers) > 1 else _last_number(match["item"])
        certified = numbers[-1]
        mark, text = _unmarked(match["item"])
        if certified == 0:
            outcome, approved = UrOutcome.DENY, None
        elif certified == asked:
            outcome, approved = UrOutcome.APPROVE, None
        else:
            outcome, approved = UrOutcome.MODIFY, str(certified)
        text = text.rstrip(" #,")
        if len(numbers) > 1:
            text = f"{text} #{asked}" if _STRENGTH.search(text) else f"{text} {asked}"
        return Answer(text, outcome, block.place, mark, approved)

    def _add(
        self, text: str, outcome: UrOutcome | None, after: str, block: Block
    ) -> None:
        mark, item = _unmarked(_without_label(text))
        item = self._with_units(_clean(item))
        if not _is_item(item):
            return
        approved = _clean(fold(after)) if outcome is UrOutcome.MODIFY else ""
        if outcome is not None:
            self.answers.append(
                Answer(item, outcome, block.place, mark, approved or None)
            )

    def _with_units(self, item: str) -> str:
        """Write the number of a units column as one: ``Flexeril 7.5 mg 90``."""
        columns = self.columns.words if self.columns else ()
        match = _ENDS_IN_UNITS.match(item)
        if (
            match
            and forms().unit_words & set(columns)
            and _STRENGTH.search(match["item"])
        ):
            return f"{match['item'].rstrip(' ,')} #{match['units']}"
        return item


def _is_table_head(block: Block) -> bool:
    words = set(block.words)
    return (
        len(block.words) <= 10
        and bool(words & forms().item_words)
        and bool(words & forms().outcome_words)
        and not block.raw.rstrip().endswith((".", ":"))
        and not any(c.isdigit() for c in block.raw)
    )


def _item_words(text: str) -> list[str]:
    """Return the words that could name a treatment: no marks, labels of columns."""
    _, rest = _unmarked(_without_label(text))
    known = forms().outcome_words | forms().item_words
    return [word for word in _WORD.findall(rest.lower()) if word not in known]


def _is_item(text: str) -> bool:
    """Tell whether words can be a treatment, and not a sentence or heading."""
    words = _WORD.findall(same_length(text).lower())
    if not 1 <= len(words) <= _LONGEST_ITEM or not any(w[0].isalpha() for w in words):
        return False
    if _NO_ITEM & set(words) or ":" in text.rstrip(": "):
        return False
    return len([word for word in words if len(word) > 2]) >= 1


def _asks(pending: Block) -> bool:
    """Tell whether a block names a treatment by label or mark: ``Request: ...``."""
    return (
        _without_label(pending.raw) != pending.raw
        or _MARK.match(pending.raw) is not None
    )


def _is_labelled_request(block: Block) -> bool:
    """Tell whether a block is ``Treatment request #2: ...``."""
    label = _LABEL.match(block.raw)
    if label is None or not _REQUESTED.search(label["label"]):
        return False
    return _without_label(block.raw) != block.raw and _is_item(block.raw[label.end() :])


def _continues(pending: Block, before: str) -> bool:
    """Tell whether a cell before belongs to the row: its own mark, or no mark after."""
    return item_of(pending.lines[0]) is not None and _MARK.match(before) is None


def _without_label(text: str) -> str:
    """Take off ``Treatment request #1:`` and the like."""
    match = _LABEL.match(text)
    if match is None:
        return text
    known = forms().outcome_words | forms().item_words
    words = [w for w in _WORD.findall(match["label"].lower()) if not w.isdigit()]
    return text[match.end() :] if words and all(w in known for w in words) else text


def _unmarked(text: str) -> tuple[str | None, str]:
    match = _MARK.match(text)
    if match is None:
        return None, text
    return (match["n"] or match["l"]).lower(), text[match.end() :]


def _clean(text: str) -> str:
    return _VERB.sub("", fold(text).strip(" .,;:-\u2013"))


def _last_number(text: str) -> int | None:
    numbers = re.findall(r"\d+", text)
    return int(numbers[-1]) if numbers else None


def _sentences(parts: Sequence[Block]) -> Iterator[Answer]:
    """Yield what sentences say of ``the request for ...``."""
    for block in parts:
        for match in _REQUEST_FOR.finditer(block.raw):
            verdict = find_verdict(block.raw[match.end("item") : match.end() + 80])
            if verdict and verdict.outcome:
                place = Place(
                    block.place.page,
                    block.place.start + match.start(),
                    block.place.start + match.end("item") + verdict.end,
                )
                after = _REST_OF_SENTENCE.match(
                    block.raw, match.end("item") + verdict.end
                )
                modified = verdict.outcome is UrOutcome.MODIFY and after is not None
                yield Answer(
                    _clean(match["item"]),
                    verdict.outcome,
                    place,
                    approved=_clean(after[0]) if modified and after else None,
                )


def _unique(answers: Sequence[Answer]) -> list[Answer]:
    """Keep the first answer on each treatment, with the mark of whichever has one."""
    kept: dict[tuple[str, ...], Answer] = {}
    for answer in answers:
        key = tuple(_WORD.findall(answer.text.lower()))[:6]
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = answer
        elif earlier.mark is None and answer.mark is not None:
            kept[key] = replace(earlier, mark=answer.mark)
    return list(kept.values())
