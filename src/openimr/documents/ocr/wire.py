"""The lines that go between the program and its workers."""

import json
import os
from pathlib import Path

from .values import OcrJob

READY = "ready"
"""First line of a worker: it has started, and has its engine."""


def written(job: OcrJob) -> str:
    r"""Return a job as a line; names that are no text survive.

    >>> written(OcrJob(Path("a b.pdf"), 3))
    '["a b.pdf", 3]\n'
    """
    return json.dumps([os.fsdecode(job.path), job.page]) + "\n"


def read_back(line: str) -> OcrJob:
    """Return the job that a line holds."""
    path, page = json.loads(line)
    return OcrJob(Path(path), page)
