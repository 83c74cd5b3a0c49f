"""The OpenAPI document as a page: what a template needs, without logic in it."""

import inspect
from collections.abc import Iterator
from functools import cache
from typing import Any

from openimr.errors import OpenImrError
from workbench import errors

from .description import document
from .hooks.events import TEST, Event
from .problems import SENTENCES, SLUGS
from .scopes import NEEDS, Scope

Told = dict[str, Any]


@cache
def told() -> Told:
    """Return everything that the reference page shows."""
    doc = document()
    groups: dict[str, list[Told]] = {}
    for path, operations in doc["paths"].items():
        for method, operation in operations.items():
            name = operation.get("tags", ["Other"])[0]
            groups.setdefault(name, []).append(_operation(path, method, operation))
    return {
        "about": doc["info"]["description"],
        "groups": [{"name": name, "operations": each} for name, each in groups.items()],
        "schemas": [
            {"name": name, "fields": list(_fields(schema)), "schema": schema}
            for name, schema in sorted(doc["components"]["schemas"].items())
            if not name.startswith("Determination.")
        ],
        "scopes": [_scope(scope) for scope in Scope],
        "events": [*Event.choices, (TEST, "Sent when somebody asks for a test")],
        "problems": list(_problems()),
    }


def _operation(path: str, method: str, operation: Told) -> Told:
    body = operation.get("requestBody", {}).get("content", {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation.get("description", "") or operation["summary"],
        "scopes": [scope for each in operation["security"] for scope in _of(each)],
        "open": not operation["security"] or {} in operation["security"],
        "parameters": [_parameter(each) for each in operation.get("parameters", [])],
        "body": [(kind, _kind(each.get("schema", {}))) for kind, each in body.items()],
        "answers": [
            (status, answer["description"], _answer(answer))
            for status, answer in sorted(operation["responses"].items())
            if status < "400"
        ],
        "refusals": [s for s in sorted(operation["responses"]) if s >= "400"],
    }


def _of(requirement: Told) -> list[str]:
    return list(requirement.get("token", []))


def _answer(answer: Told) -> str:
    for kind, each in answer.get("content", {}).items():
        return f"{kind}: {_kind(each.get('schema', {}))}"
    return ""


def _parameter(each: Told) -> Told:
    schema = each.get("schema", {})
    return {
        "name": each["name"],
        "where": each["in"],
        "needed": each.get("required", False),
        "kind": _kind(schema),
        "about": each.get("description", "") or schema.get("description", ""),
    }


def _fields(schema: Told) -> Iterator[Told]:
    required = schema.get("required", [])
    for name, each in schema.get("properties", {}).items():
        yield {
            "name": name,
            "kind": _kind(each),
            "needed": name in required,
            "about": each.get("description", ""),
        }


def _kind(schema: Told) -> str:
    """Return what a value is, in a few words.

    >>> _kind({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
    'date or null'
    """
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    for word in ("anyOf", "allOf", "oneOf"):
        if word in schema:
            return " or ".join(_kind(each) for each in schema[word])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {})) or 'values'}"
    found = schema.get("format") or schema.get("type") or "value"
    return " or ".join(found) if isinstance(found, list) else str(found)


def _scope(scope: Scope) -> Told:
    rights = sorted(right.label for right in NEEDS[scope])
    return {"name": scope.value, "label": scope.label, "rights": rights}


def _problems() -> Iterator[Told]:
    for status, slug in SLUGS.items():
        yield {"slug": slug, "about": SENTENCES[status], "status": status}
    named = {
        error.slug: inspect.getdoc(error) or ""
        for _, error in inspect.getmembers(errors, inspect.isclass)
        if issubclass(error, OpenImrError) and error is not OpenImrError
    }
    for slug, about in sorted(named.items()):
        yield {"slug": slug, "about": about.partition("\n")[0], "status": ""}
