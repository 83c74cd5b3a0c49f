"""What the page of one case shows, gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openimr.casework.majority import Agreement, agreement
from openimr.errors import OpenImrError
from workbench.cases.models import Case
from workbench.files.models import StoredFile

from .examining import content_of, determination_of, examined
from .findings import BLOCKING
from .models import Check, Release
from .seats import Seat, seats_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One seat with what was found in its determination."""

    seat: Seat
    content: Mapping[str, Any]
    """Empty where the seat has not signed, or it cannot be read."""

    problem: str = ""
    """Why it cannot be read, in one sentence."""

    @property
    def errors(self) -> int:
        """Return how many errors of lint stand against it."""
        found = self.content.get("lint", ())
        return sum(each["severity"] == BLOCKING for each in found)

    @property
    def severities(self) -> tuple[tuple[str, Sequence[Mapping[str, Any]]], ...]:
        """Return the findings by severity, the gravest first; none is left empty."""
        found = self.content.get("lint", ())
        named = (
            ("error", "Errors"),
            ("warning", "Warnings"),
            ("info", "Worth knowing"),
        )
        groups = (
            (words, [each for each in found if each["severity"] == severity])
            for severity, words in named
        )
        return tuple((words, each) for words, each in groups if each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything on the page of a case."""

    looked: tuple[Looked, ...]
    agreement: tuple[Agreement, ...]
    """Empty where one reviewer is on the case, or not all have signed."""

    apart: str
    """Why the seats cannot be laid side by side, in one sentence."""

    history: Sequence[Check]
    release: Release | None

    @property
    def like(self) -> Mapping[str, Any]:
        """Return the like cases of the first seat that has signed."""
        found = (each.content.get("like") for each in self.looked if each.content)
        return next(found, None) or {}

    @property
    def errors(self) -> int:
        """Return how many errors of lint stand against the release."""
        return sum(each.errors for each in self.looked)

    @property
    def ready(self) -> bool:
        """Tell whether every seat has signed and passed."""
        return bool(self.looked) and all(each.seat.passed for each in self.looked)


def page_of(case: Case) -> Page:
    """Return what the page of a case shows; what is examined the first time takes long.

    What cannot be read is told in its place.
    """
    looked = tuple(_looked(seat) for seat in seats_of(case))
    side_by_side, apart = _side_by_side(looked)
    checks = Check.objects.filter(signature__case=case).select_related(
        "signature__assignment", "by", "words"
    )
    release = Release.objects.filter(case=case)
    return Page(
        looked=looked,
        agreement=side_by_side,
        apart=apart,
        history=list(checks.order_by("-at")),
        release=release.select_related("by", "letter", "publication", "why").first(),
    )


def _looked(seat: Seat) -> Looked:
    if seat.signature is None:
        return Looked(seat=seat, content={})
    try:
        return Looked(seat=seat, content=content_of(examined(seat.signature)))
    except OpenImrError as error:
        return Looked(seat=seat, content={}, problem=str(error))


def _side_by_side(looked: Sequence[Looked]) -> tuple[tuple[Agreement, ...], str]:
    signed = [each.seat.signature for each in looked if each.seat.signature]
    if len(looked) < 2 or len(signed) < len(looked):
        return (), ""
    try:
        return agreement([determination_of(each) for each in signed]), ""
    except OpenImrError as error:
        return (), str(error)


def file_of(release: Release, name: str) -> StoredFile | None:
    """Return a file of a release by its name; None where there is no such file."""
    own = {
        "letter.pdf": release.letter,
        "determination.json": release.determination,
        "publication.json": release.publication,
    }
    if name in own:
        return own[name]
    sheet = release.sheets.filter(name=name).select_related("file").first()
    return sheet.file if sheet else None
