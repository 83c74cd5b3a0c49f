"""Bars that show how far a long read has come."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress, TaskID

if TYPE_CHECKING:
    from openimr.documents.options import Progress as Report


@contextmanager
def bars() -> "Iterator[Report]":
    """Give what is to be told of each step; the bars vanish at the end."""
    stages: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True), transient=True) as shown:

        def report(stage: str, done: int, total: int) -> None:
            if stage not in stages:
                stages[stage] = shown.add_task(stage, total=total)
            shown.update(stages[stage], completed=done, total=total)

        yield report
