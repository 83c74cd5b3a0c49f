"""Searches are taken along as feeds and rows."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.test import Client

from .making import COPIES, words

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_is_stable_and_begins_with_the_newest() -> None:
    first = words("/library/feed/", q='class:"muscle relaxant"')
    feed = ElementTree.fromstring(first)  # noqa: S314 - made by ourselves
    updated = [each.text or "" for each in feed.iter(f"{ATOM}updated")][1:]
    ids = [each.text for each in feed.iter(f"{ATOM}id")]

    assert first == words("/library/feed/", q='class:"muscle relaxant"')
    assert updated == sorted(updated, reverse=True)
    assert len(updated) == 2 * COPIES
    assert first != words("/library/feed/", q="tizanidine")
    assert len(set(ids)) == len(ids)
    assert all(str(each).startswith("urn:uuid:") for each in ids)


def test_a_feed_of_nothing_is_stable_too() -> None:
    first = words("/library/feed/", q="drug:baclofen")

    assert "<entry>" not in first
    assert first == words("/library/feed/", q="drug:baclofen")


def test_ids_of_a_feed_are_the_same_under_another_name_of_the_site(
    settings: LazySettings,
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    here, there = (
        re.findall(
            "<id>[^<]*",
            Client().get("/library/feed/", headers={"Host": host}).content.decode(),
        )
        for host in ("one.example", "two.example")
    )

    assert here == there


def test_a_search_page_names_its_feed() -> None:
    page = words("/library/", q="spasm")

    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert 'href="/library/feed/?q=spasm"' in page


def test_hits_are_given_as_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.library.spreadsheets._AT_ONCE", 10)
    answer = Client().get("/library/hits.csv", {"sort": "case"})
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))

    assert len({row["item"] for row in rows}) == len(rows) == 3 * COPIES + 1
    assert answer["Content-Disposition"] == 'attachment; filename="determinations.csv"'


def test_an_export_ends_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.library.spreadsheets._AT_ONCE", 10)
    monkeypatch.setattr("workbench.library.spreadsheets.MOST_ROWS", 20)
    monkeypatch.setattr("workbench.library.views.MOST_ROWS", 20)

    sent = Client().get("/library/hits.csv").getvalue().decode()

    assert len(sent.splitlines()) == 21
    assert "the first 20 of 43" in words("/library/")


@pytest.mark.parametrize("address", ["/library/feed/", "/library/hits.csv"])
def test_a_query_that_is_not_understood_gives_no_file(address: str) -> None:
    answer = Client().get(address, {"q": "durg:norco"})

    assert answer.status_code == 422
    assert "Did you mean drug:?" in answer.content.decode()
