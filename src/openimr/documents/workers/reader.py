"""The process in which files are parsed.

It is a program of its own, ``python -m openimr.documents.workers.reader MEMORY``: the
files come from strangers, so whatever they do to their parser costs a page or a file.
It gets one job a line, ``[path, name, format, first, last]``, and answers each with a
line: the sheets from ``first`` up to ``last``, or an error of ours.  What is needed
for one format only is imported with the first such file, so that it starts at once.
"""

import os
import sys
from pathlib import Path

from openimr.documents.files import FoundFile
from openimr.documents.readers import count_pages, read_source
from openimr.errors import InputError

from .limits import CHUNK_SECONDS
from .serving import limit_memory, limit_time, limit_writing, serve
from .sheets import MEMORY_LINE, FilePart, error_line, part_line
from .wire import line_of, value_of


def job_line(file: FoundFile, pages: range) -> str:
    """Return the job of reading some pages of a file."""
    place = os.fsdecode(file.path)
    return line_of([place, file.name, file.format, pages.start, pages.stop])


def answer_to(line: str) -> str:
    """Return the answer to a job."""
    held = value_of(line)
    if not isinstance(held, list):
        return line_of(None)  # it does not come from our program
    path, name, kind, first, last = held
    file = FoundFile(name=name, path=Path(path), format=kind)
    limit_time(CHUNK_SECONDS)
    try:
        return part_line(_part(file, range(first, last)))
    except InputError as problem:
        return error_line(problem)
    except MemoryError:
        return MEMORY_LINE


def _part(file: FoundFile, pages: range) -> FilePart:
    source = read_source(file, pages)
    sheets = source.sheets
    if pages.start:
        return FilePart(sheets=sheets)
    whole = file.format != "pdf" or len(sheets) < len(pages)
    total = len(sheets) if whole else count_pages(file)
    return FilePart(sheets=sheets, total=total, starts=source.starts)


def main(memory_mb: str) -> None:
    """Serve standard input until it ends."""
    limit_memory(int(memory_mb))
    limit_writing()
    serve(answer_to)


if __name__ == "__main__":
    main(sys.argv[1])
