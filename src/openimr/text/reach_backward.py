"""How far a cue reaches backward: "spasm is absent", "cramps: none", "in 2007"."""

import re

from .clauses import ENDS, JOINTS, Mark, Sentence
from .cues import Form, Reach

_RELATIVE = re.compile(r"\b(?:that|which|who)\s*\Z")
_LONGEST = 12


def backward(sentence: Sentence, form: Form, start: int) -> tuple[int, int]:
    """Return the stretch before a cue that it speaks of."""
    index = sentence.index_after(start) - 1
    end = start
    while index >= 0 and _adjoining(sentence, sentence.marks[index], end):
        mark = sentence.marks[index]
        if mark.kind == "label":
            return mark.start, mark.end - 1
        end = mark.start
        index -= 1
    if _RELATIVE.search(sentence.lower, max(0, end - _LONGEST), end):
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
    for mark in sentence.back(index + 1):
        if sentence.ends_hard(mark):
            return mark.end
    return 0


def _back_to_clause(sentence: Sentence, index: int, *, passes_verbs: bool) -> int:
    stops = {"semicolon"} | ENDS
    stops |= {"since"} if passes_verbs else {"verb", "subject", "seen"}
    in_list, passed, depth = False, set[str](), 0
    for at in range(index, -1, -1):
        mark = sentence.marks[at]
        depth += (mark.kind == "close") - (mark.kind == "open")
        if (
            depth < 0
            or mark.kind in stops
            or (passes_verbs and sentence.reads(mark, "from"))
        ):
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
    for mark in sentence.back(index):
        if mark.kind in JOINTS and sentence.adjoins(mark.end, end):
            end = mark.start
        elif mark.kind in JOINTS or mark.kind in ENDS:
            return False
        elif mark.kind in {"verb", "subject", "seen", "sign"}:
            return True
    return False
