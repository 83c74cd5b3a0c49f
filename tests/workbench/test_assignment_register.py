"""The register of reviewers: the form, the file, and what the core refuses."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from workbench.assignment.models import Reviewer
from workbench.audit.models import Entry
from workbench.people.models import User
from workbench.people.roles import Role

from .assigning import described, entry
from .conftest import People

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture
def coordinator(person: People) -> User:
    return person(Role.COORDINATOR)


def address(name: str, *args: object) -> str:
    return reverse(f"assignment:{name}", args=args)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def fields(page: Any) -> dict[str, Any]:
    """Return what a browser would send from the reviewer's form as it stands."""
    form = page.context["form"]
    sent: dict[str, Any] = {}
    for part in (form.main, *(one.rows.management_form for one in form.sections)):
        sent |= {field.html_name: field.value() for field in part}
    for one in form.sections:
        if one.none:
            sent[one.none_name] = "on"
        for row in one.rows:
            sent |= {field.html_name: field.value() for field in row}
    lines = {k: "\n".join(v) for k, v in sent.items() if isinstance(v, list)}
    boxes = {"specialties", "guidelines"}
    sent |= {key: each for key, each in lines.items() if key not in boxes}
    return {
        k: each for k, each in sent.items() if each is not None and each is not False
    }


def test_a_reviewers_entry_goes_through_the_form_unchanged(
    coordinator: User, person: People, logged_in: Browser
) -> None:
    full = {
        "affiliations": [
            {
                "organisation": "Oxenholt Pharma",
                "tie": "consulting",
                "share": 0.0,
                "income": 2.0,
                "phone": "831 555 0100",
            }
        ],
        "other_names": ["Ines Valdez", "I. Valdez"],
        "family": [{"name": "Otto Pellworth", "relation": "spouse"}],
        "discipline": [{"body": "A board", "on": "2011-02-03", "pending": True}],
        "told_apart": [
            {"case": "C1", "party": "A B", "on": "2026-01-02", "by": "Person 1"}
        ],
        "hours_a_week": 30.0,
        "capacity": 6,
    }
    who = described(person(Role.REVIEWER), "Ines Pellworth, MD", **full)
    before = Reviewer.objects.get(user=who).entry
    browser = logged_in(coordinator)
    page = browser.get(address("reviewer", who.pk))

    answer = browser.post(address("reviewer", who.pk), fields(page))

    assert answer.status_code == 302, words(answer)
    assert Reviewer.objects.get(user=who).entry == before
    assert Entry.objects.order_by("number").last().act == "describe-reviewer"  # type: ignore[union-attr]


def test_what_is_stated_to_be_nothing_differs_from_what_is_not_stated(
    coordinator: User, person: People, logged_in: Browser
) -> None:
    who, browser = person(Role.REVIEWER), logged_in(coordinator)
    sent = fields(browser.get(address("reviewer", who.pk)))
    sent |= {"id": "R-1", "name": "Ada Orme, MD", "profession": "MD", "capacity": "4"}

    browser.post(address("reviewer", who.pk), sent | {"family-none": "on"})

    kept = Reviewer.objects.get(user=who).entry
    assert kept == {
        "id": "R-1",
        "name": "Ada Orme, MD",
        "profession": "MD",
        "family": [],
        "capacity": 4,
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"npi": "123"}, "npi: &#x27;npi&#x27; has not ten digits. Write all ten."),
        (
            {"licences-0-state": "XX", "licences-0-number": "A1"},
            "licences, row 1: key &#x27;status&#x27; is missing",
        ),
        (
            {
                "licences-0-state": "XX",
                "licences-0-number": "A1",
                "licences-0-status": "active",
            },
            "licences, row 1: &#x27;state&#x27; has a value that is not on the list",
        ),
        ({"capacity": "2000"}, "Write 0 to 1000."),
        ({"id": "R-taken"}, "is another reviewer&#x27;s"),
        ({"licences-TOTAL_FORMS": "x"}, "ManagementForm"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_a_wrong_entry_is_refused_by_the_core_with_its_place(
    coordinator: User,
    person: People,
    logged_in: Browser,
    wrong: dict[str, str],
    sentence: str,
) -> None:
    taken, who = person(Role.REVIEWER), person(Role.REVIEWER)
    described(taken, "Bela Quist, MD", id="R-taken")
    browser = logged_in(coordinator)
    sent = fields(browser.get(address("reviewer", who.pk)))
    sent |= {"id": "R-1", "name": "Ada Orme", "profession": "MD", "capacity": "4"}

    answer = browser.post(address("reviewer", who.pk), sent | wrong)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Reviewer.objects.filter(user=who).exists()


def test_a_file_of_reviewers_finds_its_people_by_mailbox(
    coordinator: User, person: People, logged_in: Browser
) -> None:
    who = person(Role.REVIEWER, email="ada@example.org")
    entries = [
        entry("R-1", "Ada Orme, MD", emails=["office@example.org", "Ada@Example.org"]),
        entry("R-2", "Bela Quist, MD", emails=["bela@example.org"]),
    ]
    data = yaml.safe_dump({"reviewers": entries}).encode()
    file = SimpleUploadedFile("reviewers.yaml", data)

    answer = logged_in(coordinator).post(address("upload"), {"file": file}, follow=True)

    assert Reviewer.objects.get().user == who
    assert "Entries kept: 1." in words(answer)
    assert "no account's mailbox fits: R-2." in words(answer).replace("&#x27;", "'")
    assert "certified: physical medicine and rehabilitation" in words(answer).lower()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"reviewers: []", "no list of reviewers"),
        (b"\xff\xfe", "not a UTF-8 text"),
        (b"- {id: a, name: B, profession: wizard}", "reviewers.yaml:1"),
        (
            b"- {id: a, name: B, profession: MD, emails: [party@example.org]}",
            "does not review",
        ),
        (
            b"- {id: a, name: B, profession: MD, emails: [one@example.org]}\n"
            b"- {id: b, name: C, profession: MD, emails: [one@example.org]}",
            "Two entries have the mailbox of one person",
        ),
        (
            b"- {id: a, name: B, profession: MD,"
            b" emails: [one@example.org, two@example.org]}",
            "mailboxes are those of two people",
        ),
    ],
)
def test_a_file_with_a_fault_changes_nothing(
    coordinator: User, person: People, logged_in: Browser, data: bytes, sentence: str
) -> None:
    person(Role.REVIEWER, email="one@example.org")
    person(Role.REVIEWER, email="two@example.org")
    person(Role.PARTY, email="party@example.org")
    file = SimpleUploadedFile("reviewers.yaml", data)

    answer = logged_in(coordinator).post(address("upload"), {"file": file}, follow=True)

    assert "Nothing was kept." in words(answer)
    assert sentence in words(answer)
    assert not Reviewer.objects.exists()
