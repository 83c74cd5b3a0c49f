"""One question about one disputed item, with all that is needed to answer it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from openimr.domain import (
    DISPUTE_PAPERS,
    Assertion,
    DisputedItem,
    Document,
    DocumentKind,
    DrugRole,
    Fact,
    FactQuestion,
)

from .entries import FactEntry, load_words
from .medications.mentions import Mention
from .medications.names import MEDICATIONS
from .pages import ReadPage
from .phrases import alternatives
from .records import Records
from .site import Site
from .subjects import Subject
from .topics import Topics

_CLINICIAN = re.compile(
    r"\b(?:M\.?D|D\.?O|D\.?C|N\.?P|P\.?A(?:-C)?|Ph\.?D|Psy\.?D|D\.?P\.?M|R\.?N|P\.?T"
    r"|O\.?T\.?R|L\.?Ac|D\.?P\.?T|D\.?D\.?S|F\.?N\.?P|D\.?N\.?P)\b"
)
_RELATIVE_WHO = re.compile(
    r"\b(?:husband|wife|spouse|partner|mother|father|brother|sister|son|daughter|friend"
    r"|neighbou?r|roommate|cousin|uncle|aunt|coworker)\b,? who\b[^.;]*\Z"
)
_LETTERS = frozenset({DocumentKind.CORRESPONDENCE, DocumentKind.OTHER})
_APPEALS = re.compile(
    r"\b(?:appeal(?:s|ing)?|reconsider\w*|adverse determination|overturn"
    r"|your (?:denial|determination|reviewer|decision|letter|refusal|company|physician"
    r" (?:reviewer|advis[eo]r))|(?:denial|non-certification|refusal) of"
    r"|look(?:ed)? (?:at (?:this|it) )?again|second look|(?:must|respectfully) disagree"
    r"|medical director|(?:peer|utilization) review(?:er)?"
    r"|(?:was|were|been) (?:denied|turned down|non-?certified|not certified))\b"
)
"""Words of a letter that answers a denial."""

ROLES_TAKEN = frozenset({DrugRole.TAKES, DrugRole.PRESCRIBED, DrugRole.DISPENSED})


@dataclass(frozen=True)
class Ask:
    """A question, the item it is about, and the records."""

    records: Records
    entry: FactEntry
    item: DisputedItem
    question: FactQuestion
    as_of: dt.date
    subject: Subject
    site: Site
    """Where on the body the item belongs, and what speaks of other places."""

    @cached_property
    def topics(self) -> Topics:
        """Return what tells which treatment a passage speaks of."""
        return Topics(self.records, self.subject)

    @cached_property
    def latest(self) -> dt.date | None:
        """Return the day of the last clinical report before the request."""
        days = [
            document.date
            for document in self.records.documents
            if document.date is not None
            and document.date <= self.as_of
            and is_clinical(document)
        ]
        return max(days, default=None)

    def for_item(self, table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return what a ``by_class`` table holds for the item's drug or its classes.

        The drug's own entry wins, then the treatment's, then that of a class, then
        that of all medicines.
        For what is no drug: the treatment's entry, then that of its kind, such as
        ``injection``.
        """
        drug = self.subject.drug
        if drug is None:
            for name in (self.subject.treatment or "", self.subject.kind.value):
                if name in table:
                    return table[name]
            return table.get(MEDICATIONS, ())
        # "Synvisc" names a drug, and what is asked for is the injection.
        for own in (drug, self.subject.treatment or ""):
            if own in table:
                return table[own]
        for name, values in table.items():
            if name != MEDICATIONS and name in self.subject.classes:
                return values
        return table.get(MEDICATIONS, ())

    def day(self, page: ReadPage, offset: int) -> dt.date | None:
        """Return the day that a passage speaks of."""
        return self.records.dating.day(page, offset)

    def day_told(self, page: ReadPage, offset: int) -> dt.date | None:
        """Return the day that a passage speaks of; of an appeal, that of the request.

        What a clinician writes against the denial restates what led to the request, and
        counts as told then, unless it names a later day itself.
        """
        day = self.day(page, offset)
        written = page.document.date
        appeal = (
            page.document.kind in _LETTERS
            and day == written
            and is_clinical(page.document)
            and _APPEALS.search(page.low) is not None
        )
        return min(day, self.as_of) if appeal and day is not None else day

    def counts_then(self, day: dt.date | None) -> bool:
        """Tell whether a day lies before the request."""
        return day is None or day <= self.as_of

    def taken(self, *wanted: str) -> list[Mention]:
        """Return where the worker takes, gets or is prescribed one of some drugs.

        Sorted by day; papers of the dispute do not count, nor what was denied, told of
        others, supposed or planned.
        """
        names = self.records.names
        found = [
            mention
            for mention in self.records.mentions
            if mention.role in ROLES_TAKEN
            and mention.assertion in {Assertion.AFFIRMED, Assertion.POSSIBLE}
            and not mention.hit.of_class
            and names.is_one_of(mention.drug, wanted)
            and is_clinical(mention.page.document)
            and self.counts_then(mention.on)
            and not _of_relative(mention)
        ]
        return sorted(found, key=by_day)


Finder = Callable[[Ask], Fact]
Finders = Mapping[str, Finder]
"""Finders by the name that lexicon entries give."""


def _of_relative(mention: Mention) -> bool:
    """Tell whether a clause is about someone else: "her husband, who is on ..."."""
    begin = mention.page.sentences[mention.sentence].start
    return _RELATIVE_WHO.search(mention.page.low, begin, mention.hit.start) is not None


def by_day(mention: Mention) -> tuple[dt.date, int, int]:
    """Sort mentions by day, then by place."""
    return mention.on or dt.date.min, mention.page.order, mention.start


def is_clinical(document: Document) -> bool:
    """Tell whether a document was written by someone who treats or examines.

    A letter counts where its author is a clinician or a clinic.

    >>> from openimr.domain import Document, DocumentKind
    >>> letter = DocumentKind.CORRESPONDENCE
    >>> def letter_of(author: str) -> Document:
    ...     return Document(
    ...         id="D1", file="a", first_page=1, pages=1, kind=letter, author=author
    ...     )
    >>> [is_clinical(letter_of(each)) for each in ("Bay Spine Clinic", "A. Orr, M.D.")]
    [True, True]
    >>> [is_clinical(letter_of(each)) for each in ("Spine Claims Mutual", "A. Orr")]
    [False, False]
    """
    if document.kind in DISPUTE_PAPERS:
        return False
    if document.kind is DocumentKind.CORRESPONDENCE:
        author = document.author or ""
        return bool(
            _CLINICIAN.search(author)
            or (_named("clinic", author) and not _named("party", author))
        )
    return True


@cache
def _list(name: str) -> re.Pattern[str]:
    lists, _ = load_words()
    return alternatives(lists[name], lists)


def _named(name: str, words: str) -> bool:
    return _list(name).search(words.lower()) is not None
