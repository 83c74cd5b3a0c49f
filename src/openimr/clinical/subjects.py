"""The treatment in dispute, as passages name it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from openimr.domain import DisputedItem, ItemKind

from .medications.names import MEDICATIONS, DrugNames
from .scan import NamedTreatment
from .treatments import load_treatments


class Topic(StrEnum):
    """What a passage is tied to."""

    ITEM = "item"
    """The treatment in dispute, or its class of drugs."""

    MEDICATIONS = "medications"
    """Medicines in general, or several that include the one in dispute."""

    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Subject:
    """The treatment in dispute, as passages name it."""

    drug: str | None
    classes: frozenset[str]
    treatment: str | None

    kind: ItemKind = ItemKind.DRUG
    same: frozenset[str] = frozenset()
    """Families that records do not keep apart from it, itself among them."""

    form: str | None = None
    """A form by which reports call the drug: "the patch"."""

    def holds(self, named: "Named") -> Topic:
        """Tell what one name means for the treatment in dispute."""
        if named.treatment is not None:
            mine = named.general or named.treatment in self.same
            return Topic.ITEM if mine and self.drug is None else Topic.OTHER
        if named.drug == MEDICATIONS:
            return Topic.MEDICATIONS if self.drug else Topic.OTHER
        if self.drug and (named.drug == self.drug or named.drug in self.classes):
            return Topic.ITEM
        return Topic.OTHER

    def means(self, name: NamedTreatment) -> bool:
        """Tell whether words speak, in general, of a treatment such as the item."""
        if name.general:
            return name.treatment in self.same or name.treatment == self.kind.value
        return name.treatment == self.kind.value

    def hears(self, name: NamedTreatment) -> bool:
        """Tell whether words that name a treatment quietly name one to this item."""
        if name.general:
            return self.means(name)
        kinds = load_treatments().kinds
        if name.treatment in self.same or self.akin(name.treatment):
            return True
        return name.treatment in kinds.values()

    def akin(self, treatment: str | None) -> bool:
        """Tell whether a family is of the item's kind."""
        kinds = load_treatments().kinds
        return kinds.get(treatment or "") == kinds.get(
            self.treatment or "", self.kind.value
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A treatment named on a page."""

    start: int
    end: int
    drug: str | None = None
    treatment: str | None = None
    general: bool = False
    """Words that could mean any treatment of the item's kind."""


def subject_of(item: DisputedItem, names: DrugNames) -> Subject:
    """Return the treatment in dispute as passages name it."""
    details = item.details
    drug = details.drug
    if drug is None and details.kind in _MAYBE_DRUGS:
        drug = names.recognise(details.requested)
    classes = names.classes(drug) - {MEDICATIONS} if drug else frozenset()
    own = details.treatment
    same = {own, *load_treatments().same.get(own, ())} if own else set()
    form = _FORM.search(details.requested.lower()) if drug else None
    return Subject(
        drug,
        frozenset(classes),
        own,
        details.kind,
        frozenset(same),
        form[0] if form else None,
    )


_FORM = re.compile(r"\b(?:patch|gel|cream|ointment|lozenge|spray|film)")
"""Forms that few of a worker's drugs have, so that the word alone names one."""


_MAYBE_DRUGS = frozenset({ItemKind.DRUG, ItemKind.OTHER})
"""An injection of Kenalog is no course of a drug."""
