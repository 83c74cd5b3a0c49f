"""What is asked on the pages of tokens and webhooks."""

from typing import Any

from django import forms

from .actions import MOST_DAYS, USUAL_DAYS
from .hooks.events import Event
from .scopes import Scope


class TokenForm(forms.Form):
    """A new token; only the scopes that one's roles allow are offered."""

    name = forms.CharField(
        max_length=100, help_text="What will use it, such as: nightly intake."
    )
    days = forms.IntegerField(
        label="Days that it lasts",
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, scopes: frozenset[Scope], **given: Any) -> None:
        super().__init__(*args, **given)
        offered = [(each.value, each.label) for each in Scope if each in scopes]
        self.fields["scopes"].choices = offered  # type: ignore[attr-defined]


class EndpointForm(forms.Form):
    """A new webhook."""

    url = forms.CharField(
        label="Address",
        max_length=500,
        widget=forms.URLInput,
        help_text="It begins with https:// and can be reached by the public.",
    )
    events = forms.MultipleChoiceField(
        choices=Event.choices, widget=forms.CheckboxSelectMultiple
    )
