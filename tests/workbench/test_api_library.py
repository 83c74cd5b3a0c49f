"""The library for programs: open to everybody, in the words of its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from workbench.api.scopes import Scope
from workbench.people.roles import Role

from .conftest import People
from .library.making import build
from .tokens import Program, program

SEARCH = "/api/v1/library/search"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("library"))


@pytest.fixture(autouse=True)
def library(corpus: Path, settings: LazySettings, db: None) -> Iterator[None]:
    settings.CORPUS = corpus
    cache.clear()
    yield
    cache.clear()


def test_everybody_searches_page_by_page() -> None:
    asked: dict[str, str | int] = {"q": "drug:tizanidine", "sort": "case", "limit": 5}
    first = Client().get(SEARCH, asked).json()

    found, page = list(first["hits"]), first
    while page["next"] is not None:
        page = Client().get(SEARCH, {**asked, "cursor": page["next"]}).json()
        found += page["hits"]

    assert len(found) == first["count"] > 5
    assert len({hit["item"] for hit in found}) == len(found)
    assert {hit["drug"] for hit in found} == {"tizanidine"}


def test_values_are_counted_where_they_are_asked_for() -> None:
    without = Client().get(f"{SEARCH}?q=spasm").json()
    counted = Client().get(f"{SEARCH}?q=spasm&values=3").json()

    assert without["facets"] == []
    [decisions] = [each for each in counted["facets"] if each["field"] == "decision"]
    assert sum(each["count"] for each in decisions["values"]) == counted["count"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("a) OR (b", 422), ("durg:norco", 422), ("x" * 1001, 422), ("", 200)],
)
def test_a_question_that_is_none_is_told_in_its_sentence(
    query: str, status: int
) -> None:
    answer = Client().get(SEARCH, {"q": query})

    assert answer.status_code == status
    assert answer.json().get("slug", "query") in {"query", "invalid"}


def test_a_cursor_of_another_question_is_refused() -> None:
    cursor = Client().get(f"{SEARCH}?limit=1").json()["next"]

    answer = Client().get(SEARCH, {"q": "spasm", "cursor": cursor})

    assert (answer.status_code, answer.json()["slug"]) == (422, "query")


def test_a_token_must_be_good_where_one_is_given(person: People) -> None:
    owner = person(Role.COORDINATOR)

    assert program(owner).get(SEARCH).status_code == 200
    assert program(owner, Scope.CASES_READ).get(SEARCH).status_code == 403
    assert Program("oimr_wrong").get(SEARCH).status_code == 401


def test_an_address_searches_so_often_and_then_waits(settings: LazySettings) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "library": (2, 60)}

    answers = [Client().get(SEARCH, {"limit": 1}) for _ in range(5)]

    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert answers[-1]["RateLimit-Policy"] == '"library";q=2;w=60'


def test_a_library_that_cannot_be_opened_tells_nobody_where_it_lies(
    settings: LazySettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CORPUS = tmp_path / "nothing-here"

    answer = Client().get(SEARCH)

    assert answer.status_code == 503
    assert answer.json()["detail"] == (
        "The library cannot be opened at the moment.  "
        "Try again later, or tell who runs this site."
    )
    assert "nothing-here" not in answer.content.decode()
    assert "the library cannot be searched" in caplog.messages
