"""What a rationale concludes.

The last sentence that speaks of medical necessity counts: advice on tapering may
follow it.  "Whether" and "would be" conclude nothing.
"""

import re

from openimr.domain import Decision, Span

_TOPICS = ("edically", "edical necessity", "EDICALLY", "EDICAL NECESSITY")
_TOPIC = re.compile(
    r"medically\s*(?:necessary|appropriate)|medical\s+necessity|medically\s+unnecessary",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\bnot|\bnever|\bno\s+longer|\bcannot|n['\u2019]t|\bneither|\bnor)\s*"
    r"(?:,?\s*(?!(?:is|are|and|but)\b)[a-z]+,?\s+){0,6}\Z",
    re.IGNORECASE,
)
_NO_CONCLUSION = re.compile(
    r"\b(?:whether|if|would\s+be|could\s+be|why|unless|until|why\s+.{0,80})\s*\Z",
    re.IGNORECASE,
)
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
_TEMPLATE = re.compile(r"\bis\s*/\s*was\s*\Z", re.IGNORECASE)
_OTHER_WORDS = re.compile(
    r"(?:\b(?:is|are|was|were)\b|\bIS\b)\s*(?P<not>not\s+|NOT\s+)?"
    r"(?:[a-z]+\s+){0,3}?(?:certified|approved|recommended|supported|warranted|indicated"
    r"|appropriate|authorized|necessary)\b",
    re.IGNORECASE,
)
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
        at = max(text.rfind(topic, start, stop) for topic in _TOPICS)
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
    at = match.start()
    low = max(low, at - 90)
    if _NO_CONCLUSION.search(text, low, at):
        return None
    words = match[0].lower()
    if words.endswith("unnecessary"):
        return Decision.UPHELD, Span(*match.span())
    if words.endswith("necessity"):
        return _of_necessity(text, low, match, end)
    if label is not None and _TEMPLATE.search(text, low, at):
        return label, Span(*match.span())
    negated = _NOT_BEFORE.search(text, low, at)
    if negated and not re.search(r"[.;]", negated[0]):
        return Decision.UPHELD, Span(negated.start(), match.end())
    return Decision.OVERTURNED, Span(*match.span())


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
