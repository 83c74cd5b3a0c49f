"""The process in which pages are drawn: ``python -m openimr.documents.faces.worker``.

It gets one job a line, ``[path, name, format, number, rotation]``, and answers each
with a line; the files come from strangers, so whatever they do to it costs one page.
"""

import base64
import os
import sys
from pathlib import Path

from openimr.documents.files import FoundFile, half_sentence
from openimr.documents.workers.limits import PAGE_SECONDS
from openimr.documents.workers.serving import (
    limit_memory,
    limit_time,
    limit_writing,
    serve,
)
from openimr.documents.workers.wire import line_of, value_of
from openimr.domain import PageFace
from openimr.errors import InputError

from .drawing import draw_face


def job_line(file: FoundFile, number: int, rotation: int) -> str:
    """Return the job of drawing a page."""
    place = os.fsdecode(file.path)
    return line_of([place, file.name, file.format, number, rotation])


def answer_to(line: str) -> str:
    """Return the answer to a job."""
    held = value_of(line)
    if not isinstance(held, list):
        return line_of(None)  # it does not come from our program
    path, name, kind, number, rotation = held
    file = FoundFile(name=name, path=Path(path), format=kind)
    limit_time(PAGE_SECONDS)
    try:
        return _written(*draw_face(file, number, rotation))
    except InputError as problem:
        return line_of({"problem": half_sentence(file.name, problem)})
    except OSError:
        return line_of({"problem": "the file cannot be opened"})
    except MemoryError:
        return line_of({"problem": "the page needs more memory than is allowed"})


def _written(face: PageFace, text: str) -> str:
    return line_of(
        {
            "size": [face.width, face.height],
            "words": [[word.start, word.end, *word.box] for word in face.words],
            "text": text,
            "picture": base64.b64encode(face.picture or b"").decode("ascii"),
        }
    )


def main(memory_mb: str) -> None:
    """Serve standard input until it ends."""
    limit_memory(int(memory_mb))
    limit_writing()
    serve(answer_to)


if __name__ == "__main__":
    main(sys.argv[1])
