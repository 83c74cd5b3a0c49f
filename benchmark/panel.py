"""Screening and assignment: thousands of cases to hundreds of reviewers.

The aims are 2 seconds for 3,000 cases and 600 reviewers, and 15 for 13,000 and 1,000,
identity resolution of all parties included.  Seconds are those that the process itself
had (user and system), for the wall clock of a shared machine counts its neighbours.
"""

import datetime as dt
import random
import time
from collections.abc import Iterator

from openimr.domain.panel_case import CaseParty, PanelCase, Role
from openimr.domain.reviewer import (
    Affiliation,
    Certification,
    Licence,
    LicenceStatus,
    Profession,
    Reviewer,
    Tie,
)
from openimr.domain.screening import Verdict
from openimr.panel.assignment import Assignment
from openimr.panel.catalogue import conditions, specialties, treatments

from .figures import Figure

NAME = "panel"
SIZES = ((3_000, 600), (13_000, 1_000))
TODAY = dt.date(2026, 1, 5)

_SYLLABLES = (
    "ba be bo bri cal cor da del dor el fen fer gar gil ha hol ing jo kel ker lan lo "
    "mar mel mor na nel nor ol or pel per quin ra ren ros sal sen sol tam ten tor ul "
    "van ver vil wen wil yar zel"
).split()
_GIVEN = (
    "Ada Alan Amir Ana Anil Beth Boris Cara Carl Chen Clara Dario Dina Eli Elsa Emil "
    "Eva Farid Flora Gita Glen Greta Hana Hugo Ida Igor Ines Ivan Jana Jonas Julia "
    "Karim Kira Lars Lena Leo Lina Luis Mara Mateo Mina Nadia Nico Nora Olga Omar Otto "
    "Paula Petra Priya Rafa Rosa Ruben Sara Sofia Tariq Tessa Theo Uma Vera Yusuf Zoe"
).split()


def figures(rounds: int = 3) -> Iterator[Figure]:
    """Yield the seconds of screening and assignment by size, and what came out.

    Each round has people of its own, so that none finds names read before.
    """
    for many, panel in SIZES:
        seconds = []
        for at in range(max(1, min(rounds, 3))):
            draw = random.Random(f"{NAME} {many} {at}")  # noqa: S311
            reviewers = make_reviewers(panel, draw)
            cases = make_cases(many, reviewers, draw)
            began = time.process_time()
            made = Assignment(cases, reviewers, TODAY)
            seconds.append(time.process_time() - began)
        size = f"{many:,} x {panel:,}"
        yield _figure(f"{size} screened and assigned", min(seconds), "s (process)")
        yield _figure(f"{size} placed", len(made.plan.placements), "cases")
        yield _figure(f"{size} conflicts", conflicts(made), "pairs")


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=NAME, name=name, value=value, unit=unit)


def conflicts(made: Assignment) -> int:
    """Return how many placements the rules themselves, asked one by one, refuse."""
    return sum(
        made.screener.screen(made.cases[one.case], [one.reviewer])[0].verdict
        is not Verdict.CLEAR
        for one in made.plan.placements
    )


def name(draw: random.Random) -> str:
    """Return a name that nobody is known to bear."""
    family = "".join(draw.choices(_SYLLABLES, k=draw.choice((2, 3, 3)))).title()
    return f"{draw.choice(_GIVEN)} {draw.choice('ABCDEFGHJKLMNPRSTVW')}. {family}"


def make_reviewers(many: int, draw: random.Random) -> tuple[Reviewer, ...]:
    """Return a panel of invented reviewers, most of them qualified."""
    usual = ["pmr", "pain_medicine", "occupational_medicine", "orthopedic_surgery"]
    every = sorted(specialties().specialties)
    groups = [_group(draw) for _ in range(many // 3)]
    return tuple(
        _reviewer(at, draw, usual if draw.random() < 0.8 else every, groups)
        for at in range(many)
    )


def _group(draw: random.Random) -> str:
    family = "".join(draw.choices(_SYLLABLES, k=3)).title()
    return f"{family} {draw.choice(('Medical Group', 'Clinic', 'Pain Institute'))}"


def _reviewer(
    at: int, draw: random.Random, among: list[str], groups: list[str]
) -> Reviewer:
    specialty = draw.choice(among)
    return Reviewer(
        id=f"R{at:04}",
        name=f"{name(draw)}, MD",
        profession=Profession.MD,
        npi=f"{1_000_000_000 + at}",
        licences=(
            Licence(
                state="CA" if draw.random() < 0.7 else "NV",
                number=f"A{100_000 + at}",
                status=LicenceStatus.ACTIVE,
            ),
        ),
        certifications=(Certification(specialty=specialty, board="abms"),),
        specialties=(specialty,),
        guidelines=("mtus",),
        practising_since=dt.date(2001, 7, 1),
        hours_a_week=30,
        discipline=(),
        qme=(),
        capacity=draw.randint(3, 8),
        open_cases=draw.randint(0, 4),
        affiliations=(Affiliation(organisation=draw.choice(groups), tie=Tie.GROUP),),
        family=(),
    )


def make_cases(
    many: int, reviewers: tuple[Reviewer, ...], draw: random.Random
) -> tuple[PanelCase, ...]:
    """Return invented cases; some name a reviewer of the panel, or a group of one."""
    pool = [f"{name(draw)}, M.D." for _ in range(many // 4)]
    pool += [one.name for one in reviewers]
    firms = [f"{_group(draw)} Insurance" for _ in range(80)]
    employers = [f"{_group(draw)} Foods Inc" for _ in range(many // 4)]
    groups = [_group(draw) for _ in range(many // 8)]
    groups += [tie.organisation for one in reviewers for tie in one.affiliations or ()]
    families = sorted(treatments().area_of)
    parts = [*conditions().area_of][:20]
    return tuple(
        PanelCase(
            id=f"CM{at:06}",
            families=tuple(draw.sample(families, draw.choice((1, 1, 2)))),
            conditions=(draw.choice(parts),),
            due=TODAY + dt.timedelta(days=draw.randint(0, 40)),
            expedited=draw.random() < 0.03,
            parties=(
                CaseParty(role=Role.EMPLOYEE, name=name(draw)),
                CaseParty(role=Role.EMPLOYER, name=draw.choice(employers)),
                CaseParty(role=Role.CLAIMS_ADMINISTRATOR, name=draw.choice(firms)),
                CaseParty(role=Role.OFFICER, name=draw.choice(pool)),
                CaseParty(role=Role.REQUESTING_PHYSICIAN, name=draw.choice(pool)),
                CaseParty(role=Role.TREATING_PROVIDER, name=draw.choice(pool)),
                CaseParty(role=Role.MEDICAL_GROUP, name=draw.choice(groups)),
                CaseParty(role=Role.UR_PHYSICIAN, name=draw.choice(pool)),
                CaseParty(role=Role.ATTORNEY, name=draw.choice(pool)),
            ),
        )
        for at in range(many)
    )
