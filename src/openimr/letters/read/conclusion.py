"""What a rationale concludes.

The last sentence that speaks of medical necessity counts: advice on tapering may
follow it.  "Whether" and "would be" conclude nothing.
"""

import re

from openimr.domain import Decision, Span

_TOPIC = re.compile(
    r"medically\s*(?:necessary|appropriate)|medical\s+necessity|medically\s+unnecessary",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\bnot|\bnever|\bno\s+longer|\bcannot|n['\u2019]t|\bneither|\bnor)\s*"
    r"(?:,?\s*(?!(?:is|are|and|but)\b)[a-z]+,?\s+){0,6}\Z",
    re.IGNORECASE,
)
_OPEN = frozenset({"whether", "if", "why", "unless", "until"})
_NEGATIONS = frozenset({"not", "never", "longer", "cannot", "neither", "nor"})
_STOP = re.compile(r"[.;]")
_NECESSITY = re.compile(
    r"[^.;]{0,200}?\b(?:has|have|is|was|are|were|been)\s+(?P<not>not\s+|n['\u2019]t\s+)?"
    r"(?:been\s+|sufficiently\s+|clearly\s+)*"
    r"(?:established|supported|demonstrated|shown|documented|evident|substantiated"
    r"|present|met)",
    re.IGNORECASE,
)
_LACK = re.compile(
    r"\b(?:lacks?|lack\s+of|no|insufficient|without)\s*\Z", re.IGNORECASE
)
_OTHER_WORDS = re.compile(
    r"(?:\b(?:is|are|was|were)\b|\bIS\b)\s*(?P<not>not\s+|NOT\s+)?"
    r"(?:[a-z]+\s+){0,3}?(?:certified|approved|recommended|supported|warranted|indicated"
    r"|appropriate|authorized|necessary)\b",
    re.IGNORECASE,
)
_CLAUSE = 90
_CLOSING = 900
"""Characters at the end of a rationale that are looked through first."""


def find_conclusion(
    text: str, start: int, end: int, label: Decision | None = None
) -> tuple[Decision, Span] | None:
    """Return what the stretch concludes, and the words that say so.

    ``label`` settles sentences that keep the form's own ``is/was``.
    """
    near = max(start, end - _CLOSING)
    found = _last_of(text, near, end, label)
    if found is None and near > start:
        found = _last_of(text, start, near, label)
    return found or _in_other_words(text, max(start, end - 300), end)


def _last_of(
    text: str, start: int, end: int, label: Decision | None
) -> tuple[Decision, Span] | None:
    stop = end
    while True:
        at = text.rfind("edical", start, stop)
        if at < 0:
            at = text.rfind("EDICAL", start, stop)
        if at < 0:
            return None
        match = _TOPIC.match(text, at - 1, end) if at > start else None
        decided = _decided(text, start, match, end, label) if match else None
        if decided is not None:
            return decided
        stop = at + 1


def _decided(
    text: str, low: int, match: re.Match[str], end: int, label: Decision | None
) -> tuple[Decision, Span] | None:
    low = max(low, match.start() - _CLAUSE)
    before = text[low : match.start()].lower().split()
    if _leaves_open(before):
        return None
    said = match[0].lower()
    if said.endswith("necessity"):
        return _of_necessity(text, low, match, end)
    if label is not None and before[-1:] == ["is/was"]:
        return label, Span(*match.span())
    if said.endswith("unnecessary"):
        return Decision.UPHELD, Span(*match.span())
    denied = _denied_from(text, low, match, before)
    if denied is not None:
        return Decision.UPHELD, Span(denied, match.end())
    return Decision.OVERTURNED, Span(*match.span())


def _denied_from(
    text: str, low: int, match: re.Match[str], before: list[str]
) -> int | None:
    """Return where the words that deny begin, if the sentence denies."""
    if before and before[-1].endswith("not"):
        return low + text[low : match.start()].lower().rindex("not")
    if not _may_negate(before):
        return None
    negated = _NOT_BEFORE.search(text, low, match.start())
    return negated.start() if negated and not _STOP.search(negated[0]) else None


def _leaves_open(before: list[str]) -> bool:
    """Tell whether the words before ask or suppose, and so conclude nothing."""
    if before[-2:] in (["would", "be"], ["could", "be"]):
        return True
    if _OPEN.isdisjoint(before):
        return False
    for word in reversed(before):
        if word.endswith((".", ";")):
            return False
        if word in _OPEN:
            return True
    return False


def _may_negate(before: list[str]) -> bool:
    for word in before[-9:]:
        if word.strip(",") in _NEGATIONS or "n\u2019t" in word or "n't" in word:
            return True
    return False


def _of_necessity(
    text: str, low: int, match: re.Match[str], end: int
) -> tuple[Decision, Span] | None:
    if _LACK.search(text, low, match.start()):
        return Decision.UPHELD, Span(*match.span())
    verb = _NECESSITY.match(text, match.end(), end)
    if verb is None:
        return None
    decision = Decision.UPHELD if verb["not"] else Decision.OVERTURNED
    return decision, Span(match.start(), verb.end())


def _in_other_words(text: str, start: int, end: int) -> tuple[Decision, Span] | None:
    last = None
    for match in _OTHER_WORDS.finditer(text, start, end):
        last = match
    if last is None:
        return None
    decision = Decision.UPHELD if last["not"] else Decision.OVERTURNED
    return decision, Span(*last.span())
