"""Whose letter it is, and the small file that says so."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from PIL import Image

from openimr.errors import (
    KnowledgeError,
    MissingInputError,
    TooLargeError,
    UnknownKeyError,
    UnreadableFileError,
)

from .blocks import Logo

_KEYS = ("organisation", "short", "address", "phone", "case_line", "logo")
_LOGO_KEYS = ("file", "alt")
_NUMBER = "{number}"
_MOST_BYTES = 1_000_000
_LONGEST_LINE = 200
_PICTURES = ("PNG", "JPEG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The review organisation as the letter names it; the default names nobody."""

    organisation: str = "OpenIMR draft"
    """Stands at the head of the first page."""

    short: str = "IMR"
    """Stands in ``<short> guideline:``, beside ``Claims Administrator guideline:``."""

    address: tuple[str, ...] = ()
    """Lines below the organisation."""

    phone: str | None = None
    case_line: str = "Case Number: {number}"
    """Stands at the foot of every page; ``{number}`` is the case's."""

    logo: Logo | None = None

    def lines(self) -> tuple[str, ...]:
        """Return what stands below the organisation: address, then telephone."""
        return (*self.address, *((f"Telephone: {self.phone}",) if self.phone else ()))

    def case_line_of(self, number: str) -> str:
        """Return the foot of the pages of one case."""
        return self.case_line.replace(_NUMBER, number)


def read_letterhead(path: Path | str) -> Letterhead:
    """Return the letterhead that a YAML file describes.

    Keys are ``organisation``, ``short``, ``address`` (a list of lines), ``phone``,
    ``case_line`` and ``logo`` (``file``, seen from the YAML file, and ``alt``); what is
    left out keeps its neutral default.

    Raises:
        MissingInputError: the file, or its logo, is not there.
        UnreadableFileError: the file is not YAML, or the logo is no PNG or JPEG.
        TooLargeError: the logo has more than a megabyte.
        UnknownKeyError: a key is not one of those above.
        KnowledgeError: a value is not of its kind, or the logo has no words.
    """
    place = Path(path)
    said = _mapping(place, _loaded(place), _KEYS)
    default = Letterhead()
    case_line = _line(place, said, "case_line") or default.case_line
    if _NUMBER not in case_line:
        problem = "case_line does not say where the number stands"
        raise KnowledgeError(place, problem, f"Put {_NUMBER} into it.")
    return Letterhead(
        organisation=_line(place, said, "organisation") or default.organisation,
        short=_line(place, said, "short") or default.short,
        address=_lines(place, said),
        phone=_line(place, said, "phone"),
        case_line=case_line,
        logo=_logo(place, said.get("logo")),
    )


def _loaded(place: Path) -> object:
    try:
        return yaml.safe_load(place.read_text("utf-8"))
    except FileNotFoundError:
        raise MissingInputError(place) from None
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError):
        raise UnreadableFileError(place, "it is not a YAML file") from None


def _mapping(place: Path, said: object, known: tuple[str, ...]) -> Mapping[str, object]:
    if not isinstance(said, dict):
        raise KnowledgeError(
            place, "it holds no keys", f"Write {known[0]} and its value, a line a key."
        )
    for key in said:
        if key not in known:
            raise UnknownKeyError(place, str(key), known)
    return said


def _line(place: Path, said: Mapping[str, object], key: str) -> str | None:
    value = said.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_LINE:
        problem = f"{key} is no line of text"
        raise KnowledgeError(place, problem, "Write one line, in quotes if need be.")
    return " ".join(value.split())


def _lines(place: Path, said: Mapping[str, object]) -> tuple[str, ...]:
    value = said.get("address")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise KnowledgeError(
            place, "address is no list", "Write it as a list of lines."
        )
    numbered = {f"address line {at}": line for at, line in enumerate(value, start=1)}
    read = (_line(place, numbered, key) for key in numbered)
    return tuple(line for line in read if line)


def _logo(place: Path, said: object) -> Logo | None:
    if said is None:
        return None
    keys = _mapping(place, said, _LOGO_KEYS)
    name, alt = _line(place, keys, "file"), _line(place, keys, "alt")
    if name is None or alt is None:
        problem = "the logo has no file, or no alt that says what it shows"
        raise KnowledgeError(place, problem, "Give both.")
    picture = place.parent / name
    try:
        data = picture.read_bytes()
    except FileNotFoundError:
        raise MissingInputError(picture) from None
    except (OSError, ValueError):
        raise UnreadableFileError(picture, "it cannot be opened") from None
    if len(data) > _MOST_BYTES:
        raise TooLargeError(picture, "the logo is big", "1 MB")
    try:
        with Image.open(io.BytesIO(data), formats=_PICTURES) as image:
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadableFileError(picture, "it is no PNG or JPEG") from None
    return Logo(data=data, alt=alt)
