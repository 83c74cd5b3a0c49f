"""Any value of the domain as FHIR extensions, and back.

A field becomes an extension whose ``url`` is its name in the contract: a value type of
FHIR for what is simple, extensions inside for what has parts, one extension a value for
a list.  A field that is None or an empty list is left out.  What FHIR has no value for
is written so that it comes back all the same: text with characters that FHIR does not
allow as base64 of its UTF-8, an empty text or an object without content as ``empty``.
"""

import base64
import binascii
import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Hashable
from enum import Enum
from functools import cache

from .elements import Element, Json, entries_of
from .fitting import fits_code, fits_integer, fits_text, well_formed
from .refusals import damaged

_EMPTY: Element = {"url": "empty", "valueBoolean": True}


def contract_name(field: str) -> str:
    """Return the contract's name of a field: ``from_`` is ``from`` there."""
    return field.removesuffix("_")


def written(url: str, value: object) -> list[Json]:
    """Return the extensions that hold a value under a url.

    >>> written("page", 9)
    [{'url': 'page', 'valueInteger': 9}]
    >>> written("terms", ("spasm", ""))[1]
    {'url': 'terms', 'extension': [{'url': 'empty', 'valueBoolean': True}]}
    """
    if value is None:
        return []
    if isinstance(value, tuple):
        return [part for each in value for part in written(url, each)]
    if dataclasses.is_dataclass(value):
        inner = [
            part
            for field in dataclasses.fields(value)
            for part in written(contract_name(field.name), getattr(value, field.name))
        ]
        return [{"url": url, "extension": inner or [dict(_EMPTY)]}]
    named: Element = {"url": url}
    return [named | _simple(value)]


def _simple(value: object) -> Element:  # noqa: PLR0911 - one a type of FHIR
    match value:
        case bool():
            return {"valueBoolean": value}
        case int() if fits_integer(value):
            return {"valueInteger": value}
        case int() | float():
            return {"valueDecimal": value}
        case Enum(value=str() as code) if fits_code(code):
            return {"valueCode": code}
        case dt.date():
            return {"valueDate": value.isoformat()}
    said = well_formed(str(value))
    if fits_text(said):
        return {"valueString": said}
    if not said:
        return {"extension": [dict(_EMPTY)]}
    return {"valueBase64Binary": base64.b64encode(said.encode()).decode()}


def read_field(extensions: list[Element], url: str, hint: object) -> Json:
    """Return what extensions of a url hold, as the plain JSON of the contract.

    ``hint`` is the type of the field.

    Raises:
        InterchangeError: they are not what ``written`` makes.
    """
    found = [each for each in extensions if each.get("url") == url]
    inner = _listed(hint)
    if inner is not None:
        return [_value(each, inner) for each in found]
    return _value(found[0], hint) if found else None


def read_object(cls: type, extensions: list[Element], prefix: str = "") -> Element:
    """Return an object of the contract from the extensions of its fields.

    ``prefix`` stands before each name in the urls.  A field without an extension is
    None, an empty list, or left out if it has another default.

    Raises:
        InterchangeError: they are not what ``written`` makes.
    """
    read: Element = {}
    for name, hint, defaulted in fields_of(cls):
        value = read_field(extensions, prefix + contract_name(name), hint)
        if value is not None or not defaulted:
            read[name] = value
    return read


def fields_of(cls: type) -> tuple[tuple[str, object, bool], ...]:
    """Return name, type and whether there is a default, of each field of a class."""
    return _fields(cls)


@cache
def _fields(cls: Hashable) -> tuple[tuple[str, object, bool], ...]:
    if not (isinstance(cls, type) and dataclasses.is_dataclass(cls)):
        return ()
    hints = typing.get_type_hints(cls)
    return tuple(
        (field.name, hints[field.name], field.default is not dataclasses.MISSING)
        for field in dataclasses.fields(cls)
    )


def _listed(hint: object) -> object | None:
    """Return the type of a tuple's parts; None for any other type."""
    if typing.get_origin(hint) is tuple:
        part: object = typing.get_args(hint)[0]
        return part
    return None


def _class_of(hint: object) -> type | None:
    """Return the dataclass that a type is, or may be beside None."""
    choices = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    for choice in choices:
        if isinstance(choice, type) and dataclasses.is_dataclass(choice):
            return choice
    return None


def _value(extension: Element, hint: object) -> Json:
    inner = entries_of(extension, "extension")
    cls = _class_of(hint)
    if cls is not None and inner:
        return read_object(cls, inner)
    if inner == [_EMPTY]:
        return ""
    values = [key for key in extension if key.startswith("value")]
    if cls is not None or len(values) != 1:
        raise damaged("an extension is none that OpenIMR writes")
    value = extension[values[0]]
    return _decoded(value) if values[0] == "valueBase64Binary" else value


def _decoded(value: Json) -> str:
    try:
        return base64.b64decode(str(value), validate=True).decode()
    except (binascii.Error, ValueError):
        raise damaged("an extension holds no base64 of a text") from None
