"""What a worker could not do while a drug was missed, and does with it again.

A lapse in supply tells more of a drug than any score: "missed it four days: could not
get out of the car.  Back on: dresses himself."
"""

import re
from collections.abc import Iterator
from functools import cache

from openimr.clinical.entries import load_words
from openimr.clinical.pages import ReadPage
from openimr.clinical.phrases import alternatives

_TAKEN = (
    r"(?:it|them|this|these|(?:the |his |her )?(?:meds?|medications?|medicines?|pills?"
    r"|tablets?|capsules?|patch(?:es)?|drug|doses?|supply|refills?|prescriptions?)"
    r"|(?:an?|one|two|three|four|five|six|seven|ten|\d+) (?:days?|doses?|weeks?))"
)
_OFF = re.compile(
    rf"\b(?:(?:miss(?:ed|es)|skip(?:ped|s)|off|without|forgot|out of|lacked) {_TAKEN}"
    rf"|(?:when|while|after|once) {_TAKEN} (?:was|were|is|are)"
    r" (?:denied|stopped|cut off|held|not filled|refused|withheld|interrupted)"
    rf"|(?:ran|runs|run) (?:out|short)|went without (?:{_TAKEN}|for)"
    r"|ran-out (?:days?|weeks?)"
    r"|(?:would|could|did) ?(?:not|n't) (?:re)?fill|stopped taking it"
    r"|(?:days?|weeks?|month) (?:off|without) (?:it|them|the \w+)"
    r"|(?:pharmacy|carrier|insur\w+) (?:would|did|could)(?: not|n't)"
    r" (?:re)?(?:fill|lease|ship|send|dispense|cover))\b"
)
_UNABLE = re.compile(
    r"\b(?:could(?: not|n't)|unable to|was(?: not|n't) able to|cannot|can(?: not|'t)"
    r"|did(?: not|n't)|never (?:left|got)|had to (?:ask|have|call|be)"
    r"|(?:wife|husband|son|daughter|mother|father|sister|brother|aide|neighbor)"
    r" (?:had to|dressed|bathed|washed|drove|cooked|did|does|helped|shopped|fed|put)"
    r"|neither of|needed help)\b"
)
_BACK = re.compile(
    rf"\b(?:back on(?: {_TAKEN})?|(?:with|w/|on) {_TAKEN}|resumed(?: {_TAKEN})?"
    r"|restarted|now that (?:it|they) (?:is|are) back)\s*[:,]\s*(?:(?:he|she|pt)\s+)?"
    r"(?:can |able to |again )?"
    r"(?P<does>walks?|does|do|drives?|cooks?|dress(?:es)?|wash(?:es)?|bathes?"
    r"|showers?|sits?|stands?|lifts?|climbs?|shops?|cleans?|mows?|gardens?|works?|types?"
    r"|carries|carry|ties?|makes?|gets?|goes|go|plays?|holds?|reach(?:es)?|feeds?"
    r"|prepares?|vacuums?|folds?|attends?|rides?|swims?)\b"
)
_SPOILT = re.compile(
    r"\b(?:not|n't|cannot|never|only|barely|hardly|less|no longer|no more|fewer)\b"
)
_CLAUSE = re.compile(r"[,;.\n]")
_NEAR = 90
"""Characters in which the activity must be named."""


@cache
def _activities() -> re.Pattern[str]:
    lists, _ = load_words()
    return alternatives(lists["home_activity"], lists)


def interruptions(page: ReadPage) -> Iterator[tuple[int, int, int]]:
    """Yield sentence, start and end of what a lapse, or its end, did to activities."""
    for number, sentence in enumerate(page.sentences):
        off = _OFF.search(page.low, sentence.start, sentence.end)
        if off is not None:
            end = _until_unable(page, number, off.end())
            if end is not None:
                yield number, off.start(), end
        back = _BACK.search(page.low, sentence.start, sentence.end)
        if back is not None:
            end = min(sentence.end, back.start("does") + _NEAR)
            done = _activities().search(page.low, back.start("does"), end)
            if done and not _SPOILT.search(page.low, back.end(), _clause(page, done)):
                yield number, back.start(), done.end()


def _clause(page: ReadPage, done: re.Match[str]) -> int:
    """Return where the clause of an activity ends."""
    stop = _CLAUSE.search(page.low, done.end())
    return stop.start() if stop else len(page.low)


def _until_unable(page: ReadPage, number: int, at: int) -> int | None:
    """Return where the activity ends that could not be done; None without any.

    The sentence after may tell it: "The pharmacy would not fill.  Wife dressed him."
    """
    for following in page.sentences[number : number + 2]:
        start = max(at, following.start)
        unable = _UNABLE.search(page.low, start, following.end)
        if unable is not None:
            end = min(following.end, unable.end() + _NEAR)
            what = _activities().search(page.low, unable.start(), end)
            return what.end() if what else None
    return None
