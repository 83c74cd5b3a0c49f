"""Whoever takes an invitation becomes a party to each case it was made for."""

from django.utils import timezone

from workbench.cases.models import Case
from workbench.people.models import Invitation, User
from workbench.people.roles import Role

from .models import Party, PartyInvitation
from .notices import tell


def on_joined(user: User, invitation: Invitation, **_: object) -> None:
    """Make the new person a party wherever this mailbox is invited and still wanted."""
    if invitation.role != Role.PARTY:
        return
    now = timezone.now()
    waiting = PartyInvitation.objects.filter(
        invitation__email=invitation.email,
        invitation__withdrawn=None,
        invitation__ends__gt=now,
        party=None,
    )
    first = waiting.filter(invitation=invitation).first()
    if first is not None:
        user.language = first.language
        user.save(update_fields=["language"])
    for each in waiting.select_related("case", "invitation__made_by").order_by("pk"):
        by = each.invitation.made_by or user
        each.party = become_party(each.case, user, each.kind, by)
        each.save(update_fields=["party"])
        # Its link must not make a second account once this one is there.
        Invitation.objects.filter(pk=each.invitation_id, used=None).update(used=now)


def become_party(case: Case, user: User, kind: str, by: User) -> Party:
    """Make a person a party to a case, in the act's transaction, and say so."""
    party = Party.objects.create(
        case=case, user=user, kind=kind, added=timezone.now(), added_by=by
    )
    tell([party], "welcome")
    return party
