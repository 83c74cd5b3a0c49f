"""What a published letter must not hold: numbers, addresses and titled names.

A letter of ours goes to the parties and lists who wrote each document: a draft is not
looked at, and of a final letter it is only told what its publication copy
(``openimr publish``) has to leave out.
"""

import re
from collections.abc import Iterator

from openimr.domain import LintQuote
from openimr.text.identifiers import Identifier, find_identifiers

from .catalogue import Problem
from .reviewer import SIGNED
from .subject import Subject

_LIST = "the list of documents"


def check_personal_data(subject: Subject) -> Iterator[Problem]:
    """Find what tells who somebody is by its form, each wording once.

    The quote shows the form, never the words: a report on a leak must not be one.
    """
    if subject.determination is not None or subject.letter.draft:
        return
    severity = None if subject.letter.draft is None else "info"
    told: set[tuple[str, str]] = set()
    for where, number, text in _texts(subject):
        for each in _telling(where, text):
            if (each.kind.id, each.verbatim) in told:
                continue
            told.add((each.kind.id, each.verbatim))
            yield Problem(
                check="personal-data",
                item=number,
                message=f"The letter holds what has the form of {_a(each)}.",
                quotes=(LintQuote(where=where, words=_veiled(each.verbatim)),),
                severity=severity,
            )


def _telling(where: str, text: str) -> Iterator[Identifier]:
    """Yield what tells for sure and no other check speaks of.

    Who decided is the business of ``reviewer-named``; a list of documents names
    authors by law, so only numbers and addresses count there.
    """
    signed = [match.span("name") for match in SIGNED.finditer(text)]
    for each in find_identifiers(text):
        name = each.kind.hipaa == "A"
        elsewhere = any(s < each.end and each.start < e for s, e in signed)
        if each.kind.sure and not (name and (where == _LIST or elsewhere)):
            yield each


def _texts(subject: Subject) -> Iterator[tuple[str, int | None, str]]:
    letter = subject.letter
    yield "the summary", None, letter.summary_text or ""
    for number, item in enumerate(letter.items, 1):
        yield "the request", number, item.details.requested
        yield "the claims administrator", number, item.claims_administrator_text or ""
        yield "the rationale", number, item.rationale_text or ""
    for line in letter.documents_reviewed:
        yield _LIST, None, line


def _a(found: Identifier) -> str:
    what = found.kind.what
    what = "the name of a person" if what == "person" else what
    if what.startswith("the "):
        return what
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def _veiled(words: str) -> str:
    """Show the form of words: figures as #, letters behind the first as dots.

    >>> _veiled("PC-00-418837"), _veiled("Pellworth")
    ('P\u00b7-##-######', 'P\u00b7\u00b7\u00b7\u00b7\u00b7\u00b7\u00b7\u00b7')
    """
    return re.sub(r"(?<=\w)[^\W\d_]", "\u00b7", re.sub(r"\d", "#", words))
