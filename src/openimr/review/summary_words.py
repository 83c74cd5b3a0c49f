"""Words of records made fit to stand in a summary."""

import re
from collections.abc import Callable

from .summary_wording import summary_wording
from .wording import wording as rationale_wording

_WORD = re.compile(r"[^\s/,;:()]+")
_LOWER = re.compile(r"[a-z]")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_STAY = re.compile(r"\d|^[A-Z]$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")
_LEADING = re.compile(r"^[\s:;,.)-]+|^(?:and|the reason is)\s+", re.IGNORECASE)
_REASON_WORDS = 40
_ENDS = " |;,"
_SHORTEST_NAME = 3
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|MR|MRS|MS)\.?\s+)?"
WORKER = "[the worker]"


def calm(words: str) -> str:
    """Write a line in capitals as a sentence is written.

    >>> calm("MRI LUMBAR SPINE: PROTRUSION AT L4-5")
    'MRI lumbar spine: protrusion at L4-5'
    >>> calm("Protrusion at L4-5")
    'Protrusion at L4-5'
    """
    if _LOWER.search(words) or not _CAPITALS.search(words):
        return words
    said = lowered(words)
    return said[0].upper() + said[1:]


def lowered(words: str) -> str:
    """Write a title without capitals, but for what always has them.

    >>> lowered("MRI of the Lumbar Spine, L4-S1")
    'MRI of the lumbar spine, L4-S1'
    """
    acronyms = summary_wording().acronyms

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in acronyms or _STAY.search(word) else word.lower()

    return _WORD.sub(lower, words)


def asked(words: str) -> str:
    """Return what was asked for without the marks that end it in a table.

    >>> asked("Soma 350 mg #90 |")
    'Soma 350 mg #90'
    """
    words = words.strip(_ENDS)
    return words[:-1] if words.endswith(".") else words


def short_reason(words: str) -> str:
    """Return the sentences of a review letter that give its reason, in short.

    What the file lacks comes before what the guideline asks; what only informs of
    rights is left out.

    >>> short_reason("MTUS lists it. No spasm is recorded. You may appeal.")
    'No spasm is recorded.'
    """
    wording, turns = summary_wording(), rationale_wording()
    said = [each for each in _SENTENCE.split(words) if not wording.drop.search(each)]
    denying = [each for each in said if wording.denial.search(each)]
    of_file = [each for each in denying if not turns.rules.search(each)]
    telling = of_file or denying or said[:1]
    kept: list[str] = []
    for each in telling:
        if kept and sum(len(one.split()) for one in (*kept, each)) > _REASON_WORDS:
            break
        kept.append(_LEADING.sub("", each))
    return " ".join(kept).strip()


def nameless(patient: str | None) -> Callable[[str], str]:
    """Return a function that puts ``[the worker]`` in place of the worker's name.

    >>> hide = nameless("Lindqvist, Maren")
    >>> hide("Ms. Lindqvist is better. LINDQVIST M knee. Maren Lindqvist aches.")
    '[the worker] is better. [the worker] knee. [the worker] aches.'
    """
    parts = re.findall(r"[^\W\d_][\w'\u2019-]+", patient or "")
    names = sorted({p for p in parts if len(p) >= _SHORTEST_NAME}, key=len)
    if not names:
        return lambda text: text
    either = "|".join(
        re.escape(form) for name in reversed(names) for form in _forms(name)
    )
    pattern = re.compile(
        rf"\b{_TITLE}(?:{either})(?:(?:,?\s+|,)(?:{either}|[A-Z]\b\.?))*"
        rf"(?:['\u2019]s)?(?![\w-])"
    )

    def hide(text: str) -> str:
        return pattern.sub(_replaced, text)

    return hide


def _replaced(match: re.Match[str]) -> str:
    owned = match[0].endswith(("'s", "\u2019s"))
    return f"{WORKER}'s" if owned else WORKER


def _forms(name: str) -> tuple[str, ...]:
    capital = name[0].upper() + name[1:]
    return tuple(dict.fromkeys((capital, name.title(), name.upper())))
