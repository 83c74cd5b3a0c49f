"""A browser for the tests: Debian's chromium over a live site, logged in by cookie."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as site
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from workbench.people.models import User

# The browser's driver keeps an event loop in this thread, in which Django otherwise
# refuses to ask the database; nothing here runs inside that loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
Browse = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser once for all tests of a process."""
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed (apt-get install chromium)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


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
        return context.new_page()

    yield open_for
    for context in contexts:
        context.close()
