"""Spread an object of the domain over elements of FHIR, and gather it again.

Every field goes to its element (``places.yaml``) if the element can hold the value, and
to an extension if not; so nothing is said twice, and nothing is lost.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from enum import Enum

from . import elements
from .elements import Element, Json, entries_of
from .extensions import contract_name, fields_of, read_field, written
from .fitting import fits_code, fits_integer, fits_text, well_formed
from .knowledge import Held, Place, places

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
Parts = Mapping[str, Element]
"""Elements by their part's name."""


def extension_url(cls: type, field: str) -> str:
    """Return the canonical URL of the extension that holds a field.

    >>> from openimr.domain import CaseHeader
    >>> extension_url(CaseHeader, "body_parts").rpartition("/")[2]
    'case-header-body-parts'
    """
    named = _WORD.sub("-", cls.__name__).lower()
    field = contract_name(field).replace("_", "-")
    return places().url(f"StructureDefinition/{named}-{field}")


def spread(value: object, parts: Parts, leave: frozenset[str] = frozenset()) -> None:
    """Write every field of an object into the parts that hold it, but for some."""
    held = places().places[type(value).__name__]
    for name, _, _ in fields_of(type(value)):
        said = getattr(value, name)
        place = held.fields.get(name)
        if name in leave or said is None or said == ():
            continue
        if place is None or not _placed(parts[place.at], place, said):
            home = parts[_home(held, name)]
            extend(home, written(extension_url(type(value), name), said))


def gather(cls: type, parts: Parts, leave: frozenset[str] = frozenset()) -> Element:
    """Return the plain JSON of an object from the parts that hold it.

    Raises:
        InterchangeError: an extension is not what ``spread`` makes.
    """
    held = places().places[cls.__name__]
    read: Element = {}
    for name, hint, defaulted in fields_of(cls):
        if name in leave:
            continue
        extensions = entries_of(parts[_home(held, name)], "extension")
        value = read_field(extensions, extension_url(cls, name), hint)
        if name in held.fields and value in (None, []):
            place = held.fields[name]
            value = _found(parts[place.at], place)
        if value is not None or not defaulted:
            read[name] = value
    return read


def _home(held: Held, field: str) -> str:
    return "item" if field in held.asked else held.rest


def extend(element: Element, extensions: list[Json]) -> None:
    """Add extensions to an element; none leave it as it is."""
    if not extensions:
        return
    there = element.setdefault("extension", [])
    if isinstance(there, list):
        there += extensions


def _placed(element: Element, place: Place, value: object) -> bool:
    """Put a value into its element; tell whether the element can hold it."""
    if isinstance(value, tuple):
        made = [_plain(place, each) for each in value]
        if None in made:
            return False
        elements.put_each(element, place.path, made, place.beside)
        return True
    plain = _plain(place, value)
    if plain is None:
        return False
    elements.put(element, place.path, plain, place.beside)
    return True


def _plain(place: Place, value: object) -> Json:
    """Return a value as its element takes it; None if the element cannot hold it."""
    match place.as_, value:
        case "date", dt.date():
            return value.isoformat()
        case "integer", int() if fits_integer(value) and not isinstance(value, bool):
            return value
        case "text" | "code", Enum(value=str() as said) | (str() as said):
            said = well_formed(said)
            if place.codes is not None:
                return places().codes[place.codes].get(said)
            fits = fits_code if place.as_ == "code" else fits_text
            return said if fits(said) else None
    return None


def _found(element: Element, place: Place) -> Json:
    if "[*]" in place.path:
        return list(elements.get_each(element, place.path, place.beside))
    value = elements.get(element, place.path)
    if place.codes is not None and value is not None:
        back = {code: ours for ours, code in places().codes[place.codes].items()}
        return back.get(str(value))
    return value


def parts_of(cls: type) -> frozenset[str]:
    """Return the parts that hold fields of a class."""
    held = places().places[cls.__name__]
    named = {place.at for place in held.fields.values()}
    return frozenset(named | {held.rest} | ({"item"} if held.asked else set()))


def placed_fields(cls: type) -> Mapping[str, Place]:
    """Return the fields of a class that have an element, with their place."""
    known = {field.name for field in dataclasses.fields(cls)}
    held = places().places[cls.__name__].fields
    return {name: place for name, place in held.items() if name in known}
