"""An invented case: its parties, and words that are none of theirs."""

import datetime as dt

from openimr.publication import (
    Calendar,
    KnownValue,
    Organisation,
    Parties,
    Person,
    Remover,
    date_policy,
)

WORDS = frozenset(
    "pain left right knee back discharge spine with after chronic drainage".split()
)
PARTIES = Parties(
    people=(
        Person("worker", "Rosalba T. Orrborough-Peña"),
        Person("requester", "Quillan Vexworth, M.D."),
        Person("adjuster", "Brown, Grace"),
        Person("provider", "Will Hawkins, D.C."),
    ),
    organisations=(
        Organisation("employer", "Tressick Title & Escrow, Inc."),
        Organisation("administrator", "Coastward Claims Services"),
    ),
    values=(
        KnownValue("claim_number", "PC-00-418837"),
        KnownValue("phone", "(559) 555-0142"),
        KnownValue("street", "1186 Juniper Hollow Ct., San Orro, CA 93299"),
    ),
    towns=("San Orro",),
    births=(dt.date(1965, 5, 2),),
    words=WORDS,
    protected=frozenset({"baclofen", "norco", "oxycontin"}),
)


def calendar(name: str = "keep", shift: int = 0) -> Calendar:
    """Return a policy of days at work."""
    return Calendar(policy=date_policy(name), shift=shift)


def without(text: str, *, marked: bool = False, dates: str = "keep") -> str:
    """Return a text without the parties of the invented case."""
    shift = -40 if dates == "shift" else 0
    return Remover(PARTIES, calendar(dates, shift)).text(text, marked=marked)
