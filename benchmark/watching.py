"""One run of ``openimr corpus build``, watched from outside."""

import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LOOKS_A_SECOND = 4


@dataclass(frozen=True, slots=True)
class Run:
    """One build, and what it took."""

    letters: int
    files: int
    seconds: float
    processor: float
    """Seconds of all its processes together."""

    megabytes: float
    """The most that they held together at any look."""


def build(sources: Sequence[Path | str], out: Path, *options: str) -> Run:
    """Run ``openimr corpus build`` and watch it."""
    command = [sys.executable, "-m", "openimr", "corpus", "build"]
    places = [str(each) for each in sources]
    before, began = processor_seconds(), time.perf_counter()
    with subprocess.Popen(
        [*command, *places, "--out", str(out), "--json", *options],
        stdout=subprocess.PIPE,
    ) as process:
        memory = Memory(process.pid)
        told, _ = process.communicate()
        most = memory.stop()
    seconds = time.perf_counter() - began
    said = json.loads(told)
    return Run(
        letters=said["letters"],
        files=said["files_read"],
        seconds=seconds,
        processor=processor_seconds() - before,
        megabytes=most,
    )


class Memory:
    """The most memory that a process and all below it hold together."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most = pid, 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Return the most in MB, and look no longer."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._ended.wait(1 / _LOOKS_A_SECOND):
            held = sum(_held(pid) for pid in _below(self._pid))
            self._most = max(self._most, held / 1000)


def _below(pid: int) -> list[int]:
    """Return a process and all below it."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        told = " ".join((task / "children").read_text() for task in tasks)
    except OSError:
        return [pid]
    return [pid, *(each for child in told.split() for each in _below(int(child)))]


def _held(pid: int) -> int:
    """Return kB of a process, its share of what it shares."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    lines = (line.split() for line in rollup.splitlines())
    return sum(int(line[1]) for line in lines if line[0] == "Pss:")


def processor_seconds() -> float:
    """Return the seconds that all processes which have ended took together."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
