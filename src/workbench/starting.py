"""What can be wrong with a place before the workbench starts there, in a sentence."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping

from openimr.errors import InputError

_DATABASES = frozenset({"sqlite", "postgres", "postgresql"})
_LAST_LINE = re.compile(r"(?:[\w.]+\.)?(\w+): (.+)")


def check(host: str, port: int, environ: Mapping[str, str] = os.environ) -> None:
    """Raise unless the site can listen there, and the database is of a known kind.

    Raises:
        InputError: the port is taken or the address of another machine, or
            ``DATABASE_URL`` names a database that the site does not run on.
    """
    kind = environ.get("DATABASE_URL", "sqlite:").partition(":")[0]
    if kind not in _DATABASES:
        raise InputError(
            "DATABASE_URL: the site runs on SQLite and PostgreSQL.  "
            "Give an address such as postgres://user:password@host/name."
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            line.bind((host, port))
    except OSError as problem:
        raise InputError(
            f"--port {port}: another program listens there, or {host} is no address of "
            "this machine.  Name another with --port or --host."
        ) from problem


def manage(*words: str) -> None:
    """Run a command of the site; what it needs and does not find is told in a sentence.

    Raises:
        InputError: a setting cannot be used, or the database does not answer.
        CalledProcessError: it failed for another reason.
    """
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "workbench", *words],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if not done.returncode:
        return
    lines = [line for line in done.stderr.splitlines() if _LAST_LINE.fullmatch(line)]
    found = _LAST_LINE.fullmatch(lines[-1]) if lines else None
    kind, said = (found[1], found[2]) if found else ("", "")
    if kind == "ImproperlyConfigured":
        raise InputError(said)
    if "OperationalError" in done.stderr:
        raise InputError(
            "DATABASE_URL: the database does not answer, or refuses the name or the "
            "password.  See that it runs and that the address is right."
        )
    sys.stderr.write(done.stderr)
    raise subprocess.CalledProcessError(done.returncode, done.args)
