"""A bar with rate and rest time, for work of which the end is known."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openimr.corpus.building import Report

_WORDS = {
    "looking": "looking for letters",
    "reading": "reading letters",
    "sealing": "sealing the tables",
    "indexing": "making the index",
}
_TIMES_A_SECOND = 4


@contextmanager
def counting() -> "Iterator[Report]":
    """Give what is to be told of the work; without a terminal nothing is shown."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f}/s" if speed else "", style="progress.data.speed")

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        refresh_per_second=_TIMES_A_SECOND,
    ) as shown:
        task = shown.add_task("", total=None)
        last = ""

        def report(stage: str, done: int, total: int) -> None:
            nonlocal last, task
            if stage != last:
                shown.remove_task(task)
                words = _WORDS.get(stage, stage)
                task = shown.add_task(words, total=total or None, completed=done)
                last = stage
            shown.update(task, completed=done, total=total or None)

        yield report
