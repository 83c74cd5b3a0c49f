"""The library as a part of the site: caches, threads, new builds, no corpus."""

import re
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from django.conf import LazySettings
from django.test import Client

from openimr.casework.corpus_build import build_corpus
from openimr.corpus.building import BuildOptions
from tests.workbench.conftest import People
from workbench.people.models import User

from .making import build, words

Browser = Callable[[User], Client]


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


def test_a_new_build_is_seen_at_once(tmp_path: Path, settings: LazySettings) -> None:
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


def test_heads_are_answered_as_pages_are(a_letter: str) -> None:
    answer = Client().head(a_letter)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == Client().get(a_letter)["ETag"]
