"""The road from a determination, or a letter, to a copy that may be published."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Determination, Dispute
from openimr.letters.read import text_of
from openimr.letters.write import (
    LetterContent,
    Letterhead,
    compose,
    docx_bytes,
    from_json,
    pdf_bytes,
    to_json,
)
from openimr.publication import (
    Calendar,
    Leak,
    Parties,
    Remover,
    checked_shift,
    date_policy,
    find_leaks,
    gather,
    publication_copy,
)
from openimr.publication.places import Place, places

from .engine import knowledge
from .input_files import DETERMINATION, read_determination

_AS_USUAL = ReadingOptions()
_ORGANISATION = "Independent Medical Review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A copy, what was taken out of it, and what the leak test says."""

    files: Mapping[str, bytes]
    removed: Mapping[str, int]
    """How many stretches were taken out, by role or kind."""

    leaks: tuple[Leak, ...]
    parties: int
    """How many people and organisations of the case were known."""

    policy: str

    @property
    def blocked(self) -> bool:
        """Tell whether the copy must not leave the house."""
        return any(leak.blocks for leak in self.leaks)

    def report(self) -> dict[str, object]:
        """Return the outcome as plain data; no word of the record is in it."""
        return {
            "schema": "openimr.publication/1",
            "dates": self.policy,
            "blocked": self.blocked,
            "files": sorted(self.files),
            "parties_known": self.parties,
            "removed": dict(sorted(self.removed.items())),
            "leaks": [
                {
                    "file": leak.file,
                    "where": leak.where,
                    "what": leak.what,
                    "how": leak.how,
                    "blocks": leak.blocks,
                }
                for leak in self.leaks
            ],
        }


def publish(
    source: Path,
    case: Path | None = None,
    *,
    dates: str = "keep",
    shift_days: int | None = None,
    reading: ReadingOptions = _AS_USUAL,
) -> Publication:
    """Return the publication copy of a determination or letter, attacked already.

    Args:
        source: the folder of a determination, its ``determination.json``, or a letter
            as .pdf, .docx or .txt.
        case: the case it was made from, from which the parties are known.
        dates: what becomes of days: keep, year, shift or remove.
        shift_days: by how many days they move; needed for ``shift``.
        reading: how scans of the case are read.

    Raises:
        InputError: source or case cannot be read, or breaks the contract.
        UnknownKeyError: there is no such policy, or no days may move so far.
    """
    calendar = _calendar(dates, shift_days)
    pages, dispute = _of_case(case, reading)
    if source.is_dir() or source.suffix.lower() == ".json":
        made = _determination(read_determination(source), pages, dispute, calendar)
    else:
        made = _letter(text_of(source), pages, dispute, calendar)
    return _attacked(made, calendar)


def publication_of(
    determination: Determination,
    case: CaseFile | None,
    *,
    dates: str = "keep",
    shift_days: int | None = None,
) -> Publication:
    """Return the publication copy of a determination at hand, attacked already.

    ``case`` is the case file it was made from, from which the parties are known; what
    becomes of days is told as to ``publish``.

    Raises:
        InputError: the determination cannot be written as a letter.
        UnknownKeyError: there is no such policy, or no days may move so far.
    """
    calendar = _calendar(dates, shift_days)
    pages, dispute = _known(case)
    made = _determination(determination, pages, dispute, calendar)
    return _attacked(made, calendar)


def _calendar(dates: str, shift_days: int | None) -> Calendar:
    policy = date_policy(dates)
    shift = checked_shift(shift_days or 0) if policy.id == "shift" else 0
    return Calendar(policy=policy, shift=shift)


def _attacked(made: "_Made", calendar: Calendar) -> Publication:
    files, parties, removed = made
    return Publication(
        files=files,
        removed=removed,
        leaks=find_leaks(files, parties, calendar),
        parties=len(parties.people) + len(parties.organisations),
        policy=calendar.policy.id,
    )


def _of_case(
    case: Path | None, reading: ReadingOptions
) -> tuple[tuple[str, ...], Dispute | None]:
    return _known(None if case is None else read_case(case, reading))


def _known(case: CaseFile | None) -> tuple[tuple[str, ...], Dispute | None]:
    if case is None:
        return (), None
    return tuple(page.text for page in case.pages), read_dispute(case)


_Made = tuple[dict[str, bytes], Parties, Mapping[str, int]]


def _determination(
    determination: Determination,
    pages: Sequence[str],
    dispute: Dispute | None,
    calendar: Calendar,
) -> _Made:
    own = list(_own_words(to_json(determination)))
    parties = gather([*pages, *own], dispute, determination, _protected())
    copy, removed = publication_copy(determination, parties, calendar)
    content = _composed(copy)
    files = {
        DETERMINATION: to_json(copy),
        "letter.pdf": pdf_bytes(content),
        "letter.docx": docx_bytes(content),
        "letter.txt": _as_text(content),
    }
    return files, parties, removed


def published_letter(copy: bytes) -> bytes:
    """Return the letter of a publication copy as plain text (UTF-8).

    Args:
        copy: its ``determination.json``.

    Raises:
        UnreadableFileError: it breaks the contract.
    """
    return _as_text(_composed(from_json(copy)))


def _composed(copy: Determination) -> LetterContent:
    head = Letterhead()
    if copy.status != "draft" and not copy.what_if:
        head = replace(head, organisation=_ORGANISATION)
    return compose(copy, head)


def _as_text(content: LetterContent) -> bytes:
    text = "\n\n".join([content.title, *content.texts()])
    return text.encode("utf-8", "replace") + b"\n"


def _own_words(data: bytes) -> Iterator[str]:
    """Yield the texts of a determination; keys name nobody."""
    for place in places(DETERMINATION, data):
        if isinstance(place, Place) and not place.where.endswith(" key"):
            yield place.text


def _letter(
    text: str, pages: Sequence[str], dispute: Dispute | None, calendar: Calendar
) -> _Made:
    parties = gather([*pages, text], dispute, None, _protected())
    remover = Remover(parties, calendar)
    copy = remover.text(text)
    data = copy.encode("utf-8", "replace")
    return {"letter.txt": data}, parties, remover.tally.counts


def _protected() -> Iterator[str]:
    """Yield the names of treatments, drugs and guidelines, which are nobody's."""
    known = knowledge()
    for treatment in known.library.treatments():
        yield from (*treatment.names, *treatment.brands, *treatment.ingredients)
    for source in known.library.sources.values():
        yield source.name
    for drug in known.vocabulary.drugs:
        yield from (drug.name, *drug.brands)


def report_bytes(publication: Publication) -> bytes:
    """Return the report as JSON: UTF-8, two spaces, a new line at the end."""
    text = json.dumps(publication.report(), ensure_ascii=False, indent=2)
    return text.encode() + b"\n"
