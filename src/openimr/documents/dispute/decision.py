"""Utilization review's answer to each treatment, out of tables, lists and prose."""

import re
from collections.abc import Sequence
from dataclasses import replace

from openimr.documents.bare_dates import is_date_line
from openimr.documents.signs import is_prose
from openimr.domain import RequestLine, UrOutcome
from openimr.text import find_sentences, fold

from .answers import Answer, apart, merged, unique
from .cells import table_cells
from .citing import is_formula
from .columns import STRENGTH, settle
from .decision_blocks import (
    answers_alone,
    asks_below,
    continues,
    ends_decision,
    is_heading,
    is_table_head,
    numbers_named,
    present,
)
from .history import opens_history
from .knowledge import forms
from .known import answers_on_known
from .letter_knowledge import letters
from .lists import item_of
from .prose import tell_in_sentences
from .text import Block, FormLine, Place, blocks
from .wording import (
    LABEL,
    PART_OF,
    Verdict,
    asks,
    clean,
    find_verdict,
    is_item,
    is_labelled_request,
    item_words,
    unmarked,
    without_empty_boxes,
    without_label,
)

_AMOUNT = re.compile(r"\d\s*(?:mg|mcg|ml|gm?)\b|\d\s?%|#\s?\d", re.IGNORECASE)
_ENDS_IN_UNITS = re.compile(r"^(?P<item>.*[A-Za-z%)])\s+(?P<units>\d{1,4})$")
_ONLY_NUMBERS = re.compile(
    r"^[\s|]+#?\d{1,4}(?:[\s|]+(?:#?\d{1,4}|none|-+))*\s*$", re.I
)
_DATES = re.compile(r"\s+\d{1,2}/\d{1,2}/\d{2,4}(?:\s*-\s*\d{1,2}/\d{1,2}/\d{2,4})?$")
_CERTIFIED_AMOUNT = re.compile(
    r"\s*(?:certified|approved|authorized|allowed)\s+(?:amount|quantity|number|as)\s*"
    r"[:\s]\s*(?P<amount>[^.\n]+)",
    re.IGNORECASE,
)
_LONGEST_TAIL = 16
_SENTENCE = re.compile(r"[.;]\s+[A-Z]")


def read_answers(
    lines: Sequence[FormLine], known: Sequence[RequestLine] = ()
) -> list[Answer]:
    """Return the letter's answers in order, each treatment once.

    The decision's own part of the letter is read first; only where it names nothing
    are the reasons searched, and last the sentences on "the request for ...".  What
    the letter decides on ``known`` treatments in other words is added.
    """
    parts = table_cells(list(blocks(lines)))
    first = next((n for n, b in enumerate(parts) if ends_decision(b)), len(parts))
    if any(is_labelled_request(b) or answers_alone(b) for b in parts[first:]):
        first = len(parts)  # each treatment has a part of its own, reasons and all
    own = parts[:first]
    answers = (
        merged(_Reader(own).run(), list(tell_in_sentences(own)))
        or _Reader(parts).run()
        or list(tell_in_sentences(parts))
    )
    return unique(answers_on_known(parts, known, list(apart(answers))))


def _may_follow(after: str) -> bool:
    """Tell whether words can stand behind a row's verdict: few, or a new sentence."""
    return len(after.split()) <= _LONGEST_TAIL or _SENTENCE.match(after) is not None


