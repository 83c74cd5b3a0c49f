"""The program as a user starts it, in the process of the tests or in its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

from openimr.cli import main

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".pytest_cache" / "user"
EXAMPLE, LETTERS = ROOT / "examples" / "case", ROOT / "examples" / "letters"
SURROUNDINGS = {
    "COLUMNS": "200",
    "NO_COLOR": "1",
    "PATH": "",
    "PYTHONUTF8": "1",
    "XDG_CACHE_HOME": str(CACHE),
}
"""All that the program finds in its environment."""

Done = subprocess.CompletedProcess[str]


def openimr(*words: object, known: Mapping[str, str] | None = None) -> Done:
    """Run a command in this process, which has the lexicons and the library ready.

    ``known`` adds to the environment.  What libraries in C print is caught too.
    """
    line = ["openimr", *map(str, words)]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as printed,
        tempfile.TemporaryFile("w+", encoding="utf-8") as told,
        patch.object(sys, "argv", line),
        patch.dict(os.environ, SURROUNDINGS | dict(known or {}), clear=True),
    ):
        with _onto("stdout", printed), _onto("stderr", told), _nobody_typing():
            code = _ended()
        return Done(line, code, _text(printed), _text(told))


def openimr_itself(*words: object, known: Mapping[str, str] | None = None) -> Done:
    """Run a command in a process of its own, into which nothing was imported before.

    Each command is run like this at least once: what it imports late, it imports there.
    """
    return subprocess.run(
        [sys.executable, "-m", "openimr", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=SURROUNDINGS | dict(known or {}),
    )


def _ended() -> int:
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@contextmanager
def _onto(name: str, file: TextIO) -> Iterator[None]:
    """Send a standard stream and its descriptor into a file."""
    number = {"stdout": 1, "stderr": 2}[name]
    getattr(sys, name).flush()
    kept = os.dup(number)
    os.dup2(file.fileno(), number)
    stream = os.fdopen(os.dup(number), "w", encoding="utf-8", newline="\n")
    try:
        with stream, patch.object(sys, name, stream):
            yield
    finally:
        os.dup2(kept, number)
        os.close(kept)


@contextmanager
def _nobody_typing() -> Iterator[None]:
    nothing = Path(os.devnull)
    with nothing.open(encoding="utf-8") as empty, patch.object(sys, "stdin", empty):
        yield


def _text(file: TextIO) -> str:
    file.seek(0)
    return file.read()
