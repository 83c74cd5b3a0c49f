"""What differs between two editions, criterion by criterion.

A criterion keeps its id from one edition to the next, and so can be compared; where the
id goes, the rule is gone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from openimr.domain import Criterion, Edition

from .holdings import deciding
from .outline import limit, pages, statement


class ChangeKind(StrEnum):
    """What became of something between two editions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a request is held to differently."""

    kind: ChangeKind
    what: str
    """``guideline``, ``section``, ``pages``, ``recommendation``, or a criterion id."""

    detail: str | None = None
    """Of a criterion that changed: what of it, such as ``limit``."""

    before: str | None = None
    after: str | None = None


_HEAD: tuple[tuple[str, Callable[[Edition], str | None]], ...] = (
    ("guideline", lambda edition: edition.guideline),
    ("section", lambda edition: edition.section),
    ("pages", lambda e: pages(e.pages, e.pages_mark) if e.pages else None),
    ("recommendation", lambda edition: edition.recommendation.value),
)
_OF_CRITERION: tuple[tuple[str, Callable[[Criterion], str | None]], ...] = (
    ("limit", lambda rule: limit(rule.limit) if rule.limit else None),
    ("fact", lambda rule: rule.fact),
    ("wanted", lambda rule: "present" if rule.wanted else "absent"),
    ("phase", lambda rule: rule.phase.value if rule.phase else None),
    ("drugs", lambda rule: ", ".join(rule.drugs) or None),
    ("statement", statement),
)


def changes(before: Edition | None, after: Edition | None) -> tuple[Change, ...]:
    """Return what a request is held to differently under the later edition.

    None stands for a day on which nothing governs.  Criteria shown for comparison are
    left out, since they never decide.
    """
    return (*_head(before, after), *_criteria(before, after))


def _head(before: Edition | None, after: Edition | None) -> Iterator[Change]:
    for what, read in _HEAD:
        was, is_ = (read(each) if each else None for each in (before, after))
        if was != is_:
            yield Change(kind=_kind(was, is_), what=what, before=was, after=is_)


def _criteria(before: Edition | None, after: Edition | None) -> Iterator[Change]:
    old, new = _by_id(before), _by_id(after)
    for id_ in dict.fromkeys((*old, *new)):
        was, is_ = old.get(id_), new.get(id_)
        if was is None or is_ is None:
            yield Change(
                kind=_kind(was, is_),
                what=id_,
                before=_told(*was) if was else None,
                after=_told(*is_) if is_ else None,
            )
            continue
        yield from _changed(id_, was, is_)


def _changed(
    id_: str, was: tuple[Criterion, str], is_: tuple[Criterion, str]
) -> Iterator[Change]:
    compared = [(detail, read(was[0]), read(is_[0])) for detail, read in _OF_CRITERION]
    for detail, first, second in (*compared, ("part", was[1], is_[1])):
        if first != second:
            yield Change(
                kind=ChangeKind.CHANGED,
                what=id_,
                detail=detail,
                before=first,
                after=second,
            )


def _by_id(edition: Edition | None) -> dict[str, tuple[Criterion, str]]:
    """Return the criteria with the part of the edition they stand in."""
    found: dict[str, tuple[Criterion, str]] = {}
    if edition is None:
        return found
    refused, advised = set(edition.contraindications), set(edition.advisory)
    for rule in deciding(edition):
        part = "contraindication" if rule in refused else "required"
        found.setdefault(rule.id, (rule, "advisory" if rule in advised else part))
    return found


def _told(rule: Criterion, part: str) -> str:
    held = f" ({limit(rule.limit)})" if rule.limit else ""
    return f"{statement(rule)}{held}, {part}"


def _kind(before: object, after: object) -> ChangeKind:
    if before is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if after is None else ChangeKind.CHANGED
