"""Processes that build and are killed at a chosen moment.

They are forked by a process that has never started a thread: the libraries under a
build keep threads, and a fork of the test's own process would lack them.
"""

import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess
from pathlib import Path

from openimr.casework.corpus_build import reading_tools
from openimr.corpus.building import BuildOptions, build, cutting, placing, run

SMALL = 5
"""Weight of a part: two parts of the letters of these tests."""

reading_tools()  # loaded once, before the forks


def _context() -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _ended(process: BaseProcess) -> bool:
    """Wait; tell whether the process was killed, and not ended by itself."""
    process.start()
    process.join(120)
    code = process.exitcode
    assert code in (0, -signal.SIGKILL)
    return code != 0


def killed_at(step: int, letters: Path, out: Path, *, named: bool) -> bool:
    """Build, and be killed at a file: before or after it has its name."""
    args = (step, letters, out, named)
    return _ended(_context().Process(target=_build_and_die, args=args))


def killed_at_the_index(letters: Path, out: Path) -> bool:
    """Build, and be killed when the index begins."""
    return _ended(_context().Process(target=_die_at_the_index, args=(letters, out)))


def _build_and_die(step: int, letters: Path, out: Path, named: bool) -> None:
    left = step
    settle = placing.settle

    def settle_or_die(beside: Path, path: Path) -> None:
        nonlocal left
        if left == 0 and not named:
            os.kill(os.getpid(), signal.SIGKILL)
        settle(beside, path)
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    placing.settle = settle_or_die
    _build(letters, out, BuildOptions(workers=0, index=False))


def _die_at_the_index(letters: Path, out: Path) -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(run, "index_parts", die)  # noqa: B010 - the module hands it to nobody else
    _build(letters, out, BuildOptions(workers=0))


def _build(letters: Path, out: Path, options: BuildOptions) -> None:
    cutting._LEAST = SMALL
    os.fsync = lambda _: None  # type: ignore[assignment]
    build([str(letters)], out, reading_tools, options)
