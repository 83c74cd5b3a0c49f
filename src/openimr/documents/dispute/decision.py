"""Utilization review's answer to each treatment, out of tables, lists and prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openimr.documents.bare_dates import is_date_line
from openimr.documents.phrases import places_of_words
from openimr.domain import UrOutcome
from openimr.text import fold

from .cells import table_cells
from .columns import settle
from .knowledge import forms
from .lists import item_of
from .text import Block, FormLine, Place, blocks
from .wording import (
    LABEL,
    MARK,
    Verdict,
    asks,
    clean,
    find_verdict,
    is_item,
    is_labelled_request,
    item_words,
    unmarked,
    without_label,
)

_REQUEST_FOR = re.compile(
    r"\brequests?\s+for\s+(?:authorization\s+(?:of|for)\s+)?(?P<item>.{4,220}?)\s+"
    r"(?:is|are|was|were|has been|have been|cannot be|can not be)\b",
    re.IGNORECASE | re.DOTALL,
)
_STRENGTH = re.compile(r"\d\s*(?:mg|mcg|ml|gm?)\b|\d\s?%", re.IGNORECASE)
_AMOUNT = re.compile(r"\d\s*(?:mg|mcg|ml|gm?)\b|\d\s?%|#\s?\d", re.IGNORECASE)
_ENDS_IN_UNITS = re.compile(r"^(?P<item>.*[A-Za-z%)])\s+(?P<units>\d{1,4})$")
_REST_OF_SENTENCE = re.compile(r"[^.;]{2,120}")
_HEADED = re.compile(r"^[A-Za-z ]{3,40}[:.]\s")
_ONLY_NUMBERS = re.compile(
    r"^[\s|]+#?\d{1,4}(?:[\s|]+(?:#?\d{1,4}|none|-+))*\s*$", re.I
)
_LONGEST_TAIL = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """A treatment as the letter words it, and what was decided on it."""

    text: str
    outcome: UrOutcome | None
    place: Place
    mark: str | None = None
    approved: str | None = None


def read_answers(lines: Sequence[FormLine]) -> list[Answer]:
    """Return the letter's answers in order, each treatment once.

    The decision's own part of the letter is read first; only where it names nothing
    are the reasons searched, and last the sentences on "the request for ...".
    """
    parts = table_cells(list(blocks(lines)))
    first = next((n for n, b in enumerate(parts) if ends_decision(b)), len(parts))
    if any(is_labelled_request(block) for block in parts[first:]):
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
        if not item_words(before):
            self._alone(block, verdict, after)
        elif not is_item(before) and ":" in after:
            self._above(block, verdict)
        elif is_item(before) and len(after.split()) <= _LONGEST_TAIL:
            self._row(block, verdict, before, after)
        else:
            self.pending = []

    def _above(self, block: Block, verdict: Verdict) -> None:
        """Read ``The following is not necessary and is DENIED:`` above a list."""
        while later := find_verdict(block.raw, verdict.end):
            verdict = later
        self.heading, self.pending = verdict.outcome, []
        self._inline(block, verdict, block.raw[verdict.end :])

    def _inline(self, block: Block, verdict: Verdict, after: str) -> None:
        """Read what follows on the same line: ``APPROVED: Brace.  Follow up.``."""
        colon = after.rfind(":") + 1
        offset = block.place.start + verdict.end + colon
        after = after[colon:]
        for match in re.finditer(r"[^.;]+(?:\.\d[^.;]*)*", after):
            text = clean(match[0])
            if is_item(text):
                start = offset + match.start()
                place = Place(block.place.page, start, offset + match.end())
                self.answers.append(Answer(text, verdict.outcome, place))

    def _alone(self, block: Block, verdict: Verdict, after: str) -> None:
        """A cell that holds the decision only: the cell before is the treatment."""
        labelled = LABEL.match(block.raw) is not None
        if self.pending and (not labelled or asks(self.pending[0])):
            whole = Block((*self.pending[0].lines, *block.lines))
            text = " ".join(part.place.words for part in self.pending)
            self._add(text, verdict.outcome, after, whole)
        else:
            self.heading = verdict.outcome
            self._inline(block, verdict, after)
        self.pending = []

    def _row(self, block: Block, verdict: Verdict, before: str, after: str) -> None:
        pending = [part for part in self.pending if _continues(part, before)]
        text = " ".join([*(part.place.words for part in pending), fold(before)])
        whole = Block((*pending[0].lines, *block.lines)) if pending else block
        self._add(text, verdict.outcome, after, whole)
        self.pending = []

    def _without_verdict(self, block: Block) -> None:
        text = without_label(block.place.words)
        counted = self._counted(block)
        if counted:
            self.answers.append(counted)
            return
        is_listed = item_of(block.lines[0]) is not None or bool(_AMOUNT.search(text))
        if self.heading is not None and is_listed and is_item(text):
            self._add(text, self.heading, "", block)
            self.pending = []
        elif is_item(text) and not is_date_line(text):
            opens = asks(block)
            self.pending = [block] if opens else [*self.pending, block][-2:]
        else:
            self.pending, self.heading = [], None

    def _counted(self, block: Block) -> Answer | None:
        """Read a row of a table that gives numbers: requested and certified."""
        if not self._headed():
            return None
        mark, text = unmarked(block.place.words)
        row = settle(text.replace("# ", "#"), None, headed=True)
        if row.outcome is None or not is_item(row.item):
            return None
        return Answer(row.item, row.outcome, block.place, mark, row.approved)

    def _headed(self) -> bool:
        """Tell whether the table has a column of what was certified."""
        words = set(self.columns.words) if self.columns else set()
        return bool(words & forms().certified_words)

    def _add(
        self, text: str, outcome: UrOutcome | None, after: str, block: Block
    ) -> None:
        mark, item = unmarked(without_label(text))
        tail = fold(after) if _ONLY_NUMBERS.match(after) else ""
        row = settle(f"{clean(item)} {tail}".strip(), outcome, headed=self._headed())
        if tail and not _STRENGTH.search(item):
            row = replace(row, item=clean(item))
        item = self._with_units(row.item)
        if not is_item(item) or row.outcome is None:
            return
        approved = row.approved
        if approved is None and row.outcome is UrOutcome.MODIFY:
            approved = clean(fold(after)) or None
        self.answers.append(Answer(item, row.outcome, block.place, mark, approved))

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


def _continues(pending: Block, before: str) -> bool:
    """Tell whether a cell before belongs to the row: its own mark, or no mark after."""
    return item_of(pending.lines[0]) is not None and MARK.match(before) is None


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
                    clean(match["item"]),
                    verdict.outcome,
                    place,
                    approved=clean(after[0]) if modified and after else None,
                )


def _unique(answers: Sequence[Answer]) -> list[Answer]:
    """Keep the first answer on each treatment, with the mark of whichever has one."""
    kept: dict[tuple[str, ...], Answer] = {}
    for answer in answers:
        key = tuple(word for _, _, word in places_of_words(answer.text))[:6]
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = answer
        elif earlier.mark is None and answer.mark is not None:
            kept[key] = replace(earlier, mark=answer.mark)
    return list(kept.values())
