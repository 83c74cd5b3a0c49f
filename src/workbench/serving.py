"""``openimr serve``: the whole workbench on this machine, with no set-up.

Secrets are made at the first start and kept beside the data, readable by their owner
only; the database is SQLite unless ``DATABASE_URL`` names another.
"""

import base64
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, MutableMapping
from pathlib import Path

from openimr.errors import InputError, OutputError

from .project.environment import KEY_BYTES, data_folder
from .starting import check, manage

_SECRET = "secret-key"  # noqa: S105 - the name of a file
_KEYS = "file-keys"


def new_key() -> str:
    """Return a fresh key for stored files, in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def prepare(environ: MutableMapping[str, str]) -> Path:
    """Fill in what the environment does not say, and return the folder of the data.

    Raises:
        OutputError: the folder cannot be made or written.
    """
    folder = data_folder(environ)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "static").mkdir(exist_ok=True)
        _keep_secrets(folder, environ)
    except OSError as problem:
        why = (problem.strerror or "the system refuses").lower()
        raise OutputError(folder, why) from problem
    environ["OPENIMR_DATA"] = str(folder)
    environ.setdefault("OPENIMR_LOCAL", "yes")
    environ.setdefault("DJANGO_SETTINGS_MODULE", "workbench.project.settings")
    return folder


def _keep_secrets(folder: Path, environ: MutableMapping[str, str]) -> None:
    for name, file, make in (
        ("OPENIMR_SECRET_KEY", _SECRET, lambda: secrets.token_urlsafe(64)),
        ("OPENIMR_FILE_KEYS", _KEYS, new_key),
    ):
        if not environ.get(name):
            environ[name] = _kept(folder / file, make)


def _kept(place: Path, make: Callable[[], str]) -> str:
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return place.read_text("ascii").strip()
    with os.fdopen(handle, "w") as stream:
        word = make()
        stream.write(word + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return word


def serve(host: str, port: int, workers: int = 2, *, demo: bool = False) -> int:
    """Bring the database up to date, then run site and worker until stopped.

    With ``demo``, demonstration cases are loaded first and ways in printed.  Returns
    the exit code of whichever ends first.

    Raises:
        InputError: a setting, the port or the database cannot be used.
        OutputError: the folder of the data cannot be written.
    """
    prepare(os.environ)
    check(host, port)
    manage("migrate", "--verbosity", "0")
    manage("cases_sweep")
    wanted = ["--site", f"http://{host}:{port}"] if demo else ["--offer"]
    if code := _managing("demonstrate", *wanted).wait():
        return code
    children = [
        subprocess.Popen(_gunicorn(host, port, workers)),  # noqa: S603 - our own words
        _managing("db_worker", "--queue-name", "*", "--interval", "0.5"),
        _managing("minutely", "--every", "60"),
    ]
    return _watch(children)


def invite_first(email: str) -> str:
    """Return the way in for a first administrator.

    Raises:
        InvitationError: the site has an administrator.
        InputError: that is no e-mail address.
    """
    prepare(os.environ)
    manage("migrate", "--verbosity", "0")
    import django

    django.setup()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from workbench.people.actions import InviteFirst

    try:
        validate_email(email)
    except ValidationError as problem:
        raise InputError(
            "--administrator: this is no e-mail address.  Give one such as "
            "chief@example.org."
        ) from problem
    secret = InviteFirst(email).execute()
    return f"http://127.0.0.1:8000/join/{secret}/"


def _managing(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "workbench", *words])  # noqa: S603


def _gunicorn(host: str, port: int, workers: int) -> list[str]:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "workbench.project.wsgi"),
        *("--bind", bind, "--workers", str(workers), "--threads", "4"),
        *("--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "."),  # noqa: S108
        *(
            "--max-requests",
            "50000",
            "--max-requests-jitter",
            "5000",
            "--log-level",
            "warning",
        ),
    ]


def _watch(children: "list[subprocess.Popen[bytes]]") -> int:
    def stop(*_: object) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    stop()
    codes = [child.wait() for child in children]
    return next((code for code in codes if code), 0)
