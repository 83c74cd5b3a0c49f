"""Are the guidelines about the treatment, in force on the day, and as long as that?"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from openimr.domain import Family, LetterCitation, LintQuote
from openimr.domain.page_list import page_numbers

from .catalogue import Problem
from .clauses import is_general
from .requests import related
from .subject import Known, Subject

_WORD = re.compile(r"[a-z]{4,}")
_EMPTY = frozenset(
    (
        "pain chapter section chronic treatment guidelines guideline medical general "
        "approach workers compensation with from that drugs medications other page "
        "table initial care specific recommended list adverse effects disorders "
        "complaints low back neck upper lower shoulder knee ankle foot elbow forearm "
        "wrist hand hip pelvis head stress mental illness acute criteria for use"
    ).split()
)
"""Words of headings that tell no treatment from another."""


def check_guidelines(subject: Subject) -> Iterator[Problem]:
    """Check what every item cites, the reviewer's guidelines and those of the payer."""
    day = subject.letter.case.ur_date or subject.letter.case.decision_date
    for number, item in enumerate(subject.letter.items, 1):
        family = subject.family(item)
        for citation in item.guidelines:
            yield from _in_force(number, citation, day, subject.known)
            yield from _long_enough(number, citation, subject.known)
        yield from _about(
            number, family, item.guidelines, subject.known, "guideline-unrelated"
        )
        yield from _about(
            number,
            family,
            item.claims_administrator_guidelines,
            subject.known,
            "claims-administrator-guideline-unrelated",
        )


def _in_force(
    number: int, citation: LetterCitation, day: dt.date | None, known: Known
) -> Iterator[Problem]:
    source = known.sources.get(citation.guideline or "")
    if source is None or day is None or source.in_force(day):
        return
    if source.since is not None and day < source.since:
        when = f"took effect on {source.since:%m/%d/%Y}, after"
    else:
        when = f"ended on {source.until:%m/%d/%Y}, before"
    yield Problem(
        check="guideline-not-in-force",
        item=number,
        message=(f"{source.name} {when} utilization review decided ({day:%m/%d/%Y})."),
        quotes=(LintQuote(where="the guideline", words=citation.verbatim),),
    )


def _long_enough(
    number: int, citation: LetterCitation, known: Known
) -> Iterator[Problem]:
    source = known.sources.get(citation.guideline or "")
    if source is None or source.page_count is None or citation.pages is None:
        return
    last = max(page_numbers(citation.pages), default=0)
    if last > source.page_count:
        yield Problem(
            check="page-outside-guideline",
            item=number,
            message=f"{source.name} has {source.page_count} pages; {last} is cited.",
            quotes=(LintQuote(where="the guideline", words=citation.verbatim),),
        )


def _about(
    number: int,
    family: Family | None,
    cited: Sequence[LetterCitation],
    known: Known,
    check: str,
) -> Iterator[Problem]:
    if family is None:
        return
    others = [_other_topic(family, each, known) for each in cited]
    if not all(others):
        return  # one guideline on the treatment will do; the rest may be by the way
    for citation, other in zip(cited, others, strict=True):
        yield Problem(
            check=check,
            item=number,
            message=(
                f"What is cited for {family.title.lower()} is about another treatment, "
                f"such as {other}."
            ),
            quotes=(LintQuote(where="the guideline", words=citation.verbatim),),
        )


def _other_topic(family: Family, citation: LetterCitation, known: Known) -> str | None:
    """Return which other treatment a citation is about; None where it may be ours."""
    if citation.topic:
        if is_general(citation.topic) or _names(family, known) & _words(citation.topic):
            return None
        named = _named_by(citation.topic, known)
        if any(
            related(family.treatment.id, other.treatment.id, known) for other in named
        ):
            return None
        if named:
            return named[0].title.lower()
    return _other_pages(family, citation, known)


def _names(family: Family, known: Known) -> set[str]:
    line = [family.treatment.id, *family.treatment.ancestors]
    families = [known.families[each] for each in line if each in known.families]
    words: set[str] = set()
    for each in families:
        words |= _words(each.title)
        for name in (*each.treatment.names, *each.treatment.ingredients):
            words |= _words(name)
        for edition in each.editions:
            words |= _words(edition.section)
    return words


def _words(text: str) -> set[str]:
    """Return the telling words, cut so that forms of one word are the same."""
    return {w[:7] for w in _WORD.findall(text.lower().replace("-", ""))} - {
        w[:7] for w in _EMPTY
    }


def _named_by(topic: str, known: Known) -> list[Family]:
    """Return the families that a topic names, by request or by section heading."""
    read = known.read_request(topic).treatment
    if read is not None:
        return [known.families[read]]
    wanted = _words(topic)
    return [
        family
        for family in known.families.values()
        if wanted
        and any(
            not edition.inherited and wanted <= _words(edition.section)
            for edition in family.editions
        )
    ]


def _other_pages(family: Family, citation: LetterCitation, known: Known) -> str | None:
    """Return whose pages are cited, where none of them are ours."""
    if citation.pages is None or citation.topic is not None:
        return None
    pages = page_numbers(citation.pages)
    mine = _pages(family, citation.guideline)
    if not mine or mine & pages:
        return None
    for other in known.families.values():
        theirs = _pages(other, citation.guideline)
        if pages <= theirs and not related(
            family.treatment.id, other.treatment.id, known
        ):
            return other.title.lower()
    return None


def _pages(family: Family, guideline: str | None) -> set[int]:
    found: set[int] = set()
    for edition in family.editions:
        if edition.guideline == guideline and edition.pages:
            found |= page_numbers(edition.pages)
    return found
