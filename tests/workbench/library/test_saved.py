"""A search is saved under a name, by its owner and for its owner only."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.workbench.conftest import People
from workbench.audit.models import Entry
from workbench.errors import SavedSearchError
from workbench.library.actions import MOST_SAVED, ForgetSearch, SaveSearch
from workbench.library.models import SavedSearch
from workbench.people.models import User
from workbench.people.roles import Role

Browser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def test_a_search_is_saved_listed_and_forgotten(
    person: People, logged_in: Browser
) -> None:
    browser = logged_in(person(Role.PARTY))
    asked = {"name": "Norco", "query": 'drug:norco "spasm"', "sort": "newest"}

    browser.post("/library/saved/", asked)
    listed = browser.get("/library/saved/").content.decode()
    saved = SavedSearch.objects.get()
    browser.post(f"/library/saved/{saved.pk}/forget/")

    assert "/library/?q=drug%3Anorco+%22spasm%22&amp;sort=newest" in listed
    assert "/library/feed/?q=drug%3Anorco+%22spasm%22" in listed
    assert not SavedSearch.objects.exists()


def test_the_record_of_acts_tells_of_it_without_its_words(person: People) -> None:
    by = person(Role.REVIEWER)
    saved = SaveSearch("Mr. Doe", "Doe", "", by).execute()
    ForgetSearch(saved, by).execute()

    entries = list(Entry.objects.order_by("number"))
    acts = [(entry.act, entry.who_id, entry.subject) for entry in entries]
    subject = str(entries[0].subject)
    assert acts == [("save-search", by.pk, subject), ("forget-search", by.pk, subject)]
    assert [entry for entry in entries if "Doe" in str(entry.details)] == []


def test_forgetting_twice_does_no_harm(person: People) -> None:
    by = person(Role.PARTY)
    saved = SaveSearch("Norco", "drug:norco", "", by).execute()

    for _ in range(2):
        ForgetSearch(SavedSearch(pk=saved.pk, by=by), by).execute()

    assert Entry.objects.filter(act="forget-search").count() == 1


def test_nobody_sees_or_forgets_what_another_one_saved(
    person: People, logged_in: Browser
) -> None:
    saved = SaveSearch("Norco", "drug:norco", "", person(Role.PARTY)).execute()
    other = person(Role.ADMINISTRATOR)
    browser = logged_in(other)

    answer = browser.post(f"/library/saved/{saved.pk}/forget/")
    ForgetSearch(saved, other).execute()

    assert answer.status_code == 404
    assert "Norco" not in browser.get("/library/saved/").content.decode()
    assert SavedSearch.objects.filter(pk=saved.pk).exists()


@pytest.mark.parametrize(
    ("name", "query", "sort"),
    [
        ("", "spasm", ""),
        ("  ", "spasm", ""),
        ("x" * 81, "spasm", ""),
        ("a\x00b", "spasm", ""),
        ("Norco", "spasm", ""),
        ("broken", "durg:norco", ""),
        ("broken", "a\x00b", ""),
        ("broken", "spasm", "outcome"),
        ("long", "x" * 5000, ""),
    ],
)
def test_what_cannot_be_saved_is_refused_with_a_sentence(
    person: People, logged_in: Browser, name: str, query: str, sort: str
) -> None:
    by = person(Role.PARTY)
    SaveSearch("Norco", "drug:norco", "", by).execute()

    with pytest.raises(SavedSearchError):
        SaveSearch(name, query, sort, by).execute()
    asked = {"name": name, "query": query, "sort": sort}
    answer = logged_in(by).post("/library/saved/", asked, follow=True)

    assert 'class="note error"' in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_two_people_may_use_the_same_name(person: People) -> None:
    for by in (person(Role.PARTY), person(Role.PARTY)):
        SaveSearch("Norco", "drug:norco", "", by).execute()

    assert SavedSearch.objects.count() == 2


def test_there_is_an_end_to_saving(person: People) -> None:
    by = person(Role.PARTY)
    for number in range(MOST_SAVED):
        SaveSearch(str(number), "", "", by).execute()

    with pytest.raises(SavedSearchError, match="Forget one first"):
        SaveSearch("one more", "", "", by).execute()


def test_a_closed_account_saves_nothing(person: People) -> None:
    by = person(Role.PARTY)
    by.is_active = False

    with pytest.raises(PermissionDenied):
        SaveSearch("Norco", "drug:norco", "", by).execute()
