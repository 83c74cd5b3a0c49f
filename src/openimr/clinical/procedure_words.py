"""What a sentence says became of a procedure it names: done, planned, called off."""

import re
from dataclasses import dataclass
from enum import StrEnum

from openimr.domain import PROCEDURE_REPORTS, Assertion
from openimr.text import assertion_at

from .pages import ReadPage
from .sections import SectionKind


class Status(StrEnum):
    """What a passage says became of a procedure."""

    DONE = "done"
    PLANNED = "planned"
    """Asked for, authorised, scheduled, recommended or thought of."""

    CALLED_OFF = "called off"
    """Cancelled, declined, refused or decided against."""

    DENIED = "denied"
    """Never done, or said not to be needed."""

    MENTIONED = "mentioned"


_CALLED_OFF = re.compile(
    r"\b(?:cancel\w*|call(?:ed|s)? off|declin\w+|refus\w+|decided against"
    r"|(?:advis|recommend)\w+ against"
    r"|(?:does|do|did) ?(?:not|n't) (?:want|wish)|(?:don'?t|doesn'?t|didn'?t) want"
    r"|not interested in|does not wish|no longer want\w*|withdr[ae]w\w*|wants? no"
    r"|would rather not|(?:wishes|wants|hopes|prefers) to avoid|says no)\b"
)
_NEVER = re.compile(
    r"\bno (?:\w+ ){0,4}\Z|\b(?:never|not|without|neither|nor|denie[sd])\b"
    r"(?:(?! but |;|\.\s).){0,50}\Z"
)
_NONE_AFTER = re.compile(
    r"\W{0,3}(?:history\W{0,3})?(?:none|nil|denied|denies|negative"
    r"|(?:is|was|are) (?:not|neither)|has not been"
    r"|has (?:n't|never)|not (?:been )?(?:indicated|done|performed|planned|required"
    r"|needed|recommended|warranted|necessary))\b"
)
_PLANNED = re.compile(
    r"\b(?:request\w*|recommend\w*|authori[sz]\w*|approv\w*|schedul\w*|plan(?:s|ned|ning)?"
    r"|propos\w*|consider\w*|would|will|candidate|pending|await\w*|ask(?:s|ing|ed)? for"
    r"|refer\w*|wants?|wish\w*|should|may|might|could|needs?|going to|offer\w*|advis\w*"
    r"|suggest\w*|hold(?:ing)? off|set for|booked|(?:him|her|them) down for|slated"
    r"|pencill?ed in|on the (?:list|schedule|books|calendar)|clear(?:ed|ance)"
    r"|pre-?op\w*|upcoming|certified|indicated|proceed|appeal\w*|denied by"
    r"|rfa\b(?= for))\b"
)
_FIRM = re.compile(
    r"\b(?:request\w*|recommend\w*|authori[sz]ed|approved|schedul\w*|plan(?:s|ned|ning)?"
    r"|propos\w*|set for|booked|(?:him|her|them) down for|slated|pencill?ed in"
    r"|on the (?:list|schedule|books|calendar)|offer\w*|pending|await\w*|candidate"
    r"|pre-?op\w*|upcoming|certified|indicated|needs?|proceed|going to"
    r"|will (?:have|undergo|need))\b"
)
_IF = re.compile(
    r"\b(?:unless|until|in case)\b"
    r"|\bif\b(?! (?:you|your|the (?:carrier|insurer|adjuster)|it is (?:approv|authori"
    r"|certif|allow|grant)|(?:this is )?(?:approv|authori|certif|allow|grant)))"
    r"|\bshould (?:he|she|the|it|this|these|symptoms|pain)\b"
)
_INDICATED = re.compile(
    r"\b(?:candidate|indicat\w+|recommend\w*|option\w*|warrant\w*|advis\w*|need\w*"
    r"|necessary|contemplat\w*|consider\w*|anticipat\w*|appropriate|offer\w*|role"
    r"|benefit|lesion|help|further|additional|more)\b"
)
_DONE = re.compile(
    r"\b(?:underwent|undergone|received|has had|have had|had|gave|given|got|perform\w+"
    r"|complet\w+|s/p|status[\s-]post|post[\s-]?op\w*|following|helped|relie(?:f|ved)"
    r"|lasted|wore off|out from|ago|administered|carried out|was (?:done|put)|tolerated"
    r"|previous|prior|earlier|complication\w*|postoperative\w*|injected|to date|so far"
    r"|(?:was|were) done|after (?:the|his|her|a|that|this|each)|did not help|failed"
    r"|did (?:nothing|less)|response to|healed|fused|last)\b"
)
LABEL = re.compile(
    r"(?:procedures?|operation|injection)s?(?: (?:performed|note|done|today))?\s*[:.]"
)


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What the words around a procedure's name say."""

    status: Status
    supposed: bool
    """On a condition only: "if therapy fails"."""

    firm: bool
    """Words of a plan: requested, recommended, scheduled, authorised."""

    indicated: bool
    """Words of indication: a candidate, an option, recommended."""


