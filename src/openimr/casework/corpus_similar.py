"""The road from a case, a letter or a request's words to its precedents."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from openimr import __version__
from openimr.corpus.precedents import (
    LIMIT,
    Asked,
    Names,
    Point,
    Precedents,
    Unprofiled,
    precedents,
)
from openimr.corpus.store import open_corpus
from openimr.documents import ReadingOptions
from openimr.domain import (
    CriterionEntry,
    Determination,
    ItemDetermination,
    Letter,
    LetterCase,
    LetterItem,
    Phase,
    RequestDetails,
)
from openimr.errors import InputError, MissingInputError, OpenImrError
from openimr.letters.read import read_file

from .engine import knowledge
from .replay import Heard, hear
from .review_case import review_case
from .trial import DECIDING

_AS_USUAL = ReadingOptions()
_FILES = frozenset({".pdf", ".txt", ".docx", ".zip", ".json"})


def similar_items(  # noqa: PLR0913 - one a flag of the command
    place: str,
    corpus: Path,
    *,
    item: int | None = None,
    treatment: str | None = None,
    limit: int = LIMIT,
    reading: ReadingOptions = _AS_USUAL,
) -> tuple[Precedents, ...]:
    """Return precedents on both sides for each item of a case, a letter, or words.

    ``corpus`` is the folder of the corpus, ``limit`` the number of items to return of
    each side; the rest is as for ``asked_of``.

    Raises:
        InputError: nothing can be read, there is no such item or treatment, or no
            corpus in the folder.
    """
    opened = open_corpus(corpus)
    asked = asked_of(place, item=item, treatment=treatment, reading=reading)
    names = precedent_names()
    return tuple(precedents(opened, each, names, profile, limit) for each in asked)


def similar_to(
    determination: Determination, corpus: Path, *, limit: int = LIMIT
) -> tuple[Precedents, ...]:
    """Return precedents on both sides for each item of a determination at hand.

    Raises:
        InputError: there is no corpus in the folder.
    """
    opened, names = open_corpus(corpus), precedent_names()
    return tuple(
        precedents(opened, each, names, profile, limit)
        for each in asked_in_determination(determination, "determination")
    )


def asked_of(
    place: str,
    *,
    item: int | None = None,
    treatment: str | None = None,
    reading: ReadingOptions = _AS_USUAL,
) -> tuple[Asked, ...]:
    """Return what is asked of the precedents for a case, a letter, or plain words.

    Args:
        place: case file, letter, or a request in words.
        item: number of one item of the case or letter, from 1; None for all.
        treatment: family to look in, in place of the one that is recognised.
        reading: how a case file's pages are read.

    Raises:
        InputError: nothing can be read, there is no such item.
        KnowledgeError: there is no such treatment family.
    """
    if treatment is not None:
        knowledge().library.family(treatment)  # says which there are
    found = _items(place, reading)
    if item is not None:
        if not 1 <= item <= len(found):
            raise InputError(
                f"{place}: has no item {item}.  Give a number from 1 to {len(found)}."
            )
        found = found[item - 1 : item]
    if treatment is not None:
        found = tuple(replace(each, treatment=treatment) for each in found)
    return found


def _items(place: str, reading: ReadingOptions) -> tuple[Asked, ...]:
    path = Path(place)
    if _exists(path):
        letter = _as_letter(path)
        return _of_letter(letter, path) if letter else _of_case(path, reading)
    if path.suffix.lower() in _FILES:
        raise MissingInputError(path)
    if not place.strip():
        raise InputError("similar: nothing is asked.  Give a case, letter or words.")
    return (_of_words(place),)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # words too long for a name, or with a NUL
        return False


def _as_letter(path: Path) -> Letter | None:
    """Return a letter where the file reads as one."""
    if path.is_dir():
        return None
    try:
        letter = read_file(path, knowledge().requests.read)
    except OpenImrError:
        return None  # what is wrong with it, if anything, the reading of a case tells
    return letter if letter.format is not None and letter.items else None


def _of_words(words: str) -> Asked:
    return _asked(knowledge().requests.read(words), source="words of a request")


def _asked(details: RequestDetails, *, source: str) -> Asked:
    quantity = details.quantity if details.quantity is not None else details.visits
    return Asked(
        requested=details.requested,
        treatment=details.treatment,
        drug=details.drug,
        strength=details.strength,
        quantity=quantity,
        body_part=details.body_part,
        side=details.side,
        level=details.level,
        source=source,
    )


def _of_letter(letter: Letter, path: Path) -> tuple[Asked, ...]:
    return asked_in_letter(letter, sha256(path.read_bytes()).hexdigest()[:32])


def asked_in_letter(letter: Letter, name: str) -> tuple[Asked, ...]:
    """Return a letter's items as questions; ``name`` is its name in a corpus."""
    return tuple(
        replace(
            _asked(heard.item.details, source=letter.source),
            criteria=_weighed(heard),
            text=letter.summary_text or "",
            letter=name,
        )
        for heard in hear(letter, explained=False)
    )


