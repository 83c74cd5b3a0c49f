"""What is asked on the pages about parties and on theirs."""

from typing import Any

from django import forms
from django.conf import settings

from workbench.cases.forms import Files
from workbench.languages.speech import say, say_later
from workbench.people.forms import AcceptForm

from .models import Kind, Party
from .notices import BY_HAND
from .sending import MOST

_HAND_WORDS = {
    "call_us": "Get in touch with us",
    "send_records": "Send papers, by the day",
    "takes_longer": "It takes longer, until the day",
}


class InviteForm(forms.Form):
    """Who becomes a party, and in which language they are spoken to."""

    kind = forms.ChoiceField(choices=Kind.choices)
    name = forms.CharField(max_length=200)
    email = forms.EmailField(label="E-mail address")
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class NoticeForm(forms.Form):
    """What parties are told by hand, and which of them."""

    kind = forms.ChoiceField(
        label="Notice", choices=[(kind, _HAND_WORDS[kind]) for kind in BY_HAND]
    )
    day = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    to = forms.ModelMultipleChoiceField(
        queryset=Party.objects.none(), widget=forms.CheckboxSelectMultiple
    )


class SendForm(forms.Form):
    """A party's files."""

    chosen = Files(
        label=say_later("pages.send_what"),
        help_text=say_later("pages.send_hint", most=MOST),
        required=False,
    )
    uploads = forms.CharField(
        required=False, max_length=40 * MOST, widget=forms.HiddenInput
    )
    """Ids of uploads that were sent in pieces, divided by blanks."""

    def clean(self) -> dict[str, Any]:
        """Refuse a form with no file, or with too many."""
        given = super().clean() or {}
        many = len(given.get("chosen") or ()) + len(
            (given.get("uploads") or "").split()
        )
        if not many and not self.errors:
            self.add_error("chosen", say("pages.send_nothing"))
        if many > MOST:
            self.add_error("chosen", say("pages.send_many", most=MOST))
        return given


class JoinForm(AcceptForm):
    """The password of a new account, asked for in the language of the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = say("pages.join_password")
        self.fields["password"].help_text = say("pages.join_hint")
        self.fields["again"].label = say("pages.join_again")

    def clean(self) -> dict[str, Any]:
        """Return the answers if both passwords are the same."""
        answers = forms.Form.clean(self) or {}
        if answers.get("password") != answers.get("again"):
            self.add_error("again", say("pages.join_differ"))
        return answers
