"""What is asked on the pages about people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from .roles import Role


class InviteForm(forms.Form):
    """Who is invited, and as what."""

    name = forms.CharField(max_length=200)
    email = forms.EmailField(label="E-mail address")
    role = forms.ChoiceField(choices=Role.choices)


class RoleForm(forms.Form):
    """Which role is given or taken."""

    role = forms.ChoiceField(choices=Role.choices)


class AcceptForm(forms.Form):
    """The password of a new account, typed twice."""

    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[validate_password],
        help_text="At least 15 characters; a sentence is easiest to keep.",
    )
    again = forms.CharField(
        label="The same password again",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Return the answers if both passwords are the same."""
        answers = super().clean() or {}
        if answers.get("password") != answers.get("again"):
            self.add_error("again", "The two passwords differ.")
        return answers
