"""What earlier procedures gave: the share of relief, and how long it lasted."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.dating import moments
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_AGAINST, MOST_EVIDENCE, quotes, silent, weigh
from openimr.clinical.goals import sets_a_goal
from openimr.clinical.scan import CueHit
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import DocumentKind, Fact, Finding, Quantity

from .bound import Sentences, affirmed, judged, said_none, sentences_with_cues
from .procedures import is_own, own_day
from .shares import SHARE, is_no_relief, share_of
from .span import LENGTH, days_of

_EARLY = re.compile(
    r"\b(?:immediate\w*|recovery|post[\s-]?procedure|right after|same day|in the office"
    r"|before leaving|anesthetic|anaesthetic|minutes?|first (?:few|several|two|four)"
    r" hours|hours|initially|at first|that (?:day|evening))\b"
)
_HELD = re.compile(
    r"\b(?:for|last(?:ed|ing|s)?|held|over|of relief|good for|some|about|nearly|almost"
    r"|approximately|close to|at least|roughly|through|gave|got|had|next|first|x"
    r"|(?:carried|bought|gave) (?:him|her|them)|persist\w*|stayed|remained)\s+"
    r"(?:the\s+|about\s+|around\s+|nearly\s+|almost\s+|close to\s+|some\s+|at least\s+"
    r"|approximately\s+|roughly\s+|only\s+"
    r"|(?:just\s+)?(?:over|under|shy of|short of)\s+|maybe\s+|just\s+|a good\s+"
    r"|all of\s+|next\s+|past\s+|first\s+)*\Z"
)
_NOT_LENGTH = re.compile(
    r"\W{0,2}(?:ago|later|after|prior|before|apart|out\b|old\b|follow|post\b|status"
    r"|visit|check|since|from now|interval)"
)
_FOR = re.compile(
    r"\b(?:lasted|persisted|(?:relie\w+|help\w*|better|benefit\w*|improv\w*|eased|free"
    r"|less|gone|good|back to|able|could|relief)\b[^.;]*?\bfor)\s+(?:\w+\s+){0,2}\Z"
)
"""Before a length: "for two months after the epidural" is one all the same."""

_ORDER = re.compile(
    r"\b(?P<nth>first|second|third|fourth|fifth|last|most recent|latest|no\.? ?\d"
    r"|#\d)\b"
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


@dataclass(frozen=True, slots=True)
class _Told:
    """A number told of a procedure, or of its having done nothing."""

    number: float
    said: Statement
    as_told: str
    early: bool
    nth: int
    """1 for "the first", 90 for "the last", 0 where no word orders it."""


def find_share_of_relief(ask: Ask) -> Fact:
    """Answer by how many percent the last procedure eased the pain.

    The latest report counts, within it the procedure named last; relief of the first
    hours only where nothing else is told.  Of "50 to 60%" it is the lower end, of "less
    than 50%" a number below it.
    """
    return _answer(ask, list(_shares(ask)), list(said_none(ask)))


def find_length_of_relief(ask: Ask) -> Fact:
    """Answer for how long the last procedure eased the pain, chosen as its share is."""
    return _answer(ask, list(_lengths(ask)), list(said_none(ask)))


def _answer(ask: Ask, told: list[_Told], none: list[Statement]) -> Fact:
    own = own_day(ask)
    found = [
        each
        for each in told
        if each.said.finding is Finding.PRESENT and not _of_own(ask, each.said, own)
    ]
    denied = [
        each
        for each in none
        if each.finding is Finding.ABSENT and not _of_own(ask, each, own)
    ]
    lasting = [each for each in found if not each.early] or found
    best = max(lasting, key=_rank, default=None)
    last = max(denied, key=_rank_of, default=None)
    if best is None or (last is not None and _rank_of(last) > _rank(best)[:2]):
        near = [*(each.said for each in told), *none]
        return weigh(ask, denied) if denied else silent(ask, near)
    return _fact(ask, best, found)


def _of_own(ask: Ask, said: Statement, own: dt.date | None) -> bool:
    """Tell whether a passage speaks of the treatment in dispute, given already."""
    if own is None:
        return False
    sentence = said.page.sentences[said.sentence]
    days = list(moments(said.page, sentence.start, sentence.end))
    if days:
        return all(is_own(ask, each.day, each.precision, own) for each in days)
    return False


def _rank(told: _Told) -> tuple[dt.date, int, int]:
    return told.said.day or dt.date.min, told.nth, -told.said.start


def _rank_of(said: Statement) -> tuple[dt.date, int]:
    return said.day or dt.date.min, _nth(said.page.low, said.start, said.end, said)


def _fact(ask: Ask, best: _Told, found: list[_Told]) -> Fact:
    unit = ask.entry.unit or "percent"
    number = round(best.number / 7, 1) if unit == "weeks" else best.number
    same = [each.said for each in found if each.number == best.number]
    other = [each.said for each in found if each.number != best.number]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(number, unit),
        as_of=best.said.day,
        evidence=quotes([best.said, *same], MOST_EVIDENCE),
        against=quotes(other, MOST_AGAINST),
        how=f"told as {best.as_told}",
    )


def _shares(ask: Ask) -> Iterator[_Told]:
    for sentence in sentences_with_cues(ask):
        low = sentence.page.low
        for match in SHARE.finditer(low, sentence.start, sentence.end):
            if is_no_relief(low, sentence.start, match):
                continue
            said = affirmed(judged(ask, sentence, match.start(), match.end()))
            if said is not None:
                early = _is_early(sentence, match.start(), match.end())
                yield _told(share_of(match), said, match, early)


def _lengths(ask: Ask) -> Iterator[_Told]:
    for sentence in sentences_with_cues(ask):
        low = sentence.page.low
        if sets_a_goal(sentence.page, sentence.number):
            continue
        for match in LENGTH.finditer(low, sentence.start, sentence.end):
            lead = low[max(sentence.start, match.start() - 45) : match.start()]
            relief = low.startswith(
                (" of", " worth", "' worth", "' relief"), match.end()
            )
            if _NOT_LENGTH.match(low, match.end()) and not _FOR.search(lead):
                continue
            if not (_HELD.search(lead) or relief):
                continue
            said = affirmed(judged(ask, sentence, match.start(), match.end()))
            if said is not None:
                days = days_of(match)
                yield _told(days, said, match, early=days < 1)


def _told(number: float, said: Statement, match: re.Match[str], early: bool) -> _Told:
    nth = _nth(match.string, match.start(), match.end(), said)
    return _Told(number, said, " ".join(match[0].split()), early, nth)


def _is_early(sentence: Sentences, start: int, end: int) -> bool:
    """Tell whether words speak of the first hours: up to the next "and" or comma."""
    low = sentence.page.low
    lead = _PART.split(low[max(sentence.start, start - 60) : start])[-1]
    tail = _PART.split(low[end : min(sentence.end, end + 60)])[0]
    words = f"{lead} {tail}"
    return bool(_EARLY.search(words)) and not _LATER.search(words)


_PART = re.compile(r"[,;]|\band\b|\bbut\b|\bthen\b")
_LATER = re.compile(r"\b(?:weeks?|months?)\b")


def _nth(low: str, start: int, end: int, said: Statement) -> int:
    """Return which of several procedures a number is said of, by the word before it."""
    sentence = said.page.sentences[said.sentence]
    named = list(_ORDER.finditer(low, sentence.start, max(end, start)))
    if not named:
        return 0
    nth = named[-1]["nth"]
    return _NTH.get(nth, 0) or int(re.sub(r"\D", "", nth) or 90)


BLOCK = "block"
"""Group of the words for a diagnostic block."""

_FOLLOWING = 2
"""Sentences after that still tell what the block gave."""

_OWN_REPORT = 12
"""The same in the block's own report, where technique and diary come between."""