def said_of(page: ReadPage, sentence: int, start: int, end: int) -> SaidOf:
    """Return what is said of the words ``start`` to ``end`` of a page."""
    whole = page.sentences[sentence]
    first, last = start - whole.start, end - whole.start
    assertion, _ = assertion_at(page.scopes(sentence), first, last)
    lead, tail = _clause(page.low[whole.start : whole.end], first, last)
    both = f"{lead} {tail}"
    status = _by_words(lead, tail, assertion) or _by_place(page, start, lead)
    return SaidOf(
        status=status,
        supposed=assertion in _SUPPOSED or _IF.search(lead) is not None,
        firm=_FIRM.search(both) is not None,
        indicated=_INDICATED.search(both) is not None,
    )


_SUPPOSED = frozenset({Assertion.HYPOTHETICAL, Assertion.POSSIBLE})


def _by_words(lead: str, tail: str, assertion: Assertion) -> Status | None:
    if _CALLED_OFF.search(lead) or _CALLED_OFF.search(tail):
        return Status.CALLED_OFF
    if assertion is Assertion.NEGATED or _NEVER.search(lead) or _NONE_AFTER.match(tail):
        return Status.DENIED
    if assertion in _SUPPOSED:
        return Status.PLANNED
    return _nearest(lead, tail) or (
        Status.DONE if assertion is Assertion.HISTORICAL else None
    )


def _nearest(lead: str, tail: str) -> Status | None:
    """Return what the words nearest to the name say: done, or planned."""
    done = _gap(_DONE, lead, tail)
    planned = _gap(_PLANNED, lead, tail)
    if done is not None and (planned is None or done <= planned):
        return Status.DONE
    return None if planned is None else Status.PLANNED


def _by_place(page: ReadPage, start: int, lead: str) -> Status:
    """Return what a report or section says by itself, without words."""
    if page.document.kind in PROCEDURE_REPORTS or LABEL.match(lead.strip()):
        return Status.DONE
    plan = page.section_at(start) is SectionKind.PLAN
    return Status.PLANNED if plan else Status.MENTIONED


def _gap(cue: re.Pattern[str], lead: str, tail: str) -> int | None:
    before = [len(lead) - match.end() for match in cue.finditer(lead)]
    behind = [match.start() for match in cue.finditer(tail)]
    return min([*before, *behind], default=None)


_BREAK = re.compile(r"[;]|\. |, but | but |\bbecause\b|\bas the\b")


def _clause(words: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the name's clause before and after it."""
    lead, tail = words[:start], words[end:]
    breaks = list(_BREAK.finditer(lead))
    after = _BREAK.search(tail)
    return (
        lead[breaks[-1].end() :] if breaks else lead,
        tail[: after.start()] if after else tail,
    )
