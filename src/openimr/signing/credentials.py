"""The reviewer as credentials, never as a name (LC 4610.6(f))."""

import re

import yaml

from openimr.domain import Credentials
from openimr.errors import SigningError

_LISTS = ("licensed_in", "board_certifications", "subspecialties")
_NUMBERS = ("years_in_practice_over", "hours_a_week_at_least")
_NAMING = re.compile(
    r"name|initials|npi|licen[cs]e_?n|address|phone|mail", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:Dr|Doctor|Prof|Mr|Mrs|Ms|Miss)\b\.?\s+[A-Z]"
    r"|,\s*(?:M\.?D|D\.?O|D\.?C|D\.?P\.?M|Ph\.?D|Psy\.?D|D\.?D\.?S)\b",
)
_LONGEST = 120


def read_credentials(data: bytes, name: str) -> Credentials:
    """Return the reviewer's credentials out of a YAML file.

    Keys are ``licensed_in``, ``board_certifications``, ``subspecialties`` (lists of
    texts), ``years_in_practice_over`` and ``hours_a_week_at_least`` (whole numbers);
    the first two are needed.

    Raises:
        SigningError: it is not such a file, something is missing, or it holds a name
            or a number by which the reviewer could be known.
    """
    given = _mapping(data, name)
    for key in given:
        if key not in (*_LISTS, *_NUMBERS):
            raise _unknown(key, name)
    lists = {key: _texts(given.get(key), f"{name}: {key}") for key in _LISTS}
    numbers = {key: _number(given.get(key), f"{name}: {key}") for key in _NUMBERS}
    for key in _LISTS[:2]:
        if not lists[key]:
            raise SigningError(name, f"no {key}", f"Add {key} as a list.")
    return Credentials(
        licensed_in=lists["licensed_in"],
        board_certifications=lists["board_certifications"],
        subspecialties=lists["subspecialties"],
        years_in_practice_over=numbers["years_in_practice_over"],
        hours_a_week_at_least=numbers["hours_a_week_at_least"],
    )


def _mapping(data: bytes, name: str) -> dict[str, object]:
    try:
        given = yaml.safe_load(data)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise SigningError(name, "it is not YAML", "Write keys and lists.") from None
    if not isinstance(given, dict) or not all(isinstance(key, str) for key in given):
        raise SigningError(name, "it has no keys", "Write licensed_in and the others.")
    return given


def _unknown(key: str, name: str) -> SigningError:
    if _NAMING.search(key):
        return SigningError(
            name,
            f"'{key[:40]}' would tell who the reviewer is",
            "Take it out; LC 4610.6(f) allows credentials only.",
        )
    known = ", ".join((*_LISTS, *_NUMBERS))
    return SigningError(name, f"unknown key '{key[:40]}'", f"Use {known}.")


def _texts(value: object, place: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SigningError(place, "it is not a list of texts", "Write a list.")
    told = tuple(" ".join(each.split()) for each in value if each.strip())
    for each in told:
        if _PERSON.search(each):
            cure = "Name the credential only; LC 4610.6(f) keeps the reviewer unnamed."
            raise SigningError(place, "it reads like the name of a person", cure)
        if len(each) > _LONGEST:
            raise SigningError(place, "it is too long for a credential", "Shorten it.")
    return told


def _number(value: object, place: str) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= 168:
        raise SigningError(place, "it is not a whole number", "Write a number.")
    return value
