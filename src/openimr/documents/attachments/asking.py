"""Ask a worker process for the files in a PDF."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from openimr.documents.limits import MOST_ATTACHED
from openimr.documents.workers.crew import Breakdown, Crew
from openimr.documents.workers.limits import MEMORY_MB
from openimr.documents.workers.wire import line_of, value_of

from .values import SECONDS, Attached

COMMAND = (
    *(sys.executable, "-P", "-m", "openimr.documents.attachments.worker"),
    str(MEMORY_MB),
)
_NONSENSE = "what it holds cannot be listed"

Taken = list[Attached] | str
"""The files of a PDF, or half a sentence on why they could not be asked for."""


class Extractor:
    """Takes files out of PDFs, in a process that is started with the first."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._crew = Crew(command, 1)

    def files_of(self, path: Path, into: Path, most_bytes: int) -> Taken:
        """Return what a PDF holds, its bytes in the folder ``into``."""
        job = line_of([os.fsdecode(path), os.fsdecode(into), most_bytes])
        number = self._crew.add(job, SECONDS)
        while number not in self._crew.answers:
            self._crew.work()
        answer = self._crew.answers.pop(number)
        if isinstance(answer, Breakdown):
            return answer.reason
        held = value_of(answer)
        if not isinstance(held, list):
            return _NONSENSE
        return list(_believed(held, into))

    def close(self) -> None:
        """End the process, if it was started."""
        self._crew.stop()


def _believed(held: list[object], into: Path) -> Iterator[Attached]:
    """Yield what makes sense of an answer; a file only if it is where it belongs."""
    for one in held[: MOST_ATTACHED + 1]:
        if not isinstance(one, list) or len(one) != 3:
            continue
        name, number, problem = one
        path = into / f"{number}" if isinstance(number, int) else None
        if path is not None and (path.is_symlink() or not path.is_file()):
            path = None
        yield Attached(
            name=str(name),
            path=path,
            problem=str(problem or _NONSENSE) if path is None else None,
        )
