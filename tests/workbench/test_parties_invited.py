"""Who becomes a party, by which way, and until when."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from workbench.audit.models import Entry
from workbench.errors import InvitationError, PartyError
from workbench.parties.actions import (
    EndParty,
    InviteParty,
    SendNotice,
    WithdrawInvitation,
)
from workbench.parties.models import Kind, Notice, Party, PartyInvitation
from workbench.people.actions import Accept
from workbench.people.models import Invitation, User
from workbench.people.roles import Role

from .conftest import PASSWORD, People
from .disputes import party
from .making import DAY, opened

Browser = Callable[[User], Client]


def _invite(
    case: object, by: User, email: str = "rosa@example.org", language: str = "es"
) -> InviteParty:
    return InviteParty(case, Kind.WORKER, "Rosa Ibarra", email, language, by)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_an_invited_worker_joins_in_spanish_and_sees_the_case(person: People) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)
    _, secret = _invite(case, by).execute()
    browser = Client()

    page = browser.get(f"/parties/join/{secret}/").content.decode()
    words = {"password": PASSWORD, "again": PASSWORD}
    answer = browser.post(f"/parties/join/{secret}/", words, follow=True)

    assert '<html lang="es">' in page
    assert "Le damos la bienvenida, Rosa Ibarra" in page
    assert "Su cuenta está lista" in answer.content.decode()
    row = Party.objects.get()
    assert (row.case, row.kind, row.user.language) == (case, Kind.WORKER, "es")
    assert row.user.roles == {Role.PARTY}
    assert PartyInvitation.objects.get().party == row
    assert [one.kind for one in row.notices.all()] == ["welcome"]
    login = {"login": "rosa@example.org", "password": PASSWORD}
    shown = browser.post("/account/login/", login, follow=True)
    assert "Mis casos" in shown.content.decode()
    assert case.number in browser.get("/parties/").content.decode()


@pytest.mark.django_db
def test_the_way_in_of_staff_leads_a_party_to_its_own_page(person: People) -> None:
    by = person(Role.COORDINATOR)
    _, secret = _invite(opened(by), by).execute()

    answer = Client().get(f"/join/{secret}/", follow=True)
    posted = Client().post(f"/join/{secret}/", {"password": PASSWORD})

    assert answer.redirect_chain == [(f"/parties/join/{secret}/", 302)]
    assert '<html lang="es">' in answer.content.decode()
    assert posted.status_code == 302
    assert not User.objects.filter(email="rosa@example.org").exists()


@pytest.mark.django_db
def test_two_invitations_of_one_mailbox_are_taken_together(person: People) -> None:
    by = person(Role.COORDINATOR)
    cases = [opened(by, bytes([n])) for n in range(3)]
    secrets = [_invite(case, by).execute()[1] for case in cases]
    late = PartyInvitation.objects.get(case=cases[2]).invitation
    Invitation.objects.filter(pk=late.pk).update(ends=timezone.now() - timedelta(1))

    user = Accept(secrets[0], PASSWORD).execute()

    assert set(user.parties.values_list("case", flat=True)) == {
        case.pk for case in cases[:2]
    }
    with pytest.raises(InvitationError):
        Accept(secrets[1], PASSWORD).execute()


@pytest.mark.django_db
def test_a_party_of_another_case_is_one_of_this_case_at_once(person: People) -> None:
    by, user = person(Role.COORDINATOR), person(Role.PARTY)
    case = opened(by)

    made, secret = _invite(case, by, user.email.upper()).execute()

    assert secret == ""
    assert isinstance(made, Party)
    assert (made.user, made.case) == (user, case)
    assert not Invitation.objects.exists()
    with pytest.raises(InvitationError, match="already"):
        _invite(case, by, user.email).execute()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PARTY])
def test_nobody_of_the_organisation_becomes_a_party(person: People, role: Role) -> None:
    by, staff = person(Role.COORDINATOR), person(role)
    case = opened(by)

    with pytest.raises(InvitationError, match="cannot be a party"):
        _invite(case, by, staff.email).execute()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_a_coordinator_acts_on_parties(person: People, role: Role) -> None:
    by, other = person(Role.COORDINATOR), person(role)
    case = opened(by)
    row = party(case, person(Role.PARTY), Kind.WORKER, by)
    invitation, _ = _invite(case, by).execute()
    assert isinstance(invitation, PartyInvitation)

    for act in (
        _invite(case, other, "new@example.org"),
        WithdrawInvitation(invitation, other),
        EndParty(row, other),
        SendNotice(case, "call_us", [row], None, other),
    ):
        with pytest.raises(PermissionDenied):
            act.execute()


@pytest.mark.django_db
def test_an_invitation_that_was_withdrawn_opens_nothing(person: People) -> None:
    by = person(Role.COORDINATOR)
    invitation, secret = _invite(opened(by), by).execute()
    assert isinstance(invitation, PartyInvitation)

    WithdrawInvitation(invitation, by).execute()
    WithdrawInvitation(invitation, by).execute()

    assert Client().get(f"/parties/join/{secret}/").status_code == 410
    assert Entry.objects.filter(act="withdraw-invitation").count() == 1


@pytest.mark.django_db
def test_an_invitation_that_was_taken_is_not_withdrawn(person: People) -> None:
    by = person(Role.COORDINATOR)
    invitation, secret = _invite(opened(by), by).execute()
    assert isinstance(invitation, PartyInvitation)
    Accept(secret, PASSWORD).execute()

    with pytest.raises(InvitationError, match="End the party"):
        WithdrawInvitation(invitation, by).execute()


@pytest.mark.django_db
def test_an_invitation_of_staff_leads_to_no_party(person: People) -> None:
    from workbench.people.actions import Invite

    admin = person(Role.ADMINISTRATOR)
    _, secret = Invite("new@example.org", "New", Role.AUDITOR, admin).execute()

    assert Client().get(f"/parties/join/{secret}/").status_code == 404
    assert Client().get(f"/join/{secret}/").status_code == 200


@pytest.mark.django_db
def test_ending_twice_is_ending_once(person: People) -> None:
    by = person(Role.COORDINATOR)
    row = party(opened(by), person(Role.PARTY), Kind.WORKER, by)

    EndParty(row, by).execute()
    ended = Party.objects.get().ended
    EndParty(row, by).execute()

    assert Party.objects.get().ended == ended
    assert Entry.objects.filter(act="end-party").count() == 1


@pytest.mark.django_db
def test_the_page_of_the_parties_serves_the_coordinator(
    person: People, logged_in: Browser
) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)
    browser = logged_in(by)
    address = f"/parties/{case.pk}/"
    given = {
        "kind": "worker",
        "name": "Rosa Ibarra",
        "email": "rosa@example.org",
        "language": "es",
    }

    answer = browser.post(address, given)
    again = browser.post(address, given)
    joined = party(case, person(Role.PARTY), Kind.ATTORNEY, by)
    told = browser.post(
        f"{address}notices/",
        {"kind": "send_records", "day": "2014-12-22", "to": [joined.pk]},
    )
    faulty = browser.post(f"{address}notices/", {"kind": "send_records", "day": "x"})

    assert "/parties/join/" in answer.content.decode()
    assert "/parties/join/" not in browser.get(address).content.decode()
    assert (again.status_code, told.status_code, faulty.status_code) == (422, 302, 422)
    notice = Notice.objects.get(kind="send_records")
    assert (notice.party, notice.data) == (joined, {"day": "2014-12-22"})
    browser.post(f"{address}end/", {"party": joined.pk})
    invitation = PartyInvitation.objects.get()
    browser.post(f"{address}invitations/", {"invitation": invitation.pk})
    joined.refresh_from_db()
    assert joined.ended is not None
    assert PartyInvitation.objects.get().invitation.withdrawn is not None


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "0", "x", "-1", "9" * 30, "٣"])
def test_odd_numbers_name_nobody(
    person: People, logged_in: Browser, number: str
) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)
    browser = logged_in(by)

    ended = browser.post(f"/parties/{case.pk}/end/", {"party": number})
    taken = browser.post(f"/parties/{case.pk}/invitations/", {"invitation": number})

    assert (ended.status_code, taken.status_code) == (404, 404)


@pytest.mark.django_db
def test_parties_of_another_case_are_not_acted_on_from_this_one(
    person: People, logged_in: Browser
) -> None:
    by = person(Role.COORDINATOR)
    case, other = opened(by), opened(by, b"other")
    row = party(other, person(Role.PARTY), Kind.WORKER, by)

    answer = logged_in(by).post(f"/parties/{case.pk}/end/", {"party": row.pk})

    assert answer.status_code == 404
    with pytest.raises(PartyError, match="not a party"):
        SendNotice(case, "call_us", [row], None, by).execute()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [
        ("released", DAY, "no such notice"),
        ("", DAY, "no such notice"),
        ("takes_longer", None, "names a day"),
    ],
)
def test_what_is_told_by_hand_is_told_whole(
    person: People, kind: str, day: object, told: str
) -> None:
    by = person(Role.COORDINATOR)
    case = opened(by)
    row = party(case, person(Role.PARTY), Kind.WORKER, by)

    with pytest.raises(PartyError, match=told):
        SendNotice(case, kind, [row], day, by).execute()  # type: ignore[arg-type]
    with pytest.raises(PartyError, match="Nobody"):
        SendNotice(case, "call_us", [], None, by).execute()

    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_a_language_that_is_not_spoken_here_is_refused(person: People) -> None:
    by = person(Role.COORDINATOR)

    with pytest.raises(PartyError, match="language"):
        _invite(opened(by), by, language="fr").execute()
