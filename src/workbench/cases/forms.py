"""What is asked when a case comes in or moves on."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from .states import State


class Files(forms.FileField):
    """One file or several."""

    widget = type(
        "Several", (forms.ClearableFileInput,), {"allow_multiple_selected": True}
    )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return a list of the files."""
        files = data if isinstance(data, list | tuple) else [data]
        cleaned: list[UploadedFile[Any]] = [
            super(Files, self).clean(f, initial) for f in files
        ]
        return [file for file in cleaned if file]


class IntakeForm(forms.Form):
    """A new case: when it came, how urgent it is, and its files."""

    received = forms.DateField(
        label="Application received on",
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=timezone.localdate,
    )
    priority = forms.ChoiceField(
        choices=[("regular", "Regular"), ("expedited", "Expedited")]
    )
    chosen = Files(
        label="Files",
        required=False,
        help_text="PDF, DOCX, text, pictures or ZIP.",
    )
    uploads = forms.CharField(required=False, widget=forms.HiddenInput)
    """Ids of uploads that were sent in pieces, divided by blanks."""


class RecordForm(forms.Form):
    """One or more files for a case that is there."""

    chosen = Files(label="Files to add")


class MoveForm(forms.Form):
    """Where a case goes next, and why."""

    to = forms.ChoiceField(choices=State.choices)
    reason = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
