"""What is asked when a case comes in, is screened, or moves on."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from .desk_models import What
from .states import State


class Files(forms.FileField):
    """One file or several."""

    widget = type(
        "Several", (forms.ClearableFileInput,), {"allow_multiple_selected": True}
    )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return a list of the files."""
        # No file at all comes as an empty list, which must be refused like none.
        files = (data or [None]) if isinstance(data, list | tuple) else [data]
        cleaned: list[UploadedFile[Any]] = [
            super(Files, self).clean(f, initial) for f in files
        ]
        return [file for file in cleaned if file]


class FilesForm(forms.Form):
    """Files, sent with the form or before it in pieces."""

    chosen = Files(
        label="Files",
        required=False,
        help_text="PDF, DOCX, text, pictures or ZIP.",
    )
    uploads = forms.CharField(
        required=False, max_length=40_000, widget=forms.HiddenInput
    )
    """Ids of uploads that were sent in pieces, divided by blanks."""

    def clean(self) -> dict[str, Any]:
        """Refuse a form without a file."""
        given = super().clean() or {}
        if not given.get("chosen") and not given.get("uploads"):
            self.add_error("chosen", "Choose at least one file that is not empty.")
        return given


class IntakeForm(FilesForm):
    """A new case: when it came, how urgent it is, and its files."""

    received = forms.DateField(
        label="Application received on",
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=timezone.localdate,
    )
    priority = forms.ChoiceField(
        choices=[("regular", "Regular"), ("expedited", "Expedited")]
    )
    field_order = ("received", "priority", "chosen", "uploads")


class ReasonForm(forms.Form):
    """A reason, in free words; it is kept sealed."""

    reason = forms.CharField(required=False, max_length=4000)


class MoveForm(ReasonForm):
    """Where a case goes next, and why."""

    to = forms.ChoiceField(choices=State.choices)


class ScreenForm(MoveForm):
    """A decision on the screening that was shown."""

    seen = forms.CharField(required=False, max_length=64)


class HoldForm(ReasonForm):
    """Whether a case is held from now on."""

    hold = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda word: word == "yes"
    )


class TellForm(forms.Form):
    """Something that the papers do not tell."""

    what = forms.ChoiceField(choices=What.choices)
    subject = forms.CharField(max_length=60)
    value = forms.CharField(required=False, max_length=60)
    day = forms.DateField(required=False)
    time = forms.TimeField(required=False)


class RecordsForm(forms.Form):
    """Ids of records to ask for; none: those that are missing."""

    records = forms.MultipleChoiceField(required=False)

    def __init__(self, *given: Any, known: list[str], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["records"].choices = [(one, one) for one in known]  # type: ignore[attr-defined]
