"""Uploads in pieces, as the tests send them."""

from hashlib import sha256
from typing import Any

from django.test import Client


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def begun(browser: Client, data: bytes, name: str = "case.pdf") -> str:
    asked = {"name": name, "size": len(data)}
    answer = browser.post("/files/uploads/", asked, "application/json")
    assert answer.status_code == 201
    return f"/files/uploads/{answer.json()['id']}/"


def send(browser: Client, place: str, start: int, data: bytes, told: str = "") -> Any:
    return browser.post(
        f"{place}pieces/{start}/",
        data,
        "application/octet-stream",
        headers={"X-Checksum-SHA256": told or digest(data)},
    )


def finish(browser: Client, place: str, told: str = "") -> Any:
    return browser.post(place + "finish/", headers={"X-Checksum-SHA256": told})