class _Reader:
    """One pass over the blocks, holding the cell before and the heading above."""

    def __init__(self, parts: Sequence[Block]) -> None:
        self.parts = parts
        self.pending: list[Block] = []
        self.heading: UrOutcome | None = None
        self.columns: Block | None = None
        self.past = False
        self.asked = False
        self.listed: dict[str, Block] = {}
        self.answers: list[Answer] = []

    def run(self) -> list[Answer]:
        for block in self.parts:
            self._take(block)
        return self.answers

    def _take(self, block: Block) -> None:
        if self._is_past(block):
            self.pending, self.heading = [], None
            return
        if is_table_head(block):
            self.columns, self.pending = block, []
            return
        raw = without_empty_boxes(block.raw)
        verdict = present(raw)
        if verdict is None:
            self._without_verdict(block)
        elif not self._limits(raw, verdict):
            self._with_verdict(block, raw, verdict)

    def _with_verdict(self, block: Block, raw: str, verdict: Verdict) -> None:
        closing = self._closing(block)
        if closing is not None:
            self._answer(self.pending[-1].place.words, closing, "", self.pending[-1])
            self.pending = []
            return
        before = without_label(raw[: verdict.start])
        after = raw[verdict.end :]
        numbered = self._numbered(before)
        if numbered:
            for mark in numbered:
                self._decide(self.listed[mark], verdict, after)
        elif not item_words(before):
            self._alone(block, verdict, after)
        elif not is_item(unmarked(before)[1]) and ":" in after:
            self._above(block, verdict)
        elif is_item(unmarked(before)[1]) and _may_follow(after):
            self._row(block, verdict, before, after)
        else:
            self.pending = []

    def _limits(self, raw: str, verdict: Verdict) -> bool:
        """Read ``Certified amount: #60`` below a treatment that was modified."""
        amount = _CERTIFIED_AMOUNT.match(raw)
        last = self.answers[-1] if self.answers else None
        if amount is None or last is None or last.outcome is not UrOutcome.MODIFY:
            return False
        if verdict.end > amount.start("amount"):
            return False
        if last.approved is None:
            approved = clean(amount["amount"])
            self.answers[-1] = replace(last, approved=approved or None)
        return True

    def _is_past(self, block: Block) -> bool:
        """Tell whether a block is, or stands below, a heading of earlier decisions."""
        if opens_history(block):
            self.past = ":" not in block.raw.rstrip(" :")
            return True
        self.past = self.past and not is_heading(block)
        return self.past or bool(letters().history_sentences.find(block.words))

    def _closing(self, block: Block) -> Verdict | None:
        """Return the verdict that closes the reasons below a treatment's own line."""
        if not self.pending or not is_prose(block.raw):
            return None
        sentences = list(find_sentences(fold(block.raw)))
        item = self.pending[-1].place.words
        last = sentences[-1].text
        alone = len(sentences) > 1 and is_formula(last, item)
        titled = item.rstrip()[-1:] not in ".,;:" and not is_prose(item)
        return find_verdict(last) if alone and titled else None

    def _numbered(self, before: str) -> list[str]:
        """Return the numbers of listed treatments that a decision names, no other."""
        return [mark for mark in numbers_named(before) if mark in self.listed]

    def _decide(self, listed: Block, verdict: Verdict, after: str) -> None:
        """Give a treatment of the list its decision, which stands elsewhere."""
        self._answer(listed.place.words, verdict, after, listed)
        self.pending = []

    def _answer(self, text: str, verdict: Verdict, after: str, block: Block) -> None:
        if verdict.outcome is None:
            mark, item = unmarked(without_label(text))
            why = verdict.undecided
            if why and is_item(clean(item)):
                answer = Answer(clean(item), None, block.place, mark, undecided=why)
                self.answers.append(answer)
            return
        self._add(text, verdict.outcome, after, block)

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
            mark, item = unmarked(match[0])
            text = clean(item)
            if is_item(text):
                start = offset + match.start()
                place = Place(block.place.page, start, offset + match.end())
                self.answers.append(Answer(text, verdict.outcome, place, mark))

    def _alone(self, block: Block, verdict: Verdict, after: str) -> None:
        """A cell that holds the decision only: the cell before is the treatment."""
        labelled = LABEL.match(block.raw) is not None
        if self.pending and (not labelled or self.asked or asks(self.pending[0])):
            whole = Block((*self.pending[0].lines, *block.lines))
            text = " ".join(part.place.words for part in self.pending)
            self._answer(text, verdict, after, whole)
        else:
            self.heading = verdict.outcome
            self._inline(block, verdict, after)
        self.pending, self.asked = [], False

    def _row(self, block: Block, verdict: Verdict, before: str, after: str) -> None:
        pending = [part for part in self.pending if continues(part, before)]
        text = " ".join([*(part.place.words for part in pending), fold(before)])
        whole = Block((*pending[0].lines, *block.lines)) if pending else block
        self._answer(text, verdict, after, whole)
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
            mark, _ = unmarked(block.raw)
            if mark is not None:
                self.listed.setdefault(mark, block)
        else:
            self.pending, self.heading = [], None
            self.asked = asks_below(block)

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
        part = PART_OF.match(item) if outcome is UrOutcome.APPROVE else None
        if part:
            item, after, outcome = part["item"], part["part"], UrOutcome.MODIFY
        tail = fold(after) if _ONLY_NUMBERS.match(after) else ""
        row = settle(f"{clean(item)} {tail}".strip(), outcome, headed=self._headed())
        if tail and not STRENGTH.search(item):
            row = replace(row, item=clean(item))
        item = self._with_units(row.item)
        if not is_item(item) or row.outcome is None:
            return
        approved = row.approved
        if approved is None and row.outcome is UrOutcome.MODIFY:
            approved = clean(_DATES.sub("", fold(after))) or None
        self.answers.append(Answer(item, row.outcome, block.place, mark, approved))

    def _with_units(self, item: str) -> str:
        """Write the number of a units column as one: ``Flexeril 7.5 mg 90``."""
        columns = self.columns.words if self.columns else ()
        match = _ENDS_IN_UNITS.match(item)
        if (
            match
            and forms().unit_words & set(columns)
            and STRENGTH.search(match["item"])
        ):
            return f"{match['item'].rstrip(' ,')} #{match['units']}"
        return item
