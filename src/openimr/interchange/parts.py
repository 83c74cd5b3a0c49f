"""What every resource of the bundle is made with: links, labels, gaps."""

from collections.abc import Mapping
from dataclasses import dataclass

from .content import Content
from .elements import Element, Json
from .identity import Ids
from .knowledge import places

_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
SYSTEM = "http://terminology.hl7.org/CodeSystem/"
"""Where the code systems of HL7 stand that are used here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """A bundle in the making."""

    content: Content
    ids: Ids
    resources: dict[str, Element]
    """Resources by part, in the order of the bundle."""

    def start(self, kind: str, part: str, **elements: Json) -> Element:
        """Return a new resource of the bundle, marked with its part."""
        role = part.partition("-")[0]
        tag: Element = {"system": places().url("CodeSystem/part"), "code": role}
        resource: Element = {
            "resourceType": kind,
            "id": self.ids.id(part),
            "meta": {"tag": [tag]},
            **elements,
        }
        self.resources[part] = resource
        return resource

    def to(self, part: str) -> Element:
        """Return a reference to another resource of the bundle."""
        return {"reference": self.ids.urn(part)}


def absent() -> Element:
    """Return an element that says that a value FHIR asks for is not known."""
    return {"extension": [{"url": _ABSENT, "valueCode": "unknown"}]}


def coded(system: str, code: str, text: str | None = None) -> Element:
    """Return a concept of one code."""
    concept: Element = {"coding": [{"system": system, "code": code}]}
    return concept if text is None else concept | {"text": text}


def known(element: Element, name: str, value: str | None) -> None:
    """Put a day or text that FHIR asks for, or that it is not known."""
    if value is None:
        element[f"_{name}"] = absent()
    else:
        element[name] = value


def day_of(content: Content) -> str | None:
    """Return the day of the determination: decided, or else reviewed as of."""
    case, engine = content.determination.case, content.determination.engine
    day = case.decision_date or engine.as_of
    return None if day is None else day.isoformat()


def signed(content: Content) -> bool:
    """Tell whether the determination is a physician's decision, not a draft."""
    return content.determination.status.strip().lower() in {"final", "signed"}


def parts_named(resources: Mapping[str, Element], *names: str) -> dict[str, Element]:
    """Return some of the resources; an empty one where there is none."""
    return {name: resources.get(name, {}) for name in names}
