"""Load demonstration cases and invite somebody into each role; again does no harm."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from openimr.errors import InputError
from workbench.audit.chain import record
from workbench.cases.actions import OpenCase
from workbench.cases.models import Case
from workbench.files.models import StoredFile
from workbench.files.store import put
from workbench.parties.actions import InviteParty
from workbench.parties.models import Kind
from workbench.people.actions import offer
from workbench.people.models import HeldRole, Invitation, User
from workbench.people.roles import Role

PACKAGED = files("workbench.demonstration") / "case"
"""The fictional case of the project, where the wheel puts it."""

IN_CHECKOUT = Path(__file__).parents[3] / "examples" / "case"
"""Where it lies beside the sources, which are installed without building a wheel."""

_OPENER = "demonstration@example.org"
_APPLICATION, _DECISION, _RECORDS = (
    "1-imr-application.pdf",
    "2-ur-determination.pdf",
    "3-records.pdf",
)
CASES = (
    (dt.date(2014, 12, 2), (_APPLICATION, _DECISION, _RECORDS)),
    # Its records have not come, and the same dispute was filed before.
    (dt.date(2014, 12, 8), (_APPLICATION, _DECISION)),
    # Nothing says what is disputed.
    (dt.date(2014, 12, 9), (_RECORDS,)),
)
"""When each demonstration case came in, and its files."""

_LONG = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """How a person of the demonstration comes in."""

    role: Role
    email: str
    secret: str
    """Of the invitation; empty where the person has an account."""


@dataclass(frozen=True, slots=True)
class LoadDemonstration:
    """Load the demonstration cases, once, and make new invitations where needed."""

    def check(self) -> None:
        """Raise unless the demonstration may be loaded.

        Raises:
            InputError: the example is not installed, or the site has cases of its own.
        """
        example()
        if Case.objects.exclude(opened_by__email=_OPENER).exists():
            raise InputError(
                "This site has cases of its own, and a demonstration opens it to "
                "whoever reads this screen.  Set OPENIMR_DATA to another folder."
            )

    @transaction.atomic
    def execute(self) -> tuple[WayIn, ...]:
        """Check, load, invite and record; return the ways in, one a role."""
        self.check()
        opener = _opener()
        if not opener.case_set.exists():
            for received, names in CASES:
                OpenCase(received, _files(names), opener).execute()
            record("load-demonstration", by=None, on=None, cases=len(CASES))
        ways = tuple(_ways_in(opener))
        # Nobody logs in under this name; it only stands where a person must.
        User.objects.filter(pk=opener.pk).update(is_active=False)
        return ways


def _opener() -> User:
    found = User.objects.filter(email=_OPENER).first()
    if found is None:
        found = User.objects.create_user(_OPENER, "Demonstration")
        HeldRole.objects.create(user=found, role=Role.COORDINATOR, since=timezone.now())
    found.is_active = True
    return found


def example() -> Traversable:
    """Return the folder of the demonstration case.

    Raises:
        InputError: the installation lacks files of it.
    """
    wanted = {name for _, names in CASES for name in names}
    for folder in (PACKAGED, IN_CHECKOUT):
        if all((folder / name).is_file() for name in wanted):
            return folder
    raise InputError(
        f"{PACKAGED}: the demonstration case is not there, though it comes with the "
        "package.  Install OpenIMR again."
    )


def _files(names: tuple[str, ...]) -> list[StoredFile]:
    folder = example()
    return [put(name, [(folder / name).read_bytes()]) for name in names]


def _ways_in(opener: User) -> Iterator[WayIn]:
    for role in Role:
        email = f"{role.value}@example.org"
        secret = ""
        if not User.objects.filter(email=email).exists():
            still_open = Invitation.objects.filter(
                email=email, used=None, withdrawn=None
            )
            still_open.update(withdrawn=timezone.now())
            secret = _invited(role, email, opener)
        yield WayIn(role=role, email=email, secret=secret)


def _invited(role: Role, email: str, opener: User) -> str:
    name = f"{role.label} of the demonstration"
    if role is not Role.PARTY:
        return offer(email, name, role, None, _LONG)[1]
    first = opener.case_set.order_by("number").first()
    assert first is not None  # noqa: S101 - loaded above
    act = InviteParty(first, Kind.WORKER, name, email, "en", opener)
    return act.execute()[1]
