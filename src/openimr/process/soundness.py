"""Whether a programme names only what it defines, and each thing once."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from openimr.domain.deadlines import Condition
from openimr.domain.programme import Programme
from openimr.errors import KnowledgeError

_NAMES: dict[str, str] = {
    "sources": "sources",
    "by": "actors",
    "owes": "actors",
    "owed_by": "actors",
    "method": "methods",
    "methods": "methods",
    "calendar": "calendars",
    "service": "service_tables",
    "to": "stages",
    "rule": "rules",
    "rules": "rules",
    "rolls": "rules",
    "first_day_rule": "rules",
    "event": "events",
    "events": "events",
    "follows": "events",
    "trigger": "events",
    "met_by": "events",
    "not_before": "events",
    "not_after": "events",
    "happened": "events",
    "keyed_on": "events",
    "fact": "facts",
    "given": "facts",
    "late": "deadlines",
    "deadline": "deadlines",
}
"""Field to the list of the programme in which the ids it names are defined."""

_DATED = {"records"}
"""Lists whose ids may come again for another time."""

_FORMS = (
    {"all"},
    {"any"},
    {"none"},
    {"fact", "one_of"},
    {"given"},
    {"happened"},
    {"event", "before"},
    {"event", "not_after"},
    {"late"},
)


def check(programme: Programme, data: bytes, name: str) -> None:
    """Make sure that a programme holds together.

    Raises:
        KnowledgeError: an id that is named and not defined, one defined twice, or a
            condition that asks nothing or several things; the message names the line.
    """
    for key in (one.name for one in fields(programme)):
        _once(programme, key, data, name)
    for owner in _walk(programme):
        _defined(programme, owner, data, name)
        if isinstance(owner, Condition):
            _one_form(owner, name)
    _answers(programme, data, name)


def _once(programme: Programme, key: str, data: bytes, name: str) -> None:
    entries = getattr(programme, key)
    if not isinstance(entries, tuple) or key in _DATED:
        return
    ids = [one.id for one in entries if hasattr(one, "id")]
    for id_ in ids:
        if ids.count(id_) > 1:
            problem = f"'{id_}' is defined twice in {key}"
            raise KnowledgeError(_place(id_, data, name), problem, "Keep one of them.")


def _walk(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for one in value:
            yield from _walk(one)
    elif is_dataclass(value):
        yield value
        for one in fields(value):
            yield from _walk(getattr(value, one.name))


def _defined(programme: Programme, owner: object, data: bytes, name: str) -> None:
    for field in fields(owner):  # type: ignore[arg-type]
        kind = _NAMES.get(field.name)
        given = getattr(owner, field.name)
        ids = given if isinstance(given, tuple) else (given,)
        if kind is None or (owner is programme and field.name == kind):
            continue
        known = {one.id for one in getattr(programme, kind)}
        for id_ in ids:
            if isinstance(id_, str) and id_ not in known:
                place = _place(id_, data, name)
                problem = f"'{id_}' is not defined in {kind}"
                raise KnowledgeError(
                    place, problem, f"Add it to {kind}, or correct it."
                )


def _one_form(condition: Condition, name: str) -> None:
    given = {f.name for f in fields(condition) if getattr(condition, f.name)}
    if given not in _FORMS:
        problem = f"a condition of {', '.join(sorted(given)) or 'nothing'}"
        raise KnowledgeError(name, problem, "Ask one thing in each condition.")


def _answers(programme: Programme, data: bytes, name: str) -> None:
    """Every value that a condition or a term asks of a fact must be one it takes."""
    takes = {one.id: one.takes() for one in programme.facts}
    for owner in _walk(programme):
        fact, wanted = getattr(owner, "fact", None), getattr(owner, "one_of", ())
        for value in wanted:
            if fact is not None and value not in takes[fact]:
                problem = f"'{fact}' never takes '{value}'"
                cure = f"Use one of {', '.join(takes[fact])}."
                raise KnowledgeError(_place(fact, data, name), problem, cure)


def _place(id_: str, data: bytes, name: str) -> str:
    """Return the file with the last line that holds an id as a whole word."""
    pattern = re.compile(rf"(?<![\w.-]){re.escape(id_)}(?![\w.-])")
    lines = data.decode("utf-8").splitlines()
    found = [n for n, line in enumerate(lines, 1) if pattern.search(line)]
    return f"{name}:{found[-1]}" if found else name
