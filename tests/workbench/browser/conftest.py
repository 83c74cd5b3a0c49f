"""A browser for the tests: Debian's chromium over a live site, logged in by cookie."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from django.conf import settings as site
from django.core.cache import caches
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.workbench.library.making import build
from workbench.people.models import User

# The browser's driver keeps an event loop in this thread, in which Django otherwise
# refuses to ask the database; nothing here runs inside that loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
expect.set_options(timeout=20_000)  # the machine may be busy with other tests
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
Browse = Callable[..., Page]
PICTURES = os.environ.get("OPENIMR_PICTURES", "")
"""A folder for pictures of every page that is checked; none: no pictures."""
_SLOWER = int(os.environ.get("OPENIMR_TEST_SLOWER", "1"))
"""How many times slower a page is than the machine: finds tests that do not wait."""

_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def sound(page: Page, name: str = "") -> None:
    """Check a page with axe, that nothing runs out of it sideways, and picture it."""
    if name:
        pictured(page, name)
    assert faults(page) == []


def pictured(page: Page, name: str) -> None:
    """Picture a whole page, where pictures are wanted."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def faults(page: Page) -> list[str]:
    """Return what axe finds against a page, and how far it scrolls sideways."""
    page.wait_for_load_state()  # a click returns while the next page is still empty
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    told = [
        f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found.response["violations"]
    ]
    wider = page.evaluate(_WIDER)
    return [*told, f"{page.url}: {wider} px too wide"] if wider > 0 else told


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Start the browser for the tests of this folder.

    No longer: its driver keeps an event loop in the thread, and elsewhere there are
    tests that begin one of their own.
    """
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed (apt-get install chromium)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small corpus of published letters."""
    return build(tmp_path_factory.mktemp("library"))


@pytest.fixture
def library(corpus: Path, settings: LazySettings) -> Iterator[None]:
    """Show the small corpus in the library."""
    settings.CORPUS = corpus
    for name in settings.CACHES:
        caches[name].clear()
    yield
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def browse(
    chromium: Browser,
    live_server: LiveServer,
    logged_in: Callable[[User], object],
) -> Iterator[Browse]:
    """Return a maker of pages in which somebody, or nobody, is logged in."""
    contexts = []

    def open_for(
        user: User | None = None, width: int = 1440, **options: object
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        if user is not None:
            cookies = logged_in(user).cookies  # type: ignore[attr-defined]
            name = site.SESSION_COOKIE_NAME
            context.add_cookies(
                [{"name": name, "value": cookies[name].value, "url": live_server.url}]
            )
        page = context.new_page()
        if _SLOWER > 1:
            told = {"rate": _SLOWER}
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", told)
        return page

    yield open_for
    for context in contexts:
        context.close()
