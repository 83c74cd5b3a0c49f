"""How a sentence speaks of a medicine beside the treatment that it is about."""

import re
from collections.abc import Callable, Iterable

from openimr.domain import Assertion, DrugRole

from .medications.mentions import Mention
from .pages import ReadPage

_LESS_OF_IT = re.compile(
    r"\b(?:cut|cuts|reduc\w*|decreas\w*|lower\w*|wean\w*|taper\w*|stopp\w*|discontinu\w*"
    r"|dropp\w*|quit|skip\w*|less|fewer|half|halved|instead of|consum\w*|usage|intake"
    r"|change in|took no|takes no|needed no|without|no longer|got by|gets by|increas\w*"
    r"|(?:from|down to|down from) (?:about )?(?:\d+|two|three|four|five|six|eight|ten)"
    r"|same (?:amount|dose|number)|off|took (?:\w+ )?(?:\d+|one|two|three|four|five|six"
    r"|eight)|now (?:\d|none|no|one|two|half))\b"
)
"""Words that tell how much of a medicine is taken beside what is in dispute."""

_NEAR = 40
"""Characters around a drug that tell how much of it is taken."""

_WITHOUT = re.compile(
    r"\b(?:with no|without|w/o|off|out of|forgot|missed)\s+(?:\w+\s+)?\Z"
)
"""Before a drug: what is told of the days without it is told of the drug."""


_THE_TABLETS = re.compile(r"(?:the|these|those|her|his)\s+(?:tablets|capsules)\Z")
_ANY_DRUG = "medications"
_BACK = 3
"""Sentences back in which a drug can be the one that "the tablets" are of."""


def meant_by(
    page: ReadPage,
    mention: Mention,
    mentions_in: Callable[[ReadPage, int], Iterable[Mention]],
) -> str:
    """Return the drug a mention is of: "the tablets" are of the one named before.

    Where no drug, or several, were named last they may be all that the worker takes.
    """
    words = page.low[mention.hit.start : mention.hit.end]
    if mention.drug != _ANY_DRUG or not _THE_TABLETS.match(words):
        return mention.drug
    number = page.sentence_at(mention.hit.start)
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        named = {m.drug for m in mentions_in(page, back) if not m.hit.of_class}
        if named:
            return named.pop() if len(named) == 1 else mention.drug
    return mention.drug


def is_amount(page: ReadPage, mention: Mention) -> bool:
    """Tell whether a drug is named only for how much of it is taken."""
    sentence = page.sentences[page.sentence_at(mention.hit.start)]
    start = max(sentence.start, mention.hit.start - _NEAR)
    end = min(sentence.end, mention.hit.end + _NEAR)
    return _LESS_OF_IT.search(page.low, start, end) is not None


def holds(page: ReadPage, mention: Mention) -> bool:
    """Tell whether the next sentence can go on about a drug."""
    if mention.role is DrugRole.STOPPED:
        return False
    at = mention.hit.start
    if _WITHOUT.search(page.low, max(0, at - 24), at):
        return True
    away = {Assertion.NEGATED, Assertion.FAMILY, Assertion.OTHER}
    return mention.assertion not in away
