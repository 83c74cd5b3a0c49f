"""People, their roles, and the invitations by which they come in."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from .roles import RIGHTS, STAFF, Right, Role


class UserManager(BaseUserManager["User"]):
    """Makes people; nobody is made with a role."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        """Return a new person, saved; without a password nobody can log in."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person; the address of the mailbox is the name to log in with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(default=timezone.now)
    language = models.CharField(max_length=2, default="en")

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[Role]:
        """Roles held now; asked of the database once for each loaded person."""
        if not hasattr(self, "_roles"):
            held = self.held_roles.filter(until=None).values_list("role", flat=True)
            self._roles = frozenset(Role(role) for role in held)
        return self._roles

    @property
    def rights(self) -> frozenset[Right]:
        """Everything that the roles allow."""
        if not self.is_active:
            return frozenset()
        every = (RIGHTS[role] for role in self.roles)
        return frozenset({Right.PUBLIC, Right.SIGNED_IN}).union(*every)

    @property
    def is_staff(self) -> bool:
        """Tell whether a second factor is demanded."""
        return bool(self.roles & STAFF)

    def forget_roles(self) -> None:
        """Ask the database again at the next question."""
        self.__dict__.pop("_roles", None)


class HeldRole(models.Model):
    """One role of one person over a span of time; the past stays."""

    user = models.ForeignKey(User, models.PROTECT, related_name="held_roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="roles_given"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(until=None),
                name="people_one_role_once",
            )
        ]


class Invitation(models.Model):
    """A way in for one mailbox; only the hash of its secret is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role.choices)
    secret_digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    ends = models.DateTimeField()
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="invitations_made"
    )
    """None: made on the machine itself, for the first administrator."""

    used = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
