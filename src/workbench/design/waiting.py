"""What waits for somebody, as the first page shows it: counts, and where they lead.

Counted by the database alone, in a query or two for each right; what nobody waits for
is told too, as nought, so that the page looks the same every day.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from workbench.api.models import Delivery
from workbench.assignment.models import Assignment
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.queue import Asked, counts, narrowed
from workbench.cases.states import State
from workbench.languages.speech import say, say_later
from workbench.parties.models import Notice, Party
from workbench.people.models import Invitation, User
from workbench.people.roles import Right
from workbench.quality.queue import waiting as quality
from workbench.review.models import Signature


@dataclass(frozen=True, slots=True)
class Waiting:
    """A count of what waits, its words, and the page where it is done."""

    count: int
    words: str
    address: str
    tone: str = ""
    """``bad`` or ``warn`` where something presses; the words say it too."""


@dataclass(frozen=True, slots=True)
class Room:
    """What waits for somebody by one right."""

    title: str
    waiting: Sequence[Waiting]


def waiting_for(user: User) -> list[Room]:
    """Return what waits for a person, by right, in the order of the menu."""
    return [
        Room(title, count(user))
        for right, (title, count) in _ROOMS.items()
        if right in user.rights
    ]


def _for_reviewer(user: User) -> list[Waiting]:
    of_one = Signature.objects.filter(assignment=OuterRef("pk"))
    mine = Assignment.objects.of(user).annotate(
        standing=Exists(of_one.filter(returned=None)),
        came_back=Exists(of_one.exclude(returned=None)),
    )
    over = (State.RELEASED, State.WITHDRAWN)
    found = mine.exclude(case__state__in=over).aggregate(
        attest=Count("pk", filter=Q(attested=None)),
        decide=Count("pk", filter=Q(attested__isnull=False, standing=False)),
        back=Count("pk", filter=Q(came_back=True, standing=False)),
    )
    desk, own = reverse("review:home"), reverse("assignment:mine")
    return [
        Waiting(found["attest"], "to attest before the file opens", own),
        Waiting(found["decide"], "open, to decide and sign", desk),
        Waiting(found["back"], "of these, returned by quality", desk, "warn"),
    ]


def _for_coordinator(user: User) -> list[Waiting]:
    cases, today = Case.objects.visible_to(user), timezone.localdate()
    at, states = reverse("cases:queue"), counts(cases, Asked(), today)

    def due(when: str) -> int:
        return narrowed(cases, Asked(due=when), today).order_by().count()

    def stand(state: State, words: str) -> Waiting:
        return Waiting(states.get(state, 0), words, f"{at}?state={state}")

    return [
        Waiting(due("overdue"), "overdue", f"{at}?due=overdue&sort=due", "bad"),
        Waiting(due("soon"), "due within a week", f"{at}?due=soon&sort=due", "warn"),
        stand(State.READ, "read, to be screened"),
        stand(State.AWAITING_RECORDS, "waiting for records"),
        stand(State.READY, "ready to assign"),
    ]


def _for_quality(user: User) -> list[Waiting]:
    at = reverse("quality:queue")
    words = {
        "check": "signed, to be checked",
        "ready": "passed, ready to release",
        "returned": "returned, with the reviewer",
    }
    return [
        Waiting(
            quality(user, shown, "").order_by().count(), said, f"{at}?shown={shown}"
        )
        for shown, said in words.items()
    ]


def _for_party(user: User) -> list[Waiting]:
    mine = Party.objects.visible_to(user)
    unseen = Notice.objects.filter(party__in=mine, seen=None).count()
    return [
        Waiting(unseen, say("site.news_waiting"), reverse("parties:news")),
        Waiting(mine.count(), say("site.cases_followed"), reverse("parties:mine")),
    ]


def _for_auditor(user: User) -> list[Waiting]:
    del user
    last = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    return [Waiting(last or 0, "acts and readings recorded", reverse("audit:entries"))]


def _for_administrator(user: User) -> list[Waiting]:
    del user
    open_ = Invitation.objects.filter(
        used=None, withdrawn=None, ends__gt=timezone.now()
    )
    people = User.objects.filter(is_active=True)
    lost = Delivery.objects.filter(state=Delivery.State.FAILED)
    hooks = reverse("programs:webhooks")
    return [
        Waiting(open_.count(), "invitations not yet taken", reverse("people")),
        Waiting(people.count(), "open accounts", reverse("people")),
        Waiting(lost.count(), "messages to programs given up", hooks, "warn"),
    ]


_ROOMS: Mapping[Right, tuple[str, Callable[[User], list[Waiting]]]] = MappingProxyType(
    {
        Right.REVIEW: ("My cases", _for_reviewer),
        Right.COORDINATE: ("Cases", _for_coordinator),
        Right.TAKE_PART: (say_later("site.my_cases"), _for_party),
        Right.ASSURE: ("Determinations", _for_quality),
        Right.AUDIT: ("Record of acts", _for_auditor),
        Right.ADMINISTER: ("People and programs", _for_administrator),
    }
)
