"""A whole site: something in every room, so that every page has what it shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import get_resolver

from tests.workbench import assigning, desks, disputes
from tests.workbench.conftest import People
from tests.workbench.library.making import HIT, words
from tests.workbench.making import example_read, opened
from tests.workbench.signed import NO, otherwise, signed
from tests.workbench.tokens import token
from workbench.api.hooks.actions import AddEndpoint
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.parties.actions import InviteParty
from workbench.parties.models import Kind
from workbench.parties.notices import tell
from workbench.people.access import right_of
from workbench.people.actions import Invite
from workbench.people.checks import views
from workbench.people.models import User
from workbench.people.roles import RIGHTS, Right, Role
from workbench.review.viewer.tasks import draw_pages

ASKED: Mapping[str, Sequence[str]] = {
    "/cases/": ("", "?state=ready&due=none", "?words=nobody"),
    "/library/": ("", "?q=tizanidine", "?q=durg:x"),
    "/library/figures/": ("", "?by=class", "?top=x"),
    "/quality/": ("", "?shown=released"),
}
"""What else is asked of a page; the last finds nothing or is refused."""

Names = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """One address of the site."""

    address: str
    right: Right
    bilingual: bool


@dataclass(frozen=True, slots=True)
class Site:
    """Who may do what, and what the addresses of each room name."""

    people: Mapping[Right, User]
    named: Mapping[str, Sequence[Names]]

    def places(self) -> Iterator[Place]:
        """Yield every address for people, but for those that say nothing to them."""
        for route, view in views(get_resolver().url_patterns):
            right = right_of(view)
            if right is None or route.startswith(("api/v1/c", "api/fhir", "^")):
                continue
            inner = getattr(view, "view_class", view)
            own = inner.__module__.startswith("allauth.")
            both = own or getattr(view, "bilingual", False)
            for address in self._filled(route):
                for asked in ASKED.get(address, ("",)):
                    yield Place(address + asked, right, both)

    def _filled(self, route: str) -> Iterator[str]:
        room = max((key for key in self.named if route.startswith(key)), key=len)
        for names in self.named[room]:
            address = "/" + route
            for word, value in names.items():
                address = address.replace(f"<{word}>", str(value))
            if not set(address) & set("<^("):
                yield address


class _Cast:
    """Gives the same person for the same role, so that one sees everything."""

    def __init__(self, person: People) -> None:
        self.one = cache(person)

    def __call__(self, role: Role, email: str = "") -> User:
        return self.one(role, email=email)


def whole(person: People) -> Site:
    """Make the site: a case in every state, and what each room keeps."""
    cast = _Cast(person)
    coordinator, admin = cast(Role.COORDINATOR), cast(Role.ADMINISTRATOR)
    desk = desks.in_review(cast)
    desk.start()
    draw_pages.func(str(desk.bench.reading.pk))
    found = disputes.dispute(cast, "es")
    tell([found.worker], "takes_longer", day="2014-12-22")
    disputes.released(found)
    checked = signed(
        coordinator, cast(Role.REVIEWER, "second@example.org"), choices=[_MIXED]
    )
    ready, given = assigning.ready(coordinator), assigning.ready(coordinator)
    reviewer = assigning.described(desk.reviewer, "Rosalind Feather, MD")
    [seat] = assigning.given(given, coordinator, reviewer)
    by_state = {state: disputes.standing(opened(coordinator), state) for state in State}
    shown = (State.RECEIVED, State.INELIGIBLE, State.WITHDRAWN)
    pages = [example_read(coordinator), found.case, *(by_state[one] for one in shown)]
    people = {right: _with(right, cast) for right in Right}
    people[Right.TAKE_PART] = people[Right.SIGNED_IN] = found.worker.user
    return Site(
        people,
        {
            "": [{}],
            **_ways_in(admin, coordinator, by_state[State.READY]),
            "people/<": [{"uuid:pk": one.pk} for one in (admin, desk.reviewer)],
            "programs/": [{"uuid:pk": _webhook(admin)}],
            "cases/": _keys(pages),
            "assignment/": [{}],
            "assignment/<uuid": _keys([ready, given, desk.case]),
            "assignment/reviewers/<": [{"uuid:pk": desk.reviewer.pk}],
            "assignment/<int": [{"int:pk": seat.pk}],
            "library/letters/": [{"str:letter": _letter(), "int:number": 1}],
            "desk/": [{"int:pk": desk.assignment.pk, "int:number": 1}],
            "quality/<": [
                {"int:number": 1, **one} for one in _keys([checked, found.case])
            ],
            "parties/mine/": _keys([found.case]),
            "parties/<uuid": _keys([found.case]),
        },
    )


_MIXED = otherwise(1, NO)


def _with(right: Right, cast: _Cast) -> User:
    return cast(next(role for role in Role if right in RIGHTS[role]))


def _keys(cases: Sequence[Case]) -> list[Names]:
    return [{"uuid:pk": case.pk} for case in cases]


def _ways_in(admin: User, coordinator: User, case: Case) -> dict[str, list[Names]]:
    _, staff = Invite("new@example.org", "Ida New", Role.QUALITY, admin).execute()
    act = InviteParty(
        case, Kind.WORKER, "Rosa Ibarra", "rosa@example.org", "en", coordinator
    )
    _, party = act.execute()
    return {
        room: [{"str:secret": secret}, {"str:secret": "used-up"}]
        for room, secret in (("join/", staff), ("parties/join/", party))
    }


def _webhook(admin: User) -> object:
    token(admin)
    made, _ = AddEndpoint("http://127.0.0.1:9/in", ["case.moved"], admin).execute()
    return made.pk


def _letter() -> str:
    found = HIT.search(words("/library/", q="drug:tizanidine"))
    assert found is not None
    return found[1].split("/")[-2]