def find_diagnostic_block(ask: Ask) -> Fact:
    """Answer by how many percent a diagnostic block eased the pain.

    Words alone ("the blocks were positive") answer where no percent is told; a block
    that gave nothing answers absent.
    """
    told = list(_of_blocks(ask))
    found = [each for each in told if each.said.finding is Finding.PRESENT]
    said = list(statements(ask))
    denied = [each for each in said if each.finding is Finding.ABSENT]
    best = max(found, key=_rank, default=None)
    if best is not None and not any(_later(each, best) for each in denied):
        return _fact(ask, best, found)
    return weigh(ask, [*said, *(replace(e.said, finding=None) for e in told)])


def _later(said: Statement, best: _Told) -> bool:
    return (said.day or dt.date.min) > (best.said.day or dt.date.min)


def _of_blocks(ask: Ask) -> Iterator[_Told]:
    seen: set[tuple[int, int]] = set()
    for hit in ask.records.scanned.of(ask.entry.fact, BLOCK):
        page = hit.page
        if page.section_at(hit.start) is SectionKind.PLAN:
            continue
        own = page.document.kind is DocumentKind.PROCEDURE_REPORT
        reach = _OWN_REPORT if own else _FOLLOWING
        last = min(hit.sentence + reach, len(page.sentences) - 1)
        end = page.sentences[last].end
        for match in SHARE.finditer(page.low, page.sentences[hit.sentence].start, end):
            place = page.order, match.start()
            number = page.sentence_at(match.start())
            begin = page.sentences[number].start
            if place in seen or is_no_relief(page.low, begin, match):
                continue
            if not _eases(page.low, match):
                continue
            group = CueGroup.PRESENT.value
            at = page.sentences[number].start if number != hit.sentence else hit.start
            first, final = min(at, match.start()), max(hit.end, match.end())
            if number != hit.sentence:
                first, final = match.start(), match.end()
            said = affirmed(judge(ask, CueHit(page, number, first, final, group)))
            if said is not None:
                seen.add(place)
                yield _told(share_of(match), said, match, early=False)


_EASES = re.compile(
    r"\b(?:relief|relieve\w*|better|improve\w*|reduc\w+|decreas\w+|eas\w+|less|gone|drop"
    r"\w*|help\w*|abolish\w*|resol\w+|diminish\w*|pain[\s-]free)\b"
)


def _eases(low: str, match: re.Match[str]) -> bool:
    around = low[max(0, match.start() - 60) : match.end() + 60]
    return _EASES.search(around) is not None


FINDERS: Finders = {
    "share_of_relief": find_share_of_relief,
    "length_of_relief": find_length_of_relief,
    "diagnostic_block": find_diagnostic_block,
}
