"""``openimr serve`` on a machine where nothing was set up."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from workbench.project.environment import file_keys
from workbench.serving import new_key, prepare

OPEN_A_CASE = """
import datetime, django, os
from workbench.serving import prepare
prepare(os.environ)
django.setup()
from django.utils import timezone
from workbench.cases.actions import OpenCase
from workbench.files.store import put
from workbench.people.models import HeldRole, User
from workbench.people.roles import Role
user = User.objects.create_user("one@example.org", "One", None)
HeldRole.objects.create(user=user, role=Role.COORDINATOR, since=timezone.now())
file = put("report.txt", [b"A report on the low back."])
OpenCase(datetime.date(2014, 12, 20), [file], user).execute()
"""
WAIT_UNTIL_READ = """
import django, os, time
from workbench.serving import prepare
prepare(os.environ)
django.setup()
from workbench.cases.models import Reading
until = time.monotonic() + 120
while Reading.objects.get().progress != "done":
    assert time.monotonic() < until, "nobody reads the case"
    time.sleep(0.2)
"""


def _environ(tmp_path: Path) -> dict[str, str]:
    ours = ("OPENIMR_", "DJANGO_", "DATABASE_URL")
    kept = {key: word for key, word in os.environ.items() if not key.startswith(ours)}
    return {**kept, "OPENIMR_DATA": str(tmp_path / "data")}


def _run(script: str, environ: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the address of a site that was started as a newcomer starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = _environ(tmp_path)
    left = tmp_path / "data" / "work" / "of-a-killed-worker"
    left.mkdir(parents=True)
    (left / "report.txt").write_text("in the clear")
    start = "from openimr.cli import main; main()"
    command = [sys.executable, "-c", start, "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=environ, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield f"http://127.0.0.1:{port}", environ
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _until_ready(address: str) -> None:
    until = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(f"{address}/health/ready") as answer:  # noqa: S310
                assert answer.status == 200
                return
        except urllib.error.URLError:
            assert time.monotonic() < until
            time.sleep(0.2)


def test_a_newcomers_site_reads_a_case_in_the_background(
    site: tuple[str, dict[str, str]],
) -> None:
    address, environ = site
    _until_ready(address)
    assert not [*Path(environ["OPENIMR_DATA"], "work").glob("*killed*")]

    _run(OPEN_A_CASE, environ)
    _run(WAIT_UNTIL_READ, environ)


def test_secrets_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    first, second = _environ(tmp_path), _environ(tmp_path)

    folder = prepare(first)
    prepare(second)

    assert first["OPENIMR_SECRET_KEY"] == second["OPENIMR_SECRET_KEY"]
    assert file_keys(first) == file_keys(second)
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "file-keys").stat().st_mode & 0o077 == 0


def test_a_new_key_is_one_that_the_site_takes() -> None:
    assert len(file_keys({"OPENIMR_FILE_KEYS": f"{new_key()},{new_key()}"})) == 2


WRONG = [
    ({"DATABASE_URL": "nonsense"}, "DATABASE_URL: the site runs on SQLite"),
    ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL: the site runs on SQLite"),
    ({"DATABASE_URL": "postgres://no:pw@127.0.0.1:1/x"}, "database does not answer"),
    ({"OPENIMR_FILE_KEYS": "abc"}, "OPENIMR_FILE_KEYS: a key is not 32 bytes"),
    ({"OPENIMR_KEEP_RECORDS": "-1"}, "OPENIMR_KEEP_RECORDS: give a number"),
    ({"OPENIMR_DATA": "/dev/null/x"}, "/dev/null/x: "),
]


@pytest.mark.parametrize(("told", "sentence"), WRONG)
def test_a_setting_that_cannot_be_used_is_told_in_a_sentence(
    tmp_path: Path, told: dict[str, str], sentence: str
) -> None:
    environ = _environ(tmp_path) | told

    code, said = _refused(environ, _free_port())

    assert (code, sentence in said, "Traceback" in said) == (1, True, False)
    assert "pw@" not in said


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = _refused(_environ(tmp_path), port)

    assert code == 1
    assert f"--port {port}: another program listens there" in said


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _refused(environ: Mapping[str, str], port: int) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "openimr", "serve", "--port", str(port)],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr
