"""What goes out with a release: made before the transaction, stored in it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date

from django.db import DatabaseError

from openimr.casework.release import Outgoing, outgoing
from openimr.domain import Determination
from openimr.errors import OpenImrError
from workbench.cases.models import Case
from workbench.errors import QualityError
from workbench.files.models import StoredFile
from workbench.files.store import put
from workbench.review.keys import letterhead
from workbench.review.models import Signature

from .examining import case_file_behind, determination_of
from .models import Release, Sheet
from .verification import verified

REASON = "reason.txt"
"""Why it goes out in spite of errors of lint; for nobody outside."""

_REVIEWER = (
    "a text that would go out names a reviewer (Labor Code 4610.6(f)).  "
    "Return it to be worded otherwise."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Everything of one release, in memory, and the signatures it was made of."""

    signatures: tuple[int, ...]
    leading: Signature
    out: Outgoing


def make(case: Case, signatures: tuple[Signature, ...], day: date) -> Made:
    """Make all files of a release, which takes seconds; nothing is changed.

    Raises:
        QualityError: a signature is not as it was made, the reviewers' determinations
            do not fit together, or a reviewer would be named.
        StorageError: what was signed, or the case, cannot be given back.
    """
    for signature in signatures:
        verdict = verified(signature)
        if not verdict.sound:
            raise QualityError(f"Case {case.number}: {verdict.said}")
    try:
        signed = [determination_of(each) for each in signatures]
        out = outgoing(
            signed,
            case_file_behind(signatures[0]),
            mailed=_mailed(signed, day),
            reviewers=[each.signed_by.name for each in signatures],
            letterhead=letterhead(),
        )
    except OpenImrError as error:
        raise QualityError(f"Case {case.number}: {error}") from error
    if out.names_reviewer:
        raise QualityError(f"Case {case.number}: {_REVIEWER}")
    return Made(
        signatures=tuple(each.pk for each in signatures),
        leading=signatures[out.leading],
        out=out,
    )


def _mailed(signed: Sequence[Determination], day: date) -> date:
    """Return the day, but none before a signature's: their calendars may differ."""
    decided = (each.case.decision_date for each in signed)
    return max([day, *(each for each in decided if each is not None)])


@contextmanager
def kept() -> Iterator[list[StoredFile]]:
    """Give a list of files that are stored with a transaction, or not at all.

    Their rows go back with it, and with the rows the keys; then the bytes, which nobody
    could open any more, are removed too.
    """
    files: list[StoredFile] = []
    try:
        yield files
    except BaseException:
        # Where the database does not answer, the bytes lie there and open to nobody.
        with suppress(DatabaseError):
            _remove_without_rows(files)
        raise


def _remove_without_rows(files: Sequence[StoredFile]) -> None:
    """Remove bytes whose rows went back; after a commit all rows are there."""
    rows = StoredFile.objects.filter(pk__in=[file.pk for file in files])
    there = set(rows.values_list("pk", flat=True))
    for file in files:
        if file.pk not in there:
            file.place.unlink(missing_ok=True)


def store(made: Made, files: list[StoredFile], reason: str) -> Mapping[str, StoredFile]:
    """Store everything that goes out, and the reason; names tell which is which."""
    out = made.out
    named: dict[str, bytes] = {
        "letter.pdf": out.letter,
        "determination.json": out.determination,
        **out.sheets,
    }
    if out.published is not None:
        named["publication.json"] = out.published
    if reason.strip():
        named[REASON] = reason.strip().encode()
    stored = {}
    for name, data in named.items():
        stored[name] = put(name, [data])
        files.append(stored[name])
    return stored


def leaks_of(made: Made) -> dict[str, object]:
    """Return what the leak test says, without a word of the record."""
    told: dict[str, object] = json.loads(json.dumps(made.out.publication.report()))
    return told


def sheets_of(
    release: Release, made: Made, stored: Mapping[str, StoredFile]
) -> list[Sheet]:
    """Return the rows of the reader's versions and the checklist, not yet saved."""
    return [
        Sheet(release=release, name=name, file=stored[name]) for name in made.out.sheets
    ]
