"""The OpenAPI document: what ninja makes, and what holds for every operation."""

import json
from functools import cache
from typing import Any

from openimr.letters.write import json_schema

from .idempotency import HEADER, REPEATABLE
from .problems import FHIR, PROBLEM, SENTENCES
from .scopes import NEEDS, Scope
from .service import api
from .tokens import BearerToken

Doc = dict[str, Any]
_SCHEMAS = "#/components/schemas/"
_EVERY = (401, 403, 429, 500)
_PROBLEM: Doc = {
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail", "slug"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence or two."},
        "slug": {"type": "string", "description": "The kind, as in docs/errors.md."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["place", "wrong"],
                "properties": {
                    "place": {"type": "string"},
                    "wrong": {"type": "string"},
                },
            },
        },
    },
}
_OUTCOME: Doc = {
    "title": "OperationOutcome",
    "type": "object",
    "required": ["resourceType", "issue"],
    "properties": {
        "resourceType": {"const": "OperationOutcome"},
        "issue": {"type": "array", "minItems": 1},
    },
}
_KEY: Doc = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same key with the same request gives the same answer.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}


@cache
def document() -> Doc:
    """Return the OpenAPI 3.1 document of the whole API."""
    made: Doc = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str)
    )
    auths = _auths()
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            auth = auths[operation["operationId"]]
            _complete(operation, path, method.upper(), auth)
    schemas = made["components"]["schemas"]
    schemas.update(Problem=_PROBLEM, OperationOutcome=_OUTCOME, **_contract())
    made["components"]["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token that a person made on the page of tokens.",
        }
    }
    made["servers"] = [{"url": "/"}]
    return made


def _auths() -> dict[str, BearerToken | None]:
    """Return what lets each operation through, by its id."""
    found: dict[str, BearerToken | None] = {}
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                name = api.get_openapi_operation_id(operation)
                asked = list(operation.auth_callbacks)
                found[name] = asked[0] if asked else None  # type: ignore[assignment]
    return found


def _complete(operation: Doc, path: str, method: str, auth: BearerToken | None) -> None:
    fhir = path.startswith("/api/fhir/")
    answers = operation["responses"]
    if method == "GET" and "200" in answers:
        answers["304"] = {"description": "You have it already (If-None-Match)"}
    for status in _problems(operation, path, method, auth):
        schema = {"$ref": _SCHEMAS + ("OperationOutcome" if fhir else "Problem")}
        answers[str(status)] = {
            "description": SENTENCES[status],
            "content": {FHIR if fhir else PROBLEM: {"schema": schema}},
        }
    if method == "POST" and operation["operationId"] not in REPEATABLE:
        operation["parameters"] = [*operation.get("parameters", []), dict(_KEY)]
    operation["security"] = _security(auth)
    operation["x-rights"] = _rights(auth)


def _problems(
    operation: Doc, path: str, method: str, auth: BearerToken | None
) -> list[int]:
    found = {429, 500} if auth is None else set(_EVERY)
    if "{" in path or "fhir/Claim" in path or path.endswith(("/cases", "/uploads")):
        found.add(404)
    if operation.get("parameters") or operation.get("requestBody"):
        found.add(422)
    if method in {"POST", "PUT", "DELETE"}:
        found |= {400, 404, 409, 413, 422}
    if path.endswith("/screening"):
        found.add(409)  # nothing was read yet that could be screened
    if "/library/" in path:
        found |= {404, 503}
    return sorted(found)


def _security(auth: BearerToken | None) -> list[Doc]:
    if auth is None:
        return []
    scopes = [auth.scope.value] if auth.scope else []
    return [{"token": scopes}, *([{}] if auth.optional else [])]


def _rights(auth: BearerToken | None) -> list[str]:
    """Return the rights of which the owner needs one; none: any owner will do."""
    if auth is None or auth.scope is None:
        return []
    return sorted(right.value for right in NEEDS[Scope(auth.scope)])


def _contract() -> dict[str, Doc]:
    """Return the schema of a determination, its parts under names of their own."""
    told = json_schema().decode().replace("#/$defs/", f"{_SCHEMAS}Determination.")
    whole: Doc = json.loads(told)
    parts = whole.pop("$defs", {})
    for name in ("$schema", "$id"):
        whole.pop(name, None)
    named = {f"Determination.{name}": part for name, part in parts.items()}
    return {"Determination": whole, **named}