def _of_case(path: Path, reading: ReadingOptions) -> tuple[Asked, ...]:
    reviewed = review_case(path, None, reading)
    return asked_in_determination(reviewed.determination, reviewed.case.name)


def asked_in_determination(
    determination: Determination, source: str
) -> tuple[Asked, ...]:
    """Return a determination's items as questions; neither decision nor reasons."""
    summary = " ".join(each.text for each in determination.summary)
    return tuple(
        replace(
            _asked(_details(item), source=source),
            criteria=_points(item.criteria),
            text=summary,
        )
        for item in determination.items
    )


def _details(item: ItemDetermination) -> RequestDetails:
    """Return a reviewed item's details, supplied ones included."""
    details = knowledge().requests.read(item.requested)
    return replace(
        details,
        treatment=item.treatment,
        strength=item.strength or details.strength,
        side=item.side or details.side,
        level=item.level or details.level,
        body_part=item.body_part or details.body_part,
    )


def profile(item: Unprofiled) -> tuple[Point, ...]:
    """Weigh the criteria of a published item by its letter's own summary.

    They come out as ``openimr corpus replay`` writes them.
    """
    letter = Letter(
        source=item.item,
        format=None,
        case=LetterCase(ur_date=item.ur_date, decision_date=item.decision_date),
        reviewer=None,
        summary_text=item.summary,
        items=(
            LetterItem(
                details=knowledge().requests.read(item.requested), decision=None
            ),
        ),
    )
    [heard] = hear(letter, explained=False)
    return _weighed(heard)


def _weighed(heard: Heard) -> tuple[Point, ...]:
    return _points(heard.proposal.criteria) if heard.proposal else ()


def _points(criteria: Iterable[CriterionEntry]) -> tuple[Point, ...]:
    return tuple(
        Point(
            rule=entry.id,
            fact=entry.fact,
            guideline=entry.guideline,
            required=entry.required,
            status=entry.status.value,
        )
        for entry in criteria
        if entry.role in DECIDING
    )


@cache
def precedent_names() -> Names:
    """Return what the search for precedents knows from the guideline library."""
    library = knowledge().library
    lines = {each.id: frozenset(each.ancestors) for each in library.treatments()}
    return Names(
        kin={
            one: {
                other: degree
                for other in lines
                if other != one and (degree := _degree(one, other, lines))
            }
            for one in lines
        },
        labels={id_: fact.label for id_, fact in library.facts.items()},
        phases=_phases(),
        edition=f"{__version__} {library.edition}",
    )


def _degree(one: str, other: str, lines: dict[str, frozenset[str]]) -> str | None:
    if other in lines[one] or one in lines[other]:
        return "line"
    return "class" if lines[one] & lines[other] else None


def _phases() -> dict[str, str]:
    """Return the rules that are asked in one phase only, and in which."""
    found: dict[str, set[Phase | None]] = {}
    for family in knowledge().library.families:
        for edition in family.editions:
            required = tuple(edition.required.criteria()) if edition.required else ()
            for rule in (*required, *edition.advisory):
                found.setdefault(rule.id, set()).add(rule.phase)
    return {
        rule: phase.value
        for rule, phases in found.items()
        if len(phases) == 1 and (phase := next(iter(phases))) is not None
    }
