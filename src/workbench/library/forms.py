"""What is asked of the figures, and the name of a saved search."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms

from openimr.casework.corpus_stats import Look
from openimr.corpus.stats import FIELDS, Condition, Order, Per, Question

from .questions import quoted

LOOKS = (
    (Look.COUNTS, "Decisions by group"),
    (Look.TREND, "Rates over time"),
    (Look.GUIDELINES, "Pages of guidelines"),
    (Look.SPECIALTIES, "Specialties, adjusted for treatment"),
    (Look.DAYS, "Days to the decision"),
    (Look.CITATIONS, "Guidelines cited, by whom"),
)
GROUPED = frozenset({Look.COUNTS, Look.TREND, Look.DAYS})
"""Views that group by fields of one's choice; the others have their own."""

_BY = (
    "category drug class treatment body_part guideline page year quarter specialty "
    "priority sex age programme"
).split()
NARROWING = {
    "drug": "drug",
    "class": "class",
    "treatment": "treatment",
    "category": "category",
    "body_part": "body",
    "guideline": "guideline",
    "page": "page",
    "specialty": "specialty",
    "year": "year",
}
"""Fields of the counts, and the fields of a search that mean the same."""

_WORDS = ("drug", "treatment", "category", "body_part", "guideline", "specialty")
_USUAL_TOP = {Look.TREND: 6}


def _one_of(*first: tuple[str, str], of: Any, label: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[*first, *of], required=False, label=label)


def _words(label: str, like: str) -> forms.CharField:
    return forms.CharField(
        required=False,
        label=label,
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": like}),
    )


class FiguresForm(forms.Form):
    """By what to group, and what to leave in; everything has a usual value."""

    use_required_attribute = False
    look = _one_of(of=[(look.value, words) for look, words in LOOKS], label="View")
    by = _one_of(of=[(name, FIELDS[name].label) for name in _BY], label="Group by")
    then = _one_of(
        ("", "nothing more"),
        of=[(name, FIELDS[name].label) for name in _BY],
        label="and by",
    )
    per = _one_of(of=[(Per.ITEM, "items"), (Per.LETTER, "letters")], label="Count")
    order = _one_of(
        of=[(Order.COUNT, "largest first"), (Order.GROUP, "by name")], label="Order"
    )
    top = forms.IntegerField(
        required=False, min_value=1, max_value=40, label="Largest groups"
    )
    drug = _words("Drug", "Norco")
    treatment = _words("Treatment", "physical therapy")
    category = _words("Category", "Pharmaceuticals")
    body_part = _words("Body part", "lumbar spine")
    guideline = _words("Guideline", "ODG")
    specialty = _words("Specialty", "Orthopaedic Surgery")
    first = forms.IntegerField(
        required=False, min_value=1980, max_value=2159, label="From year"
    )
    last = forms.IntegerField(
        required=False, min_value=1980, max_value=2159, label="To year"
    )
    grouping: ClassVar[tuple[str, ...]] = ("look", "by", "then", "per", "order", "top")

    def look_asked(self) -> Look:
        """Return the view that is asked for."""
        return Look(self.cleaned_data["look"] or Look.COUNTS)

    def question(self) -> Question:
        """Return the question that a valid form asks.

        Raises:
            InputError: a value cannot be asked for.
        """
        given, look = self.cleaned_data, self.look_asked()
        by = [given["by"] or _BY[0], given["then"]] if look in GROUPED else []
        return Question(
            by=tuple(dict.fromkeys(name for name in by if name)),
            where=tuple(self._conditions()),
            per=Per(given["per"] or Per.ITEM),
            order=Order(given["order"] or Order.COUNT),
            top=given["top"] or _USUAL_TOP.get(look, 20),
        ).checked()

    def _conditions(self) -> Iterator[Condition]:
        given = self.cleaned_data
        for name in _WORDS:
            if given[name]:
                yield Condition(field=name, values=(given[name],))
        if given["first"] or given["last"]:
            low, high = (str(given[end] or "") or None for end in ("first", "last"))
            yield Condition(field="year", low=low, high=high)

    def words(self) -> str:
        """Return the conditions in the language of searches."""
        given = self.cleaned_data
        found = [
            quoted(f"{NARROWING[name]}:{given[name].replace(chr(34), ' ')}")
            for name in _WORDS
            if given[name]
        ]
        if given["first"] or given["last"]:
            found.append(f"year:{given['first'] or ''}..{given['last'] or ''}")
        return " ".join(found)


class SaveForm(forms.Form):
    """A search to be kept under a name."""

    name = forms.CharField(label="Name", max_length=80)
    query = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
