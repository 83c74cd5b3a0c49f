"""What the quality lead is asked."""

from django import forms

from .models import Check


class ReturnForm(forms.Form):
    """Why a determination goes back, and what is to be mended."""

    reason = forms.ChoiceField(choices=Check.Reason.choices)
    comment = forms.CharField(
        label="What is to be mended",
        help_text="The reviewer reads this. Name no fact of the record.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReleaseForm(forms.Form):
    """Why it goes out in spite of errors."""

    reason = forms.CharField(
        label="Why it goes out in spite of the errors",
        help_text="Kept with the release. Name no fact of the record.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
