"""The process that takes files out of PDFs, ``python -m ... MEMORY``.

It gets one job a line, ``[path, folder, bytes]``, and answers each with a list of
``[name, number of the file in the folder or null, problem or null]``.
"""

import sys
from pathlib import Path

from openimr.documents.workers.serving import limit_memory, limit_time, serve
from openimr.documents.workers.wire import line_of, value_of

from .extracting import extract_attachments
from .values import SECONDS, Attached


def answer_to(line: str) -> str:
    """Return the answer to a job."""
    held = value_of(line)
    if not isinstance(held, list):
        raise TypeError  # not from our program: this process has no reason to go on
    path, folder, most_bytes = held
    limit_time(SECONDS)
    return line_of(
        [
            _as_list(one)
            for one in extract_attachments(Path(path), Path(folder), most_bytes)
        ]
    )


def _as_list(one: Attached) -> list[object]:
    return [one.name, int(one.path.name) if one.path else None, one.problem]


def main(memory_mb: str) -> None:
    """Serve standard input until it ends."""
    limit_memory(int(memory_mb))
    serve(answer_to)


if __name__ == "__main__":
    main(sys.argv[1])
