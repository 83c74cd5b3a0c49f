"""Pages of the public library, asked for as a browser does, without the network.

python -m benchmark.library_pages                  over 20,000 made-up letters
python -m benchmark.library_pages 200000
python -m benchmark.library_pages --corpus DIR     over a corpus that is there

The whole site answers: middleware, right, cache marks, search, page.  Each address is
asked for once, one after the other; the first answers, which load what is needed, are
told apart.  The cache is that of the site, in a database of its own.  Beside the time
by the clock stands the time of a core, which says more where the machine is shared.
"""

import argparse
import base64
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from openimr.corpus.search import index_parts

from .corpus_queries import questions
from .corpus_search import LETTERS, make_corpus, print_all
from .figures import Figure

if TYPE_CHECKING:
    from django.test import Client

NAME = "library pages"
_LETTERS = 400
_LINK = re.compile(r'"(/library/letters/[^/"]+/)#')
_FIGURES = (
    "by=drug",
    "by=year",
    "by=category&per=letter",
    "look=trend&by=category",
    "look=guidelines",
    "look=specialties",
    "look=days&by=year",
)


def measured(corpus: Path, scratch: Path) -> Iterator[Figure]:
    """Yield the figures over a corpus; to be called once in a process."""
    site = _site(corpus, scratch)
    yield from _first(site)
    searches = [f"/library/?{urlencode({'q': each.query})}" for each in questions()]
    pages = [_asked(site, address) for address in searches]
    yield from _spread("search", [spent for spent, _ in pages])
    found = dict.fromkeys(link for _, page in pages for link in _LINK.findall(page))
    letters = list(found)[:_LETTERS]
    yield from _spread("letter", _times(site, letters))
    feeds = [each.replace("/library/?", "/library/feed/?") for each in searches]
    yield from _spread("feed", _times(site, feeds))
    figures = [f"/library/figures/?{each}" for each in _FIGURES]
    yield from _spread("figures, first time", _times(site, figures))
    yield from _spread("figures, from the cache", _times(site, figures * 10))
    charts = [f"/library/figures/chart.svg?{each}" for each in _FIGURES]
    yield from _spread("chart, from the cache", _times(site, charts * 10))
    like = [f"{each}items/1/like/" for each in letters[:10]]
    yield from _spread("like determinations, first time", _times(site, like))
    yield from _spread("like determinations, from the cache", _times(site, like))


def _site(corpus: Path, scratch: Path) -> "Client":
    """Return a browser of a site of its own over a corpus."""
    os.environ |= {
        "OPENIMR_DATA": str(scratch / "data"),
        "OPENIMR_LOCAL": "yes",
        "OPENIMR_SECRET_KEY": "only for a benchmark " * 4,
        "OPENIMR_FILE_KEYS": base64.b64encode(bytes(32)).decode(),
        "OPENIMR_CORPUS": str(corpus),
        "DJANGO_SETTINGS_MODULE": "workbench.project.settings",
    }
    (scratch / "data" / "static").mkdir(parents=True)
    import django

    django.setup()
    import logging

    from django.core.management import call_command
    from django.test import Client

    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    _without_limit()
    return Client(headers={"host": "localhost"})


def _without_limit() -> None:
    """Let one address ask for as much as there is to measure."""
    from django.conf import settings

    settings.API_LIMITS = dict.fromkeys(settings.API_LIMITS, (10**6, 60))


def _first(site: "Client") -> Iterator[Figure]:
    spent, page = _asked(site, "/library/")
    yield _figure("the first page of a process", spent[0])
    link = _LINK.search(page)
    if link:
        spent, _ = _asked(site, link[1])
        yield _figure("the first letter of a process", spent[0])


Spent = tuple[float, float]
"""Seconds by the clock, and of a core."""


def _asked(site: "Client", address: str) -> tuple[Spent, str]:
    began, work = time.perf_counter(), time.process_time()
    answer = site.get(address)
    page = answer.getvalue()
    spent = time.perf_counter() - began, time.process_time() - work
    if answer.status_code != 200:
        raise SystemExit(f"{address}: answered with {answer.status_code}")
    return spent, page.decode()


def _times(site: "Client", addresses: Iterable[str]) -> list[Spent]:
    return [_asked(site, address)[0] for address in addresses]


def _spread(name: str, spent: Sequence[Spent]) -> Iterator[Figure]:
    clock, core = zip(*spent, strict=True)
    for how, seconds in (("", clock), (", time of a core", core)):
        p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
        yield _figure(f"{name}{how}, p50", statistics.median(seconds))
        yield _figure(f"{name}{how}, p95", p95)


def _figure(name: str, seconds: float) -> Figure:
    return Figure(benchmark=NAME, name=name, value=1000 * seconds, unit="ms")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("letters", nargs="?", type=int, default=LETTERS)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        corpus = options.corpus
        if corpus is None:
            made = make_corpus(options.letters, scratch / "corpus")
            index_parts(made, anew=True)
            corpus = made.folder
        print_all(measured(corpus, scratch))


if __name__ == "__main__":
    main()
