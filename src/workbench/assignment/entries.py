"""Entries of the register as a form gives them, held to the core's own loader."""

import json
import re
from collections.abc import Mapping

from openimr.domain.reviewer import Reviewer as Entry
from openimr.errors import KnowledgeError
from openimr.panel.outline import read_yaml
from openimr.panel.reviewers import read_reviewers
from workbench.errors import ReviewerEntryError

_NAME = "entry"
_PLACE = re.compile(rf"{_NAME}:(\d+): ")


def read_entry(entry: Mapping[str, object]) -> Entry:
    """Return an entry as the core reads it.

    Raises:
        ReviewerEntryError: it breaks the schema; the message names part and row.
    """
    data = json.dumps([entry], ensure_ascii=False, indent=0, default=str).encode()
    try:
        return read_reviewers(data, _NAME)[0]
    except KnowledgeError as error:
        raise ReviewerEntryError(_in_words(str(error), data)) from None


def _in_words(message: str, data: bytes) -> str:
    """Return the loader's message with the part and row in place of the line."""
    at = _PLACE.match(message)
    if at is None:
        return message.removeprefix(f"{_NAME}: ")
    lines = {line: path for path, line in read_yaml(data, _NAME).lines.items()}
    path = lines.get(int(at[1]), ())[1:]
    part = str(path[0]).replace("_", " ") if path else "the entry"
    row = f", row {path[1] + 1}" if len(path) > 1 and isinstance(path[1], int) else ""
    return f"{part}{row}: {message[at.end() :]}"
