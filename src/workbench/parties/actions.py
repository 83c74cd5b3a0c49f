"""A coordinator's acts: who is a party to a case, and what parties are told by hand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.errors import InvitationError, PartyError
from workbench.people.access import demand
from workbench.people.actions import offer
from workbench.people.models import Invitation, User
from workbench.people.roles import Right, Role

from .joining import become_party
from .models import Kind, Notice, Party, PartyInvitation
from .notices import BY_HAND, tell

_DAYS = 30
"""Such an invitation may travel by letter post."""


@dataclass(frozen=True, slots=True)
class InviteParty:
    """Let a worker, an attorney or a claims administrator follow a case."""

    case: Case
    kind: Kind
    name: str
    email: str
    language: str
    by: User

    def check(self) -> None:
        """Raise unless this person may be made a party.

        Raises:
            PermissionDenied: no coordinator.
            PartyError: the language is not spoken here.
            InvitationError: the mailbox belongs to somebody of the organisation, to a
                party of this case, or is invited to it already.
        """
        demand(self.by, Right.COORDINATE)
        if self.language not in dict(settings.LANGUAGES):
            raise PartyError("The site does not speak this language.")
        person = self._person()
        if person is not None and person.roles != {Role.PARTY}:
            raise InvitationError(
                "This address belongs to an account that cannot be a party's.  "
                "Ask an administrator."
            )
        if person and self.case.parties.filter(user=person, ended=None).exists():
            raise InvitationError("This person is a party to the case already.")
        if self._waiting().exists():
            raise InvitationError(
                "This address is invited to the case already.  Withdraw that first."
            )

    def _person(self) -> User | None:
        return User.objects.filter(email=self.email.lower()).first()

    def _waiting(self) -> QuerySet[PartyInvitation]:
        return self.case.party_invitations.filter(
            invitation__email=self.email.lower(),
            invitation__used=None,
            invitation__withdrawn=None,
            invitation__ends__gt=timezone.now(),
        )

    @transaction.atomic
    def execute(self) -> tuple[Party | PartyInvitation, str]:
        """Check, make the party or an invitation, and record.

        Whoever has an account as a party elsewhere is a party here at once; for others
        the secret of the invitation is returned, which is shown once.
        """
        Case.objects.select_for_update().get(pk=self.case.pk)
        self.check()
        person = self._person()
        made: Party | PartyInvitation
        if person is not None:
            made, secret = become_party(self.case, person, self.kind, self.by), ""
        else:
            made, secret = self._invitation()
        record(
            "invite-party", by=self.by, on=made, case=self.case.pk, kind=self.kind.value
        )
        return made, secret

    def _invitation(self) -> tuple[PartyInvitation, str]:
        way_in, secret = offer(self.email, self.name, Role.PARTY, self.by, _DAYS)
        made = PartyInvitation.objects.create(
            invitation=way_in, case=self.case, kind=self.kind, language=self.language
        )
        return made, secret


@dataclass(frozen=True, slots=True)
class WithdrawInvitation:
    """Make an invitation that nobody took worth nothing."""

    invitation: PartyInvitation
    by: User

    @transaction.atomic
    def execute(self) -> None:
        """Withdraw and record; a second time changes nothing.

        Raises:
            PermissionDenied: no coordinator.
            InvitationError: it was taken.
        """
        demand(self.by, Right.COORDINATE)
        locked = Invitation.objects.select_for_update()
        way_in = locked.get(pk=self.invitation.invitation_id)
        if way_in.used is not None:
            raise InvitationError(
                "The invitation was taken meanwhile.  End the party instead."
            )
        if way_in.withdrawn is None:
            way_in.withdrawn = timezone.now()
            way_in.save(update_fields=["withdrawn"])
            case = self.invitation.case_id
            record("withdraw-invitation", by=self.by, on=self.invitation, case=case)


@dataclass(frozen=True, slots=True)
class EndParty:
    """Close a case to somebody who was a party to it; what was sent stays."""

    party: Party
    by: User

    @transaction.atomic
    def execute(self) -> None:
        """End and record; a second time changes nothing.

        Raises:
            PermissionDenied: no coordinator.
        """
        demand(self.by, Right.COORDINATE)
        party = Party.objects.select_for_update().get(pk=self.party.pk)
        if party.ended is None:
            party.ended = timezone.now()
            party.save(update_fields=["ended"])
            record("end-party", by=self.by, on=party, case=party.case_id)


@dataclass(frozen=True, slots=True)
class SendNotice:
    """Tell parties of a case one of the things that are told by hand."""

    case: Case
    kind: str
    to: Sequence[Party]
    day: dt.date | None
    by: User

    def check(self) -> None:
        """Raise unless this can be told.

        Raises:
            PermissionDenied: no coordinator.
            PartyError: no such notice, its day is missing, or somebody is no party.
        """
        demand(self.by, Right.COORDINATE)
        if self.kind not in BY_HAND:
            raise PartyError("There is no such notice to send by hand.")
        if BY_HAND[self.kind] and self.day is None:
            raise PartyError("This notice names a day.  Give one.")
        if not self.to:
            raise PartyError("Nobody is chosen.  Choose at least one party.")
        if any(one.case_id != self.case.pk or one.ended for one in self.to):
            raise PartyError("Somebody chosen is not a party to this case any more.")

    @transaction.atomic
    def execute(self) -> list[Notice]:
        """Check, tell and record."""
        self.check()
        named = self.day if BY_HAND[self.kind] else None
        data = {"day": named.isoformat()} if named else {}
        made = tell(self.to, self.kind, **data)
        record(
            "send-notice",
            by=self.by,
            on=self.case,
            case=self.case.pk,
            kind=self.kind,
            to=[one.pk for one in self.to],
        )
        return made
