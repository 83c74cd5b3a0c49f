"""What is asked about a reviewer, and when a case is given or given back."""

from collections.abc import Mapping
from typing import Any

from django import forms

from openimr.domain.reviewer import LicenceStatus, Profession, Tie
from openimr.panel.catalogue import specialties
from openimr.panel.rules import rulebook

from .checks import LONGEST

_EMPTY = ("", "not stated")
_LARGEST_FILE = 2_000_000


def _day() -> forms.DateField:
    return forms.DateField(
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def _text(label: str = "", *, longest: int = 200) -> forms.CharField:
    return forms.CharField(required=False, max_length=longest, label=label or None)


def _percent(label: str) -> forms.FloatField:
    return forms.FloatField(required=False, label=label)


class Lines(forms.CharField):
    """Several entries, one a line."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint or "One a line.",
            required=False,
            max_length=4_000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean(self, value: Any) -> list[str]:
        """Return the lines that say something."""
        lines = str(super().clean(value)).splitlines()
        return [line.strip() for line in lines if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """Return the lines of a list."""
        return "\n".join(value) if isinstance(value, list) else value


def _specialties() -> list[tuple[str, str]]:
    listed = specialties().specialties.items()
    return sorted(((id_, one.label) for id_, one in listed), key=lambda one: one[1])


def _boards() -> list[tuple[str, str]]:
    return [_EMPTY, *specialties().boards.items()]


def _relations() -> list[tuple[str, str]]:
    ties = rulebook().family
    named = sorted(ties.material | ties.other)
    return [_EMPTY, *((one, one.replace("_", " ")) for one in named)]


class ReviewerForm(forms.Form):
    """Who a reviewer is and what they do; lists stand in :data:`SECTIONS`."""

    id = forms.CharField(label="Id in the organisation", max_length=40)
    name = forms.CharField(max_length=200, help_text="Such as Ines M. Pellworth, MD.")
    profession = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Profession]
    )
    npi = _text("NPI", longest=20)
    other_names = Lines("Other names", "Maiden and former names, one a line.")
    specialties = forms.MultipleChoiceField(
        label="Specialties practised",
        choices=_specialties,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guidelines = forms.MultipleChoiceField(
        label="Guidelines worked with",
        choices=lambda: [(one, one.upper()) for one in rulebook().guidelines],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    practising_since = _day()
    hours_a_week = forms.FloatField(
        label="Hours a week in active practice", required=False
    )
    capacity = forms.IntegerField(label="Cases a week", initial=5)
    languages = Lines("Languages", "Such as en, es; one a line.")
    emails = Lines("Further mailboxes")
    phones = Lines("Telephone numbers")
    addresses = Lines("Addresses")
    examined = Lines(
        "Claims of workers treated or examined", "Claim numbers, one a line."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practising_since"].label = "In practice since"


class LicenceForm(forms.Form):
    """A licence to practise."""

    state = _text("State, two letters", longest=2)
    number = _text(longest=40)
    status = forms.ChoiceField(
        required=False, choices=[_EMPTY, *((s.value, s.value) for s in LicenceStatus)]
    )
    since = _day()
    until = _day()


class CertificationForm(forms.Form):
    """A certification by a board."""

    specialty = forms.ChoiceField(
        required=False, choices=lambda: [_EMPTY, *_specialties()]
    )
    board = forms.ChoiceField(required=False, choices=_boards)
    since = _day()
    until = _day()


class SanctionForm(forms.Form):
    """A disciplinary action."""

    body = _text("Body that acted")
    on = _day()
    pending = forms.BooleanField(required=False)


class PeriodForm(forms.Form):
    """An appointment as Qualified Medical Evaluator."""

    since = _day()
    until = _day()


class AffiliationForm(forms.Form):
    """A tie to an organisation."""

    organisation = _text()
    tie = forms.ChoiceField(
        required=False, choices=[_EMPTY, *((one.value, one.value) for one in Tie)]
    )
    since = _day()
    until = _day()
    share = _percent("Per cent owned")
    income = _percent("Per cent of income")
    npi = _text("NPI", longest=20)
    phone = _text()
    address = _text()


class RelativeForm(forms.Form):
    """A member of the family."""

    name = _text()
    relation = forms.ChoiceField(required=False, choices=_relations)
    works_for = _text("Works for")


class UploadForm(forms.Form):
    """A file of reviewers."""

    file = forms.FileField(
        label="reviewers.yaml",
        help_text="YAML, JSON or CSV. An entry belongs to the account whose mailbox "
        "stands in its e-mails; it takes the place of what was there.",
    )

    def clean_file(self) -> Any:
        """Return the file unless it is far too large."""
        file = self.cleaned_data["file"]
        if file.size > _LARGEST_FILE:
            raise forms.ValidationError("The file is too large for a list of people.")
        return file


class EndForm(forms.Form):
    """Why an assignment ends."""

    reason = forms.CharField(
        max_length=500,
        help_text="A sentence without words of the medical records.",
    )


class ChoiceForm(forms.Form):
    """What goes with the choice of reviewers."""

    reviewer = forms.MultipleChoiceField(required=False)
    approval = forms.CharField(required=False, max_length=300)

    def __init__(self, people: Mapping[str, object], data: Any) -> None:
        super().__init__(data)
        self.fields["reviewer"] = forms.MultipleChoiceField(
            choices=[(id_, id_) for id_ in people]
        )
        for id_ in people:
            self.fields[f"found_out_{id_}"] = forms.CharField(
                required=False, max_length=LONGEST
            )
