"""What one answer of the site costs: seconds of processors, whatever else they do."""

import os
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from .figures import Figure
from .workbench_person import Somebody, Times
from .workbench_site import Site

_ANSWERS = 40
"""Answers for the processor time of one."""


def alone(benchmark: str, port: int, leader: int, site: Site) -> Iterator[Figure]:
    """Yield the processor time of one answer, page by page, nobody else asking."""
    dice = random.Random(0)  # noqa: S311 - the same each time
    times = Times()

    def one(session: str) -> Somebody:
        return Somebody(port, session, times, 0, stops=False, dice=dice)

    reviewers = [(one(desk.session), desk) for desk in site.desks]
    others = {
        "/": one(site.coordinator),
        "/cases/": one(site.coordinator),
        "/assignment/": one(site.coordinator),
        f"/assignment/{site.ready[0]}/": one(site.coordinator),
        "/quality/": one(site.quality),
        "/quality/figures/": one(site.quality),
        f"/parties/mine/{site.own[0]}/": one(site.party),
    }
    for what in ("", "pages/{}/", "pages/{}/picture/", "documents/", "search/?q=pain"):

        def ask(what: str = what) -> None:
            person, desk = dice.choice(reviewers)
            page = what.format(dice.randint(1, desk.pages))
            case = dice.choice(desk.assignments)
            part = what.endswith("{}/")
            person.ask("alone", f"/desk/{case}/{page}", part=part)

        yield _spent(benchmark, f"/desk/…/{what.format('…')}", leader, ask)
    for address, person in others.items():
        name = "/".join(each if len(each) < 30 else "…" for each in address.split("/"))
        yield _spent(benchmark, name, leader, partial(person.ask, "alone", address))


def _spent(benchmark: str, name: str, leader: int, ask: Callable[[], None]) -> Figure:
    for _ in range(4):
        ask()
    before = processor_seconds(leader)
    for _ in range(_ANSWERS):
        ask()
    spent = processor_seconds(leader) - before
    value = 1e3 * spent / _ANSWERS
    return Figure(
        benchmark=benchmark, name=f"processor, {name}", value=value, unit="ms an answer"
    )


def processor_seconds(leader: int) -> float:
    """Return what a process and its children have spent so far; Linux tells."""
    ticks = 0
    children = Path(f"/proc/{leader}/task/{leader}/children").read_text("ascii")
    for process in (str(leader), *children.split()):
        told = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2]
        # Fields 14 and 15 of proc(5): user and system time, in ticks.
        ticks += sum(map(int, told.split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
