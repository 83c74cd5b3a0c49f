"""The roads between a determination on the disk and a FHIR bundle."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from openimr.domain import Determination
from openimr.errors import InterchangeError
from openimr.interchange import (
    BUNDLE,
    Content,
    Signature,
    file_names,
    from_bundle,
    to_bundle,
    without_identifiers,
)
from openimr.letters.write import compose, from_json, to_json

from .input_files import DETERMINATION, determination_file, read_file
from .letter_sections import letter_sections

_RECORD = "signature.json"
_AGAIN = "Give the folder that openimr sign wrote."


def fhir_bundle(place: Path, *, identified: bool = False) -> bytes:
    """Return a determination as a FHIR bundle.

    A signed one has its ``signature.json`` beside it; digest and time of the signature
    and the SHA-256 of the case files are taken from there.  Whether the signature holds
    is not looked at; that is what ``openimr verify`` is for.

    Args:
        place: a ``determination.json``, or the folder that it lies in.
        identified: whether case number and names stay in.

    Raises:
        InputError: it cannot be read, answers a what-if, or is not what was signed.
    """
    path = determination_file(place)
    data = read_file(path)
    determination = from_json(data)
    record = _record(path.parent / _RECORD, data, determination)
    shown = determination if identified else without_identifiers(determination)
    return to_bundle(
        Content(
            determination=shown,
            sections=letter_sections(compose(shown)),
            hashes=_renamed(record, determination, identified=identified),
            signature=record.signature,
        )
    )


def determination_of(bundle: Path) -> bytes:
    """Return the ``determination.json`` that a FHIR bundle holds.

    Raises:
        InputError: the file cannot be read, or is no bundle of ours as it was written.
    """
    data = read_file(bundle)
    try:
        return to_json(from_bundle(data).determination)
    except InterchangeError as error:
        place, problem, cure = error.fields
        named = bundle.name if place == BUNDLE else place
        raise InterchangeError(named, str(problem), str(cure)) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What a bundle takes over from the record of a signature."""

    signature: Signature | None
    hashes: Mapping[str, str]


def _record(path: Path, data: bytes, determination: Determination) -> _Record:
    if determination.status != "signed" or not path.is_file():
        return _Record(signature=None, hashes={})
    if find_spec("pyhanko") is None:
        cure = 'Install it with pip install "openimr[fhir,sign]".'
        raise InterchangeError("pyHanko", "it is not installed", cure)
    from openimr import signing

    record = signing.parse(read_file(path), path.name)
    if record.get("determination") != signing.digest(
        signing.parse(data, DETERMINATION)
    ):
        problem = "it is the record of another determination"
        raise InterchangeError(path.name, problem, _AGAIN)
    try:
        at = dt.datetime.fromisoformat(str(record.get("signed_at")))
    except ValueError:
        problem = "it does not tell when was signed"
        raise InterchangeError(path.name, problem, _AGAIN) from None
    shown = record.get("shown")
    files = shown.get("case_files") if isinstance(shown, dict) else None
    return _Record(
        signature=Signature(digest=signing.digest(record), at=at),
        hashes={
            str(each.get("file")): str(each.get("sha256"))
            for each in (files if isinstance(files, list) else [])
            if isinstance(each, dict)
        },
    )


def _renamed(
    record: _Record, determination: Determination, *, identified: bool
) -> dict[str, str]:
    """Return the hashes by the names that the files have in the bundle."""
    if identified:
        return dict(record.hashes)
    names = file_names(determination)
    hashes = record.hashes.items()
    return {names[file]: digest for file, digest in hashes if file in names}
