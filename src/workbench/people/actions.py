"""Acts on people: one class each, checked, recorded, all or nothing."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from workbench.audit.chain import record
from workbench.errors import InvitationError, RoleError

from .access import demand
from .joining import joined
from .models import HeldRole, Invitation, User
from .roles import EXCLUSIVE, Right, Role

_DAYS = 7


def _fits(roles: frozenset[Role], more: Role) -> None:
    for held in roles:
        if frozenset({held, more}) in EXCLUSIVE:
            raise RoleError(
                f"One person cannot be both {held.label.lower()} and "
                f"{more.label.lower()}.  Take the other role away first."
            )


@dataclass(frozen=True, slots=True)
class GiveRole:
    """Let a person act in a role from now on."""

    to: User
    role: Role
    by: User

    def check(self) -> None:
        """Raise unless this role may be given.

        Raises:
            PermissionDenied: the giver is no administrator.
            RoleError: the role is held already, or does not go with another.
        """
        demand(self.by, Right.ADMINISTER)
        if self.role in self.to.roles:
            raise RoleError("The person has this role already.")
        _fits(self.to.roles, self.role)

    @transaction.atomic
    def execute(self) -> HeldRole:
        """Check, give and record."""
        User.objects.select_for_update().get(pk=self.to.pk)
        self.to.forget_roles()
        self.check()
        held = HeldRole.objects.create(
            user=self.to, role=self.role, since=timezone.now(), given_by=self.by
        )
        self.to.forget_roles()
        record("give-role", by=self.by, on=self.to, role=self.role.value)
        return held


@dataclass(frozen=True, slots=True)
class TakeRole:
    """End a person's role; what was done in it stays."""

    of: User
    role: Role
    by: User

    def check(self) -> None:
        """Raise unless this role may be ended.

        Raises:
            PermissionDenied: the taker is no administrator.
            RoleError: the role is not held, or nobody would administer the site.
        """
        demand(self.by, Right.ADMINISTER)
        if self.role not in self.of.roles:
            raise RoleError("The person does not have this role.")
        if self.role is Role.ADMINISTRATOR and not self._others():
            raise RoleError("This is the last administrator.  Name another one first.")

    def _others(self) -> bool:
        held = HeldRole.objects.filter(
            role=Role.ADMINISTRATOR, until=None, user__is_active=True
        )
        return held.exclude(user=self.of).exists()

    @transaction.atomic
    def execute(self) -> None:
        """Check, end and record."""
        # Every administrator's row, in one order: two who take each other's role at
        # the same moment must not both succeed.
        admins = User.objects.filter(held_roles__role=Role.ADMINISTRATOR)
        list(User.objects.select_for_update().filter(pk__in=admins).order_by("pk"))
        self.of.forget_roles()
        self.check()
        HeldRole.objects.filter(user=self.of, role=self.role, until=None).update(
            until=timezone.now()
        )
        self.of.forget_roles()
        record("take-role", by=self.by, on=self.of, role=self.role.value)


@dataclass(frozen=True, slots=True)
class Invite:
    """Offer a person an account with one role."""

    email: str
    name: str
    role: Role
    by: User

    def check(self) -> None:
        """Raise unless this person may be invited.

        Raises:
            PermissionDenied: the inviter is no administrator.
            InvitationError: the mailbox has an account.
        """
        demand(self.by, Right.ADMINISTER)
        if User.objects.filter(email=self.email.lower()).exists():
            raise InvitationError("This address has an account already.")

    @transaction.atomic
    def execute(self) -> tuple[Invitation, str]:
        """Check, invite and record; return the invitation and its secret.

        The secret is shown once; the database holds its hash.
        """
        self.check()
        made, secret = offer(self.email, self.name, self.role, self.by)
        record("invite", by=self.by, on=made, role=self.role.value)
        return made, secret


def offer(
    email: str, name: str, role: Role, by: User | None, days: int = _DAYS
) -> tuple[Invitation, str]:
    """Make an invitation, in the act's transaction; return it with its secret."""
    secret, now = secrets.token_urlsafe(32), timezone.now()
    made = Invitation.objects.create(
        email=email.lower(),
        name=name,
        role=role,
        secret_digest=digest_of(secret),
        made=now,
        ends=now + timedelta(days=days),
        made_by=by,
    )
    return made, secret


@dataclass(frozen=True, slots=True)
class InviteFirst:
    """Invite the first administrator, from the machine that the site runs on."""

    email: str

    def check(self) -> None:
        """Raise if somebody administers the site already.

        Raises:
            InvitationError: there is an administrator, who invites others.
        """
        held = HeldRole.objects.filter(role=Role.ADMINISTRATOR, until=None)
        if held.filter(user__is_active=True).exists():
            raise InvitationError(
                "The site has an administrator already.  Ask them for an invitation."
            )

    @transaction.atomic
    def execute(self) -> str:
        """Check, invite and record; return the secret."""
        self.check()
        name = self.email.split("@")[0]
        made, secret = offer(self.email, name, Role.ADMINISTRATOR, None)
        record("invite-first", by=None, on=made)
        return secret


@dataclass(frozen=True, slots=True)
class Accept:
    """Become a person of the workbench by an invitation."""

    secret: str
    password: str

    def invitation(self) -> Invitation:
        """Return the open invitation with this secret.

        Raises:
            InvitationError: there is none, or it has ended or been used.
        """
        now = timezone.now()
        found = Invitation.objects.filter(
            secret_digest=digest_of(self.secret),
            used=None,
            withdrawn=None,
            ends__gt=now,
        ).first()
        if found is None:
            raise InvitationError(
                "This invitation has ended or been used.  "
                "Ask an administrator for a new one."
            )
        return found

    @transaction.atomic
    def execute(self) -> User:
        """Check, make the account with its role, and record."""
        found = self.invitation()
        # The update decides between two clicks at the same moment.
        taken = Invitation.objects.filter(pk=found.pk, used=None).update(
            used=timezone.now()
        )
        if not taken or User.objects.filter(email=found.email).exists():
            raise InvitationError("This invitation has been used.  Log in instead.")
        user = User.objects.create_user(found.email, found.name, self.password)
        HeldRole.objects.create(
            user=user, role=found.role, since=timezone.now(), given_by=found.made_by
        )
        joined.send(sender=User, user=user, invitation=found)
        record("accept-invitation", by=user, on=found, role=found.role)
        return user


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """Keep a person from logging in; what was done stays under the name."""

    of: User
    by: User

    def check(self) -> None:
        """Raise unless this account may be closed.

        Raises:
            PermissionDenied: the closer is no administrator.
            RoleError: it is the closer's own, or closed already.
        """
        demand(self.by, Right.ADMINISTER)
        if self.of.pk == self.by.pk:
            raise RoleError("Nobody closes their own account.")
        if not self.of.is_active:
            raise RoleError("The account is closed already.")

    @transaction.atomic
    def execute(self) -> None:
        """Check, close, end the sessions and record."""
        from allauth.usersessions.models import UserSession

        self.of.refresh_from_db(from_queryset=User.objects.select_for_update())
        self.check()
        self.of.is_active = False
        self.of.save(update_fields=["is_active"])
        for session in UserSession.objects.filter(user_id=self.of.pk):
            session.end()
        record("close-account", by=self.by, on=self.of)


def digest_of(secret: str) -> str:
    """Return the hash under which a secret of 256 bits is kept."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
