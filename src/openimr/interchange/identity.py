"""Ids that follow from the content alone, so that the same content gives the same."""

import hashlib
import json
import uuid
from functools import cache

import pydantic_core
from pydantic import TypeAdapter, ValidationError

from openimr.domain import Determination

from .content import Content
from .elements import Json
from .fitting import well_formed
from .refusals import damaged

_NAMESPACE = uuid.UUID("6e4b6a52-6d0c-5d0e-9a0c-5f0d1f1b8a11")
"""Drawn once for the bundles of this program."""


def digest(value: Json) -> str:
    """Return the SHA-256 of a JSON value, whatever the order of its keys."""
    spelled = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(well_formed(spelled).encode()).hexdigest()


def determination_digest(determination: Determination) -> str:
    """Return the SHA-256 of a determination as JSON, which a bundle is known by."""
    return digest(plain(determination))


class Ids:
    """The ids of one bundle's resources."""

    def __init__(self, content: Content) -> None:
        everything = TypeAdapter(Content).dump_python(content, mode="json")
        self._content = digest(pydantic_core.to_jsonable_python(everything))

    def id(self, part: str) -> str:
        """Return the id of a resource by its part, such as ``claim``."""
        return str(uuid.uuid5(_NAMESPACE, f"{self._content}/{part}"))

    def urn(self, part: str) -> str:
        """Return the full URL of a resource, by which others refer to it."""
        return f"urn:uuid:{self.id(part)}"


def plain(determination: Determination) -> dict[str, Json]:
    """Return a determination as plain JSON with the names of its fields."""
    made: dict[str, Json] = _adapter().dump_python(determination, mode="json")
    return made


def made_from(read: Json) -> Determination:
    """Return the determination of plain JSON.

    Raises:
        InterchangeError: a field is missing or of another kind.
    """
    try:
        return _adapter().validate_json(json.dumps(read), strict=True)
    except ValidationError as error:
        steps = error.errors(include_url=False, include_input=False)[0]["loc"]
        place = ".".join(str(step) for step in steps)
        raise damaged(f"{place} of the determination is missing or wrong") from None


@cache
def _adapter() -> TypeAdapter[Determination]:
    return TypeAdapter(Determination)
