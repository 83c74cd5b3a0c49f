"""The road from what reviewers signed to all that goes out of the house."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from openimr.documents import read_dispute
from openimr.domain import CaseFile, Determination
from openimr.domain.dispute import value_of
from openimr.letters.write import Letterhead, compose, pdf_bytes, to_json

from .explain import sheets_of
from .input_files import DETERMINATION
from .majority import by_majority, leading
from .publish import Publication, publication_of

_NEUTRAL = Letterhead()
_NO_ORGANISATION = "Independent Medical Review"
_TITLES = frozenset("dr mr mrs ms mx md do dc dpm phd psyd jr sr ii iii iv".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """All files of one release, made and not yet given to anybody."""

    leading: int
    """Place, from 0, of the reviewer whose working stands in the determination."""

    determination: bytes
    """``determination.json`` as it goes out: without what was proposed before."""

    letter: bytes
    """The letter of the parties (PDF); it names reviewers by credentials alone."""

    sheets: Mapping[str, bytes]
    """Reader's versions and the requester's checklist, by file name."""

    publication: Publication
    names_reviewer: bool
    """True where a reviewer's name stands in a text that would go out."""

    @property
    def published(self) -> bytes | None:
        """Return the determination for the public; None where the leak test blocks."""
        copy = self.publication
        return None if copy.blocked else copy.files[DETERMINATION]


def outgoing(
    signed: Sequence[Determination],
    case: CaseFile | None,
    *,
    mailed: dt.date,
    reviewers: Sequence[str] = (),
    letterhead: Letterhead = _NEUTRAL,
) -> Outgoing:
    """Make letter, sheets and publication copy of what was signed.

    Of several reviewers the determination is that of the majority, item by item.

    Args:
        signed: each reviewer's signed determination, in the order of the seats.
        case: the case file, from which the worker and the parties are known.
        mailed: the day on which it goes out.
        reviewers: names of the reviewers, which must stand nowhere (Labor Code
            4610.6(f)).
        letterhead: whose letter it is; the neutral one calls nothing a draft here.

    Raises:
        PanelError: there is none, or they do not fit together.
        InputError: ``mailed`` cannot be the day of mailing.
        WhatIfError: it answers a what-if.
    """
    lead = leading(signed)
    joined = signed[lead] if len(signed) == 1 else by_majority(signed)
    final = _without_working(joined)
    patient = None if case is None else value_of(read_dispute(case).patient)
    content = compose(final, _as_final(letterhead), patient=patient)
    data = to_json(final)
    sheets = sheets_of(final, mailed=mailed, patient=patient)
    plain = [each.decode() for name, each in sheets.items() if name.endswith(".txt")]
    return Outgoing(
        leading=lead,
        determination=data,
        letter=pdf_bytes(content),
        sheets=sheets,
        publication=publication_of(final, case),
        names_reviewer=named(reviewers, [*content.texts(), *plain, data.decode()]),
    )


def _as_final(letterhead: Letterhead) -> Letterhead:
    if letterhead.organisation != _NEUTRAL.organisation:
        return letterhead
    return replace(letterhead, organisation=_NO_ORGANISATION)


def _without_working(determination: Determination) -> Determination:
    """Leave out what was proposed and then decided otherwise; the reasons stay."""
    items = tuple(replace(item, own=None) for item in determination.items)
    return replace(determination, items=items)


def named(names: Iterable[str], texts: Iterable[str]) -> bool:
    """Tell whether somebody stands in a text by given and family name.

    >>> named(["Maren Lindqvist, MD"], ["Signed: LINDQVIST, Maren"])
    True
    >>> named(["Maren Lindqvist, MD"], ["Dr. Lindqvist is the treating physician."])
    False
    """
    patterns = [each for name in names if (each := _pattern(name)) is not None]
    folded = [_folded(text) for text in texts] if patterns else []
    return any(each.search(text) for each in patterns for text in folded)


def _pattern(name: str) -> re.Pattern[str] | None:
    """Return how somebody is written; None for a name of one word.

    A family name by itself is left alone: a treating physician may have the same.
    """
    before, _, after = _folded(name).replace(".", "").partition(",")
    first, last = _words(before), _words(after)
    words = [*last, *first] if last else first
    if len(words) < 2:
        return None
    family = re.escape(first[-1] if last else words[-1])
    given = re.escape(words[0])
    return re.compile(
        rf"\b{given}\b(?:\W+\w+){{0,2}}?\W+{family}\b|\b{family}\b\W+{given}\b"
    )


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text) if word not in _TITLES]


def _folded(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text)
    return "".join(each for each in marks if not unicodedata.combining(each)).casefold()
