"""How far a cue reaches forward: to the end of its list, phrase or clause.

The hard part is the comma.  In "no fever, chills or sweats" it joins the members of
one list; in "no guarding, mild tenderness" a finding of its own follows.  A further
item is told from a new statement by what it holds: a verb, a subject, a word such as
"mild" or "positive", a number or another cue.
"""

import re
from collections.abc import Iterator

from openimr.domain import Assertion

from .clauses import ENDS, JOINTS, Mark, Sentence
from .cues import Form, Reach

_OF_OTHERS = frozenset({Assertion.FAMILY, Assertion.OTHER})
_CARRIES = re.compile(r"\w(?:ed|ing|(?<!m)ent|en)\s+(?:with|from|on|for|by|under)\Z")
"""A preposition that belongs to the verb before it: "treated with"."""

_LONGEST = 24


def forward(sentence: Sentence, form: Form, at: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches behind ``at`` that the cue speaks of."""
    if form.cue.reach is not Reach.SENTENCE:
        yield from _Walk(sentence, form, at).stretches()
        return
    marks = sentence.onward(sentence.index_after(at))
    ends = (mark.start for mark in marks if sentence.ends_hard(mark))
    yield at, next(ends, len(sentence.lower))


class _Walk:
    """One walk over the marks behind a cue."""

    def __init__(self, sentence: Sentence, form: Form, at: int) -> None:
        self.sentence = sentence
        self.marks = sentence.marks
        self.reach = form.cue.reach
        self.means = form.means
        self.denies = form.means is Assertion.NEGATED
        self.of_others = form.means in _OF_OTHERS
        self.at = at
        self.first = sentence.index_after(at)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches in scope; circumstances inside an item are left out."""
        begin: int | None = self.at
        depth, index = 0, self.first
        while index < len(self.marks):
            mark = self.marks[index]
            depth += (mark.kind == "open") - (mark.kind == "close")
            joint_end = self._joint_end(index)
            if depth < 0 or self._ends_at(index, joint_end):
                break
            if mark.kind in JOINTS:
                begin = self.marks[joint_end].end if begin is None else begin
            elif begin is not None and self._opens_circumstance(mark, begin):
                yield begin, mark.start
                begin = None
            index = joint_end + 1
        if begin is not None:
            ended = index < len(self.marks)
            yield begin, self.marks[index].start if ended else len(self.sentence.lower)

    def _joint_end(self, index: int) -> int:
        """Return the last of several joints in a row, such as a comma and "or"."""
        if self.marks[index].kind not in JOINTS:
            return index
        while index + 1 < len(self.marks) and self.marks[index + 1].kind in JOINTS:
            if not self.sentence.adjoins(
                self.marks[index].end, self.marks[index + 1].start
            ):
                break
            index += 1
        return index

    def _ends_at(self, index: int, joint_end: int) -> bool:
        mark = self.marks[index]
        if mark.kind in JOINTS:
            return not self._goes_on(index, joint_end)
        if mark.kind in ENDS:
            return True
        if self.sentence.adjoins(self.at, mark.start):
            return False  # the cue's own verb or preposition
        if mark.kind == "since":
            return True
        if mark.kind in {"verb", "subject"}:
            return self.reach is not Reach.CLAUSE
        return (
            mark.kind == "beside"
            and self.reach is Reach.PHRASE
            and not self._gives_reason(mark)
        )

    def _gives_reason(self, mark: Mark) -> bool:
        """Tell whether what follows is past too: what a past treatment was for."""
        past = self.means is Assertion.HISTORICAL
        return past and self.sentence.reads(mark, "for")

    def _opens_circumstance(self, mark: Mark, begin: int) -> bool:
        if mark.kind != "beside" or self.of_others or self._gives_reason(mark):
            return False
        if self.reach is Reach.LIST:
            return not self.sentence.adjoins(self.at, mark.start)
        verb = self.sentence.lower[max(begin, mark.start - _LONGEST) : mark.end]
        return _CARRIES.search(verb) is None and begin < mark.start - 1

    def _goes_on(self, index: int, joint_end: int) -> bool:
        """Tell whether a further item follows the joint, not a new statement."""
        joint = self.marks[joint_end].kind
        kinds = self._item_kinds(joint_end)
        if joint == "or":
            return "subject" not in kinds
        if joint in {"comma", "semicolon"} and self._closed_by_or(joint_end):
            return True
        if joint == "semicolon" or (joint == "comma" and self.reach is Reach.PHRASE):
            return False
        if "subject" in kinds or ("verb" in kinds and not self.of_others):
            return False
        return not self.denies or self._denied_too(joint_end, kinds)

    def _denied_too(self, joint_end: int, kinds: set[str]) -> bool:
        """Tell whether a denial goes on to a further item that has no verb."""
        if "sign" in kinds or self._denied_anew(joint_end):
            return False
        if self.marks[joint_end].kind == "and":
            return not ("seen" in kinds and self._has_verb_before())
        return not self._one_of_many()

    def _item_kinds(self, joint_end: int) -> set[str]:
        kinds: set[str] = set()
        for mark in self.sentence.onward(joint_end + 1):
            if mark.kind in JOINTS or mark.kind in ENDS:
                break
            kinds.add(mark.kind)
        return kinds

    def _denied_anew(self, joint_end: int) -> bool:
        end = self.marks[joint_end].end
        while end < len(self.sentence.lower) and self.sentence.lower[end].isspace():
            end += 1
        return end in self.sentence.denials

    def _closed_by_or(self, index: int) -> bool:
        """Tell whether "or" closes a list of plain items that begins here."""
        for at, mark in enumerate(self.sentence.onward(index + 1), index + 1):
            if mark.kind == "or":
                return True
            if mark.kind in {"verb", "subject", "and", "since"} or mark.kind in ENDS:
                return False
            if mark.kind == "comma" and self._denied_anew(at):
                return False
        return False

    def _has_verb_before(self) -> bool:
        for mark in self.sentence.back(self.first):
            if mark.kind in ENDS:
                return False
            if mark.kind == "verb":
                return True
        return False

    def _one_of_many(self) -> bool:
        """Tell whether the cue opens one of several findings set side by side."""
        if self.reach is Reach.CLAUSE:
            return False
        for mark in self.sentence.back(self.first):
            if mark.kind in ENDS or mark.kind == "verb":
                return False
            if mark.kind == "comma":
                return True
        return False
