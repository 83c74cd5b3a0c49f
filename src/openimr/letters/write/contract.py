"""The JSON contract ``openimr.determination/1``: values to bytes and back."""

import json
from collections.abc import Callable
from functools import cache

import pydantic_core
from pydantic import TypeAdapter, ValidationError

from openimr.domain import SCHEMA, Determination
from openimr.errors import UnreadableFileError

_FILE = "determination.json"
_ORDER = (
    "schema",
    "engine",
    "status",
    "case",
    "documents",
    "pages",
    "summary",
    "items",
    "lint",
    "reviewer",
    "ignored_files",
    "supposed",
    "edition",
    "panel",
)
"""Keys of the top level in the order of the contract; any other follows."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def to_json(determination: Determination) -> bytes:
    """Return ``determination.json``: UTF-8, two spaces, a new line at the end.

    The same determination gives the same bytes.  Half a surrogate pair, which no
    UTF-8 file can hold, is written as U+FFFD.
    """
    plain: dict[str, Json] = _adapter().dump_python(determination, mode="json")
    ordered = {key: plain[key] for key in _ORDER} | plain
    named = _walked(ordered, _contract_name)
    text = json.dumps(named, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode() + b"\n"


def from_json(written: bytes) -> Determination:
    """Return the determination that a ``determination.json`` holds.

    Keys that the contract does not name are passed over, since later versions may
    add some.

    Raises:
        UnreadableFileError: it is not JSON, not of this schema or breaks the
            contract; the message names the place, never the value.
    """
    try:
        plain: Json = pydantic_core.from_json(written)
    except ValueError:
        raise UnreadableFileError(_FILE, "it is not JSON") from None
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
        raise UnreadableFileError(_FILE, f"its schema is not {SCHEMA}")
    named = json.dumps(_walked(plain, _field_name))
    try:
        return _adapter().validate_json(named, strict=True)
    except ValidationError as error:
        place = _place(error.errors(include_url=False, include_input=False)[0]["loc"])
        problem = f"{place} is not what the contract asks for"
        raise UnreadableFileError(_FILE, problem) from None


def _place(steps: tuple[int | str, ...]) -> str:
    """Write a place as ``items[0].decision``."""
    words = "".join(
        f"[{step}]" if isinstance(step, int) else f".{_contract_name(step)}"
        for step in steps
    )
    return words.removeprefix(".")


@cache
def _adapter() -> TypeAdapter[Determination]:
    return TypeAdapter(Determination)


def _contract_name(field: str) -> str:
    """Return the contract's name of a field: ``from_`` is ``from`` there."""
    return field.removesuffix("_")


def _field_name(key: str) -> str:
    return "from_" if key == "from" else key


def _walked(node: Json, rename: Callable[[str], str]) -> Json:
    if isinstance(node, dict):
        return {rename(key): _walked(value, rename) for key, value in node.items()}
    if isinstance(node, list):
        return [_walked(value, rename) for value in node]
    if isinstance(node, str) and not node.isascii():
        return node.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return node
