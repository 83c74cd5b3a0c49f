"""What files of reviewers and files of cases are held to alike."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from openimr.errors import KnowledgeError

from .outline import Outline, read_yaml


def read_list(data: bytes, name: str, key: str) -> Outline:
    """Return the list of a YAML or JSON file, bare or under its one key.

    Raises:
        KnowledgeError: it is no such file, or the list is empty.
    """
    outline = read_yaml(data, name)
    if isinstance(outline.value, dict) and set(outline.value) == {key}:
        outline.value = outline.value[key]
        outline.lines = {path[1:]: line for path, line in outline.lines.items() if path}
    if not isinstance(outline.value, list) or not outline.value:
        cure = f"Write a list under '{key}:'."
        raise KnowledgeError(outline.place(()), f"no list of {key}", cure)
    return outline


def check_ids(ids: Iterable[str], outline: Outline) -> None:
    """Make sure that no two entries have the same id.

    Raises:
        KnowledgeError: two have; the second is named.
    """
    seen: set[str] = set()
    for at, each in enumerate(ids):
        if each in seen:
            place = outline.place((at, "id"))
            raise KnowledgeError(place, "an id stands twice", "Give each its own.")
        seen.add(each)


def unlisted(key: str, value: str, known: Collection[str]) -> tuple[str, str] | None:
    """Return problem and cure where a value is not one of those known."""
    if value in known:
        return None
    near = get_close_matches(value, sorted(known), n=1)
    cure = f"Did you mean '{near[0]}'?" if near else "See docs/panel.md for the list."
    return f"'{key}' has a value that is not on the list", cure
