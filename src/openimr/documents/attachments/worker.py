"""The process that takes files out of PDFs, with its megabytes of memory as argument.

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
    match value_of(line):
        case [str(path), str(folder), int(most_bytes)]:
            limit_time(SECONDS)
            held = extract_attachments(Path(path), Path(folder), most_bytes)
            return line_of([_as_list(one) for one in held])
    sys.exit(1)  # not from our program: this process has no reason to go on


def _as_list(one: Attached) -> list[object]:
    return [one.name, int(one.path.name) if one.path else None, one.problem]


def main(memory_mb: str) -> None:
    """Serve standard input until it ends."""
    limit_memory(int(memory_mb))
    serve(answer_to)


if __name__ == "__main__":
    main(sys.argv[1])
