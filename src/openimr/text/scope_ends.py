"""How far a cue reaches: forward to the end of its list or clause, or backward.

The hard part is the comma.  In "no fever, chills or sweats" it joins the members of
one list; in "no guarding, mild tenderness" a finding of its own follows.  A further
item is told from a new statement by what it holds: a verb, a subject, a word such as
"mild" or "positive", a number or another cue.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.domain import Assertion

from .clauses import ENDS, JOINTS, Mark
from .cues import Form, Reach

Stretch = tuple[int, int]

_OF_OTHERS = frozenset({Assertion.FAMILY, Assertion.OTHER})
_HARD = re.compile(r"[.!?\n]|but\b|however\b")
_RELATIVE = re.compile(r"\b(?:that|which|who)\s*\Z")
_CARRIES = re.compile(r"(?:\A\s*|\w(?:ed|ing|ent|en)\s+)\Z")
"""Words behind which a preposition belongs to the verb: "treated with"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its marks and the places where something is denied."""

    lower: str
    marks: list[Mark]
    denials: frozenset[int]
    """Where the cues begin that deny something."""

    def after(self, at: int) -> int:
        """Return the index of the first mark that begins at or after an offset."""
        return bisect_left(self.marks, at, key=lambda mark: mark.start)

    def adjoins(self, start: int, end: int) -> bool:
        """Tell whether nothing but white space stands between two offsets."""
        return not self.lower[start:end].strip()

    def ends_hard(self, mark: Mark) -> bool:
        """Tell whether a mark ends the whole sentence, not only a clause."""
        return mark.kind in {"label", "semicolon"} or (
            mark.kind == "stop" and _HARD.match(self.lower, mark.start) is not None
        )


def forward(sentence: Sentence, form: Form, at: int) -> Iterator[Stretch]:
    """Yield the stretches behind ``at`` that the cue speaks of."""
    if form.cue.reach is not Reach.SENTENCE:
        yield from _Walk(sentence, form, at).stretches()
        return
    ends = (
        m.start for m in sentence.marks[sentence.after(at) :] if sentence.ends_hard(m)
    )
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
        self.first = sentence.after(at)

    def stretches(self) -> Iterator[Stretch]:
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
        return past and self.sentence.lower.startswith("for", mark.start)

    def _opens_circumstance(self, mark: Mark, begin: int) -> bool:
        if mark.kind != "beside" or self.of_others or self._gives_reason(mark):
            return False
        if self.reach is Reach.LIST:
            return not self.sentence.adjoins(self.at, mark.start)
        return _CARRIES.search(self.sentence.lower[begin : mark.start]) is None

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
        for mark in self.marks[joint_end + 1 :]:
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
        for at, mark in enumerate(self.marks[index + 1 :], index + 1):
            if mark.kind == "or":
                return True
            if mark.kind in {"verb", "subject", "and", "since"} or mark.kind in ENDS:
                return False
            if mark.kind == "comma" and self._denied_anew(at):
                return False
        return False

    def _has_verb_before(self) -> bool:
        for mark in reversed(self.marks[: self.first]):
            if mark.kind in ENDS:
                return False
            if mark.kind == "verb":
                return True
        return False

    def _one_of_many(self) -> bool:
        """Tell whether the cue opens one of several findings set side by side."""
        if self.reach is Reach.CLAUSE:
            return False
        for mark in reversed(self.marks[: self.first]):
            if mark.kind in ENDS or mark.kind == "verb":
                return False
            if mark.kind == "comma":
                return True
        return False


def backward(sentence: Sentence, form: Form, start: int) -> Stretch:
    """Return the stretch before a cue that it speaks of."""
    index = sentence.after(start) - 1
    end = start
    while index >= 0 and _adjoining(sentence, sentence.marks[index], end):
        mark = sentence.marks[index]
        if mark.kind == "label":
            return mark.start, mark.end - 1
        end = mark.start
        index -= 1
    if _RELATIVE.search(sentence.lower, 0, end):
        return end, end  # "a tear that was not seen before": the tear is there
    if form.cue.reach is Reach.SENTENCE:
        return _back_to_sentence(sentence, index), end
    return _back_to_clause(
        sentence, index, passes_verbs=form.cue.reach is Reach.CLAUSE
    ), end


def _adjoining(sentence: Sentence, mark: Mark, start: int) -> bool:
    """Tell whether a mark belongs to the cue: the colon of "spasm: none"."""
    if not sentence.adjoins(mark.end, start):
        return False
    if mark.kind == "stop":
        return sentence.lower[mark.start] == "-"
    return mark.kind in {"label", "comma", "verb", "sign", "open"}


def _back_to_sentence(sentence: Sentence, index: int) -> int:
    for mark in reversed(sentence.marks[: index + 1]):
        if sentence.ends_hard(mark):
            return mark.end
    return 0


def _back_to_clause(sentence: Sentence, index: int, *, passes_verbs: bool) -> int:
    stops = {"semicolon"} | ENDS
    stops |= {"since"} if passes_verbs else {"verb", "subject", "seen"}

    def causal(mark: Mark) -> bool:
        return sentence.lower.startswith("from", mark.start)

    in_list, passed, depth = False, set[str](), 0
    for at in range(index, -1, -1):
        mark = sentence.marks[at]
        depth += (mark.kind == "close") - (mark.kind == "open")
        if depth < 0 or mark.kind in stops or (passes_verbs and causal(mark)):
            return mark.end
        if mark.kind == "comma" and not in_list:
            return mark.end
        if mark.kind in {"and", "or"}:
            if passed & {"verb", "subject"} or _states(sentence, at):
                return mark.end
            in_list = True
        passed.add(mark.kind)
    return 0


def _states(sentence: Sentence, index: int) -> bool:
    """Tell whether a statement of its own stands before the joint."""
    end = sentence.marks[index].start
    for mark in reversed(sentence.marks[:index]):
        if mark.kind in JOINTS and sentence.adjoins(mark.end, end):
            end = mark.start
        elif mark.kind in JOINTS or mark.kind in ENDS:
            return False
        elif mark.kind in {"verb", "subject", "seen", "sign"}:
            return True
    return False
