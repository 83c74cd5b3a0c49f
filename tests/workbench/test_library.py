"""Everybody searches and reads published determinations; nothing else is told."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from workbench.people.models import User

from .conftest import People
from .library_corpus import COPIES, build

Browser = Callable[[User], Client]
ATOM = "{http://www.w3.org/2005/Atom}"
_HIT = re.compile(r'href="(/library/letters/[0-9a-f]+/)#item-(\d+)"')


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("library"))


@pytest.fixture(autouse=True)
def library(corpus: Path, settings: LazySettings) -> Iterator[None]:
    settings.CORPUS = corpus
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def a_letter() -> str:
    """Return the address of a letter with two items, one of each outcome."""
    answer = Client().get("/library/", {"q": "drug:tizanidine", "sort": "case"})
    found = _HIT.search(answer.content.decode())
    assert found is not None
    return found[1]


def words(address: str, **asked: str | int | list[str]) -> str:
    answer = Client().get(address, asked)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return answer.content.decode()


def test_a_search_finds_marks_and_counts() -> None:
    page = words("/library/", q="spasm drug:zanaflex")

    assert f"{COPIES} decisions" in page
    assert "<mark>Spasm</mark>" in page or "<mark>spasm</mark>" in page
    assert "muscle relaxant" in page
    assert "2014" in page


def test_a_search_asks_the_database_nothing(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, a_letter: str
) -> None:
    with django_assert_num_queries(0):
        words("/library/", q="spasm")
        words(a_letter)


def test_a_value_narrows_and_can_be_taken_away_again() -> None:
    page = words("/library/", q="spasm OR ativan", f=["class:benzodiazepine"])
    links = re.findall(
        r'href="(/library/\?[^"]*)" rel="nofollow">[^<]*Drug class', page
    )

    assert f"{COPIES} decisions" in page
    assert links == ["/library/?q=spasm+OR+ativan"]


def test_every_value_offered_finds_as_many_as_it_says() -> None:
    page = words("/library/")
    offered = re.findall(
        r'<a href="(/library/\?f=[^"]*)" rel="nofollow"><span>[^<]*</span> '
        r'<span class="library-count">([\d,]+)',
        page,
    )

    assert len(offered) > 20
    for address, count in offered:
        told = "1 decision<" if count == "1" else f"{count} decisions<"
        assert told in words(address), address


def test_hits_stand_by_day_where_no_words_are_asked_for() -> None:
    page = words("/library/")

    days = re.findall(r"</span>\s+(\d{4}-\d\d-\d\d)", page)
    assert days == sorted(days, reverse=True)
    assert len(days) == 20


@pytest.mark.parametrize("order", ["decision", "outcome", "upheld", "rate"])
def test_there_is_no_order_by_outcome(order: str) -> None:
    answer = Client().get("/library/", {"sort": order})

    assert answer.status_code == 422
    assert "never put in order by their outcome" in answer.content.decode()


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    address, seen = "/library/?sort=case", list[tuple[str, str]]()
    while address:
        page = words(address)
        seen += _HIT.findall(page)
        following = re.search(r'href="([^"]*)" rel="next', page)
        address = following[1].replace("&amp;", "&") if following else ""

    assert len(seen) == len(set(seen)) == 3 * COPIES + 1


def test_a_misprint_is_answered_with_what_was_meant() -> None:
    page = words("/library/", q="spasn", f=["drug:tizanidine"])

    assert "Did you mean" in page
    assert 'href="/library/?q=spasm&amp;f=drug%3Atizanidine"' in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("durg:norco", "Did you mean drug:?"),
        ('"open', "a quotation mark without its other, at character 1"),
        ("(a", "character"),
        ("year:soon", "year is a number"),
        ("x" * 5000, "longer than 4000"),
    ],
)
def test_a_query_that_is_not_understood_is_told_in_a_sentence(
    query: str, told: str
) -> None:
    answer = Client().get("/library/", {"q": query})

    assert answer.status_code == 422
    assert told in answer.content.decode().replace("&quot;", '"')


@pytest.mark.parametrize(
    "filter_", ["nothing:x", "drug:", "drug", 'drug:a"b', "item:x", "requested:x"]
)
def test_only_values_of_facets_narrow(filter_: str) -> None:
    answer = Client().get("/library/", {"f": filter_})

    assert answer.status_code == 422


_PARTS = st.sampled_from(
    ["drug:", "page:", "year:", '"', "(", ")", "-", "OR", "..", "*", "norco", "63"]
)
_QUERIES = st.lists(_PARTS | st.text(max_size=8), max_size=8).map(" ".join)


@hypothesis(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=_QUERIES, filter_=_QUERIES, sort=st.text(max_size=5), after=_QUERIES)
@example(query="\0", filter_="", sort="", after="bnVsbA")
@example(query="a) OR (b", filter_="drug:norco", sort="newest", after="")
def test_no_query_breaks_the_library(
    query: str, filter_: str, sort: str, after: str
) -> None:
    asked = {"q": query, "f": filter_, "sort": sort, "after": after}

    for address in ("/library/", "/library/feed/"):
        assert Client().get(address, asked).status_code in {200, 422}


def test_a_letter_shows_what_was_published(a_letter: str) -> None:
    page = words(a_letter)

    assert "Zanaflex 4 mg #60" in page
    assert "Ativan 1 mg #30" in page
    assert "He was pinned between a conveyor and a post." in page
    assert "In March" not in page
    assert page.count('<span class="tag">overturned</span>') == 1
    assert page.count('<span class="tag">upheld</span>') == 1


def test_a_citation_leads_to_all_that_rely_on_its_pages(a_letter: str) -> None:
    page = words(a_letter)
    link = re.search(r'href="(/library/\?q=guideline[^"]*page%3A66)"', page)

    assert link is not None
    found = words(link[1])
    assert f"{2 * COPIES} decisions" in found
    assert "Robaxin 750 mg #30" in found


def test_letters_and_files_tell_no_folder_of_the_machine(
    a_letter: str, corpus: Path
) -> None:
    folder = str(corpus.parent)
    answers = [
        Client().get(address).getvalue().decode()
        for address in (
            a_letter,
            f"{a_letter}letter.json",
            f"{a_letter}letter.csv",
            f"{a_letter}items/1/like/",
            "/library/",
            "/library/hits.csv",
            "/library/feed/",
            "/library/figures/",
        )
    ]

    assert [each for each in answers if folder in each] == []
    assert "CM14-0000001.txt" in answers[5]


@pytest.mark.parametrize(
    "name",
    ["0" * 32, "..", "%2e%2e%2fcorpus.json", "x'; DROP TABLE letters; --", "\0", "é"],
)
@pytest.mark.parametrize("rest", ["", "letter.json", "letter.csv", "items/1/like/"])
def test_a_letter_that_is_not_there_is_not_found(name: str, rest: str) -> None:
    answer = Client().get(f"/library/letters/{name}/{rest}")

    assert answer.status_code == 404


def test_a_letter_is_given_as_data(a_letter: str) -> None:
    told = json.loads(words(f"{a_letter}letter.json"))
    rows = list(csv.DictReader(io.StringIO(words(f"{a_letter}letter.csv"))))

    assert [each["decision"] for each in told["items"]] == ["overturned", "upheld"]
    assert [row["decision"] for row in rows] == ["overturned", "upheld"]
    assert told["source"] == f"{told['case_number']}.txt"


def test_like_determinations_are_shown_both_ways_and_looked_up_once(
    a_letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = words(f"{a_letter}items/1/like/")
    monkeypatch.setattr("workbench.library.likeness.like_item", None)
    again = words(f"{a_letter}items/1/like/")

    assert again == first
    assert first.index("Nearest overturned") < first.index("Nearest upheld")
    assert a_letter not in first.split("Nearest overturned")[1]


def test_like_determinations_come_as_a_part_where_a_page_asks_for_them(
    a_letter: str,
) -> None:
    answer = Client().get(f"{a_letter}items/1/like/", headers={"HX-Request": "true"})

    assert answer.content.decode().strip().startswith('<div class="columns">')
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("number", ["9", "0", "99999999999999999999"])
def test_an_item_that_a_letter_has_not_is_not_found(a_letter: str, number: str) -> None:
    assert Client().get(f"{a_letter}items/{number}/like/").status_code == 404


def test_figures_have_their_intervals_and_lead_to_what_they_count() -> None:
    page = words("/library/figures/", by="class", first=2014, last=2016)
    link = re.search(r'href="(/library/\?q=year[^"]*relaxant)"', page)

    assert "95 % interval" in page
    assert link is not None
    assert f"{2 * COPIES + 1} decisions" in words(link[1].replace("&amp;", "&"))


def test_figures_hide_small_groups() -> None:
    page = words("/library/figures/", by="drug")

    assert "carisoprodol" not in page
    assert "suppressed (4)" in page


@pytest.mark.parametrize(
    "look", ["counts", "trend", "guidelines", "specialties", "days", "citations"]
)
def test_every_view_of_the_figures_can_be_opened(look: str) -> None:
    page = words("/library/figures/", look=look)
    file = words("/library/figures/figures.csv", look=look)
    rows = list(csv.reader(io.StringIO(file)))

    assert "Source: 29 letters" in page
    assert len(rows) > 1


def test_a_chart_is_drawn_once_and_runs_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words("/library/figures/", by="category")
    monkeypatch.setattr("workbench.library.figures.draw", None)
    monkeypatch.setattr("workbench.library.figures.corpus_stats", None)
    answer = Client().get("/library/figures/chart.svg", {"by": "category"})

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "physician"},
        {"drug": "no such drug at all"},
        {"top": "-1"},
        {"first": "x"},
        {"look": "outcome"},
        {"order": "rate"},
        {"first": "2016", "last": "2014", "by": "\0"},
    ],
)
def test_figures_that_cannot_be_asked_for_are_told_in_a_sentence(
    asked: dict[str, str],
) -> None:
    answer = Client().get("/library/figures/", asked)

    assert answer.status_code == 422
    assert 'class="note error"' in answer.content.decode()
    assert Client().get("/library/figures/chart.svg", asked).status_code == 404


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


def test_a_page_is_not_made_again_while_the_corpus_stays_the_same(
    a_letter: str,
) -> None:
    first = Client().get(a_letter)
    marks = {"If-None-Match": first["ETag"]}

    assert first["Cache-Control"] == "public, max-age=300"
    assert Client().get(a_letter, headers=marks).status_code == 304
    assert Client().get("/library/", headers=marks).status_code == 200
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert Client().get(a_letter, headers=since).status_code == 304


def test_what_somebody_sees_who_is_logged_in_is_kept_nowhere(
    person: People, logged_in: Browser, a_letter: str
) -> None:
    answer = logged_in(person()).get(a_letter)

    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer


def test_costly_work_of_one_address_is_limited_and_pages_are_not(
    settings: LazySettings,
) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "library-work": (2, 60)}
    asked = ["category", "drug", "year"]
    answers = [Client().get("/library/figures/", {"by": each}) for each in asked]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert Client().get("/library/figures/", {"by": "drug"}).status_code == 200
    assert Client().get("/library/").status_code == 200


def test_a_new_build_is_seen_at_once(tmp_path: Path, settings: LazySettings) -> None:
    from openimr.casework.corpus_build import build_corpus
    from openimr.corpus.building import BuildOptions

    settings.CORPUS = build(tmp_path)
    before = Client().get("/library/")
    extra = next((tmp_path / "letters").glob("CM14*")).read_text("utf-8")
    (tmp_path / "letters" / "new.txt").write_text(extra.replace("CM14-", "CM19-"))
    sources = [str(tmp_path / "letters")]
    build_corpus(sources, settings.CORPUS, BuildOptions(workers=0))

    after = Client().get("/library/")

    assert "43 decisions" in before.content.decode()
    assert re.search("4[45] decisions", after.content.decode())
    assert after["ETag"] != before["ETag"]


def test_many_threads_get_the_same_answers(a_letter: str) -> None:
    asked = ["/library/?q=spasm", a_letter, "/library/?q=drug:ativan&sort=case"]
    expected = {each: words(each) for each in asked}
    wrong: list[str] = []

    def ask() -> None:
        for each in asked * 5:
            if words(each) != expected[each]:
                wrong.append(each)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


PAGES = (
    "/library/",
    "/library/feed/",
    "/library/hits.csv",
    f"/library/letters/{'0' * 32}/",
    "/library/figures/",
    "/library/figures/chart.svg",
)


@pytest.mark.parametrize("address", PAGES)
def test_without_a_corpus_the_library_says_so(
    address: str, settings: LazySettings
) -> None:
    settings.CORPUS = None

    assert "no published determinations to show" in words(address)


@pytest.mark.parametrize("address", PAGES)
def test_a_corpus_that_cannot_be_opened_is_told_without_its_folder(
    address: str, settings: LazySettings, tmp_path: Path
) -> None:
    settings.CORPUS = tmp_path / "nowhere"
    answer = Client().get(address)

    assert answer.status_code == 503
    assert str(tmp_path) not in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_library_is_read_only(method: str) -> None:
    assert getattr(Client(), method)("/library/").status_code == 405
