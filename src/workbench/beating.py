"""Signs of life of a worker, by whose absence others see that it died."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection

_BEAT = 2.0
"""Seconds between signs of life."""

SILENT = timedelta(seconds=45)
"""A worker that gave no sign for so long is dead."""


@contextmanager
def signs_of_life(sign: Callable[[], object]) -> Iterator[None]:
    """Give signs of life, in a thread of its own, while the block is at work.

    Args:
        sign: writes one into the database.
    """
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(_BEAT):
                _give(sign)
        finally:
            connection.close()  # each thread has one of its own

    thread = threading.Thread(target=beat, daemon=True, name="signs-of-life")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _give(sign: Callable[[], object]) -> None:
    try:
        sign()
    except DatabaseError:
        # The database is away for a moment; the work goes on and the next sign tells.
        connection.close()
