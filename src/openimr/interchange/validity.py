"""Whether JSON is a FHIR bundle, as the models of ``fhir.resources`` say.

They come with the extra ``fhir`` and are imported on first use.  Their R4B models are
used: for the resources that stand in our bundles R4B is R4 (``docs/fhir.md``).
"""

import json

from openimr.errors import InterchangeError

from .elements import Element, Json, entries_of
from .refusals import BUNDLE, damaged

_LARGEST = 100_000_000
"""Bytes; the bundle of a case of 1,000 pages has about one."""

_DEEPEST = 60
"""Levels of objects and lists; our own bundles have fewer than 30."""

KINDS = frozenset(
    "Claim ClaimResponse Composition Device DocumentReference Organization Patient "
    "Practitioner Provenance Task".split()
)
"""Resources that stand in our bundles."""


def parsed(data: bytes) -> Element:
    """Return the object that the bytes hold.

    Raises:
        InterchangeError: it is far too large, no JSON, or no FHIR bundle.
    """
    if len(data) > _LARGEST:
        problem = f"it has {len(data):,} bytes, over the limit of {_LARGEST:,}"
        raise InterchangeError(BUNDLE, problem, "Give one determination a bundle.")
    try:
        value: Json = json.loads(data.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError):
        raise damaged("it is not JSON") from None
    if not isinstance(value, dict) or _deeper(value, _DEEPEST):
        raise damaged("it is not a FHIR resource")
    if value.get("resourceType") != "Bundle":
        problem = "it is not a FHIR resource of the type Bundle"
        raise InterchangeError(BUNDLE, problem, "Give the whole bundle.")
    return value


def _refused(_: str) -> Json:
    raise damaged("it holds a number that is none")


def _deeper(node: Json, levels: int) -> bool:
    """Tell whether objects and lists stand in one another beyond so many levels."""
    layer: list[Json] = [node]
    for _ in range(levels):
        below: list[Json] = []
        for each in layer:
            if isinstance(each, dict):
                below += each.values()
            elif isinstance(each, list):
                below += each
        layer = below
    return bool(layer)


def check(bundle: Element) -> None:
    """Hold a bundle against FHIR.

    Raises:
        InterchangeError: it is not valid; the message names the place, never a value.
            Or ``fhir.resources`` is not installed.
    """
    if not all(_ours(each) for each in entries_of(bundle, "entry")):
        problem = "it holds a resource that no bundle of OpenIMR has"
        cure = "Give a bundle that openimr fhir wrote."
        raise InterchangeError(BUNDLE, problem, cure)
    _validate(bundle)


def _ours(entry: Element) -> bool:
    """Tell whether a resource is of a kind that the models are sure to know."""
    resource = entry.get("resource")
    if not isinstance(resource, dict) or "contained" in resource:
        return False
    kind = resource.get("resourceType")
    return isinstance(kind, str) and kind in KINDS


def _validate(bundle: Element) -> None:
    try:
        from fhir.resources.R4B.bundle import Bundle
    except ImportError:
        cure = 'Install it with pip install "openimr[fhir]".'
        raise InterchangeError("fhir.resources", "it is not installed", cure) from None
    from pydantic import ValidationError

    try:
        Bundle.model_validate(bundle)
    except ValidationError as error:
        steps = error.errors(include_url=False, include_input=False)[0]["loc"]
        place = ".".join(str(step) for step in steps) or "its head"
        raise damaged(f"{place} is not what FHIR R4 asks for") from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # The models meet some damage with exceptions that are not their own.
        raise damaged("it is not what FHIR R4 asks for") from None
