"""What the forms of the desk send; what it means is checked by the acts."""

from django import forms

from openimr.domain import Decision, Verdict

_LONGEST = 60_000


class DraftForm(forms.Form):
    """Every form on a draft names the version that was looked at."""

    version = forms.IntegerField(min_value=1, max_value=10**9)


class ItemForm(DraftForm):
    """A form on one disputed item."""

    item = forms.IntegerField(min_value=0, max_value=10_000)


class _Chosen(ItemForm):
    """A form with words that were marked on a page."""

    page = forms.IntegerField(
        min_value=1,
        max_value=10**6,
        error_messages={"required": "Mark words on a page first."},
    )
    start = forms.IntegerField(min_value=0, max_value=10**8)
    end = forms.IntegerField(min_value=0, max_value=10**8)
    words = forms.CharField(max_length=4000, strip=False)


class FactForm(_Chosen):
    """A fact that a passage shows."""

    fact = forms.CharField(max_length=80)
    finding = forms.ChoiceField(
        choices=[("present", "Documented"), ("absent", "Documented as absent")]
    )
    value = forms.CharField(max_length=80, required=False)

    @property
    def said(self) -> str:
        """Return finding or number, as the core reads it."""
        given = str(self.cleaned_data["value"]).strip()
        finding = str(self.cleaned_data["finding"])
        return given if given and finding == "present" else finding


class PassageForm(_Chosen):
    """Words to cite."""


class FactNameForm(ItemForm):
    """A fact by its id."""

    fact = forms.CharField(max_length=80)


class PlaceForm(ItemForm):
    """Something by its place in a list."""

    place = forms.IntegerField(min_value=1, max_value=10_000)


class CriterionForm(ItemForm):
    """A criterion by its id."""

    criterion = forms.CharField(max_length=200)


class OverrideForm(CriterionForm):
    """A judgement of a criterion, with its reason."""

    status = forms.ChoiceField(choices=[(each.value, each.value) for each in Verdict])
    reason = forms.CharField(
        max_length=4000, error_messages={"required": "Say why, in a sentence."}
    )


class DecisionForm(ItemForm):
    """A decision on an item."""

    decision = forms.ChoiceField(
        choices=[(each.value, each.value) for each in Decision],
        error_messages={"required": "Choose one of the two."},
    )
    reason = forms.CharField(max_length=4000, required=False)


class TextForm(ItemForm):
    """The text of summary or rationale; empty brings the proposed one back."""

    text = forms.CharField(max_length=_LONGEST, required=False, strip=False)


class RebaseForm(DraftForm):
    """The reading whose changes were looked at."""

    to = forms.UUIDField()


class SignForm(DraftForm):
    """What is confirmed and stated by signing."""

    digest = forms.RegexField(r"^[0-9a-f]{64}$")
