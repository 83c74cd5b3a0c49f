"""Uploads of odd pieces, orders and requests: nothing breaks and nothing is lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.files.models import Piece, Upload
from workbench.files.store import get
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People
from .sending import begun, digest, finish, send

Browser = Callable[[User], Client]
_FUZZ = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(person: People, logged_in: Browser) -> Client:
    return logged_in(person(Role.COORDINATOR))


@_FUZZ
@given(
    data=st.binary(min_size=1, max_size=60),
    odd=st.lists(
        st.tuples(
            st.integers(0, 80), st.binary(max_size=30), st.sampled_from(["", "f" * 64])
        ),
        max_size=4,
    ),
    cuts=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=8),
)
def test_in_whatever_order_and_size_the_file_arrives_whole(
    browser: Client,
    data: bytes,
    odd: list[tuple[int, bytes, str]],
    cuts: list[tuple[int, int]],
) -> None:
    place = begun(browser, data)
    for start, size in cuts:
        if data[start : start + size]:
            part = data[start : start + size]
            assert send(browser, place, start, part).status_code in {200, 422}
    for start, part, told in odd:
        if data[start : start + len(part)] != part or told:
            # Bytes of another file, told as what they are not.
            answer = send(browser, place, start, part, "0" * 64)
            assert answer.status_code == 422 or start in {
                piece.start for piece in Piece.objects.filter(upload__pk=place[15:51])
            }
    while (state := browser.get(place).json())["room"]:
        first, room = state["received"], state["room"]
        part = data[first : first + room]
        assert send(browser, place, first, part).status_code == 200

    done = finish(browser, place).json()

    assert done["sha256"] == digest(data)
    file = Upload.objects.get(pk=done["id"]).file
    assert file is not None
    assert b"".join(get(file)) == data


@_FUZZ
@given(
    body=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        ),
        st.fixed_dictionaries(
            {"name": st.text(), "size": st.integers() | st.booleans() | st.floats()},
            optional={"sha256": st.text() | st.none() | st.integers()},
        ),
    ),
    start=st.integers(0, 10**40),
    digest=st.text(st.characters(min_codepoint=32, max_codepoint=126)),
    kind=st.sampled_from(
        ["application/json", "multipart/form-data; boundary=x", "text/plain", ""]
    ),
)
def test_odd_requests_are_answered_and_never_break(
    browser: Client, body: Any, start: int, digest: str, kind: str
) -> None:
    place = begun(browser, b"ten bytes.")
    raw = body if isinstance(body, bytes) else _json(body)
    headers = {"X-Checksum-SHA256": digest}

    for path in ("/files/uploads/", f"{place}pieces/{start}/", f"{place}finish/"):
        answer = browser.post(path, raw, kind, headers=headers)
        assert answer.status_code < 500
        if answer.status_code == 422:
            assert answer.json()["error"]
    assert browser.get(place).json()["size"] == 10


def _json(body: object) -> bytes:
    return json.dumps(body).encode()
