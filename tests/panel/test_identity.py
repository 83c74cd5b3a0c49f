"""Two hundred and more pairs of people and groups: the same, and strangers."""

import random
from collections.abc import Iterator

import pytest

from openimr.domain.panel_case import CaseParty, Role
from openimr.domain.reviewer import Affiliation, Reviewer, Tie
from openimr.domain.screening import Verdict
from openimr.panel.comparing import compare, stated
from openimr.panel.entries import entries
from openimr.panel.index import Index
from openimr.panel.likeness import people
from openimr.panel.words import identity, person_name

from .people import reviewer

GIVEN = (
    "William Robert Katherine Elizabeth Thomas Margaret José Michael Jennifer Samuel "
    "Rebecca Gregory Theresa Anthony Patricia Benjamin Deborah Lawrence Victoria "
    "Andrew "
    "Beatriz Olumide Xiaoming Farouk Ingrid Sanjay Noriko Dmitri Ewelina Kwame"
).split()
FAMILY = (
    "Pellworth Quillfeather Brackwater Verhoeven Lindqvist Harrowgate Oxenholt Núñez "
    "Abernathy Castellanos Dhillon Eriksson Fitzwilliam Grzywacz Hashimoto Ivanovskaya "
    "Jankowski Kowalczyk Montenegro Nakamura Okonkwo Petrosyan Rasmussen Stavropoulos "
    "Thistlewood Underwood Villanueva Wetherby Yamaguchi Zimmermann Garcia Nguyen "
    "Smith "
    "Johnson Martinez Chen Patel Kim O'Brien MacLeod"
).split()
MIDDLE = "ABCDEFGHJKLMNPRSTW"


def slip(word: str, draw: random.Random) -> str:
    """Return a word with one slip of the keyboard."""
    at = draw.randrange(1, len(word) - 1)
    kind = draw.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + draw.choice("aeionrst") + word[at:]


def short_form(given: str) -> str:
    for group in identity().nicknames:
        if given.lower() in group:
            return sorted(group - {given.lower()})[0].title()
    return given[0]


Pair = tuple[str, Reviewer, CaseParty]


def same_people() -> Iterator[Pair]:
    """Yield a reviewer and the same person as a case writes the name."""
    draw = random.Random(20260105)  # noqa: S311
    for at, family in enumerate(FAMILY):
        given, middle = GIVEN[at % len(GIVEN)], MIDDLE[at % len(MIDDLE)]
        other = FAMILY[(at + 7) % len(FAMILY)]
        name = f"{given} {middle}. {family}"
        one = reviewer(id=f"R{at}", name=f"{name}, MD", npi=None, licences=())
        plain = family.translate(str.maketrans("úñ", "un"))
        named = {
            "initial": f"{given[0]}. {family}",
            "two initials": f"{given[0]}. {middle}. {family}",
            "turned": f"{family.upper()}, {given.upper()}",
            "turned without comma": f"{family} {given} {middle}",
            "title and suffix": f"Dr. {given} {family} Jr., M.D., Ph.D., FAAPMR",
            "accents lost": f"{given} {plain}",
            "short form": f"{short_form(given)} {family}",
            "family name hyphenated": f"{given} {family}-{other}",
            "second family name": f"{given} {middle}. {other} {family}",
            "no given name": f"Dr. {family}",
        }
        for kind, written in named.items():
            yield kind, one, doctor(written)
        if len(plain) > 4:
            yield "slip", one, doctor(f"{given} {slip(plain, draw)}")
            yield "slip, initial", one, doctor(f"{given[0]} {slip(plain, draw)}")
        if len(given) > 4:
            yield "slip in given name", one, doctor(f"{slip(given, draw)} {family}")
        yield "group", one, group(f"{family} Spine & Pain Medical Group, Inc.")
        yield "maiden name", married(one, other), doctor(f"{given} {family}")
        yield "maiden name", married(one, other), doctor(f"{given} {other}")
        yield from by_numbers(one, at, given, family, other)


def by_numbers(
    one: Reviewer, at: int, given: str, family: str, other: str
) -> Iterator[Pair]:
    address = f"{at + 100} North Fern Street, Suite 4, Oldacre, CA 90001"
    full = reviewer(
        id=one.id,
        name=one.name,
        npi=f"{1234567000 + at}",
        emails=(f"{given}.{family}@fernwick.example",),
        phones=(f"(555) 010-{at:04}",),
        addresses=(address,),
    )
    stranger = f"{GIVEN[(at + 3) % len(GIVEN)]} {other}"
    short = f"{at + 100} N. Fern St., Ste 9, Oldacre CA 90001-2222"
    box = f"{given}.{family}".upper()
    yield "NPI", full, doctor(stranger, npi=f"{1234567000 + at}")
    yield "licence", full, doctor(stranger, licence="CA A-123456")
    yield "e-mail", full, doctor(stranger, email=f"{box}+imr@FERNWICK.example")
    yield "changed e-mail", full, doctor("Front Desk", email=f"{box}@else.example")
    yield "telephone", full, doctor(stranger, phone=f"+1 555.010.{at:04} ext 3")
    yield "address", full, doctor(stranger, address=short)


def married(one: Reviewer, former: str) -> Reviewer:
    given = one.name.split()[0]
    return reviewer(id=one.id, name=one.name, other_names=(f"{given} {former}",))


def doctor(name: str, **details: str) -> CaseParty:
    return CaseParty(role=Role.TREATING_PROVIDER, name=name, **details)


def group(name: str) -> CaseParty:
    return CaseParty(role=Role.MEDICAL_GROUP, name=name)


def strangers() -> Iterator[Pair]:
    """Yield reviewers with people and groups of another name or number."""
    draw = random.Random(7)  # noqa: S311
    names = [(g, f) for g in GIVEN for f in FAMILY]
    draw.shuffle(names)
    half = len(names) // 2
    for at, (mine, yours) in enumerate(zip(names[:half], names[half:], strict=False)):
        one = reviewer(
            id=f"R{at}",
            name=f"{mine[0]} {draw.choice(MIDDLE)}. {mine[1]}",
            npi="1234567893",
            emails=(f"{mine[0]}@fernwick.example",),
            phones=("555 010 0001",),
            affiliations=(
                Affiliation(organisation=f"{mine[1]} Clinic", tie=Tie.GROUP),
            ),
        )
        written = (
            f"{yours[0]} {yours[1]}, MD",
            f"{yours[1].upper()}, {yours[0][0]}.",
            f"{yours[1]} Medical Group",
        )[at % 3]
        role = Role.MEDICAL_GROUP if at % 3 == 2 else Role.TREATING_PROVIDER
        if mine[1] == yours[1] and at % 3:
            continue
        yield (
            "stranger",
            one,
            CaseParty(
                role=role,
                name=written,
                npi="1992999999",
                phone="555 010 7777",
                email=f"{yours[0]}@{yours[1]}.example",
            ),
        )


def verdict(one: Reviewer, other: CaseParty) -> Verdict:
    found = [likeness.verdict for _, likeness in Index([one]).find(other)]
    if Verdict.HIT in found:
        return Verdict.HIT
    return Verdict.ASK if found else Verdict.CLEAR


SAME = list(same_people())
STRANGERS = list(strangers())


def test_nobody_who_is_the_same_person_is_cleared() -> None:
    cleared = [
        (kind, one.name, other.name)
        for kind, one, other in SAME
        if verdict(one, other) is Verdict.CLEAR
    ]

    assert len(SAME) >= 200
    assert len({kind for kind, _, _ in SAME}) >= 15
    assert cleared == []


def test_nineteen_of_twenty_strangers_are_cleared() -> None:
    cleared = sum(verdict(one, other) is Verdict.CLEAR for _, one, other in STRANGERS)

    assert len(STRANGERS) >= 200
    assert cleared / len(STRANGERS) >= 0.95


def test_the_index_finds_what_comparing_with_everybody_finds() -> None:
    panel = {one.id + kind: one for kind, one, _ in SAME}
    reviewers = [reviewer(id=id_, name=one.name) for id_, one in panel.items()]
    index = Index(reviewers)
    everybody = [entry for one in reviewers for entry in entries(one)]

    for _, _, other in SAME[::9]:
        asked = stated(other)
        slow = [entry for entry in everybody if compare(asked, entry) is not None]
        assert [entry for entry, _ in index.find(other)] == slow, other.name


def test_a_hit_shows_both_entries_and_why() -> None:
    one = reviewer()
    [(entry, likeness)] = Index([one]).find(doctor("PELLWORTH, INES M", npi="1"))

    assert (entry.text, entry.kind) == ("Ines M. Pellworth, MD", "self")
    assert likeness.verdict is Verdict.HIT
    assert likeness.why == ("family name the same", "given name the same")


def test_one_name_with_two_npis_is_a_question() -> None:
    [(_, likeness)] = Index([reviewer()]).find(
        doctor("Ines Pellworth", npi="1992999999")
    )

    assert likeness.verdict is Verdict.ASK
    assert likeness.why[-1] == "NPI differs"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Maria de la Cruz", "DELACRUZ, MARIA", "hit"),
        ("Van Nguyen", "Nguyen, Van", "hit"),
        ("Al Hartigan", "Albert Hartigan", "ask"),
        ("John A. Hartigan", "John B. Hartigan", "ask"),
        ("J. Robert Hartigan", "Robert Hartigan", "ask"),
        ("John Hartigan", "Mary Hartigan", None),
        ("John Hartigan", "John Oldacre", None),
        ("", "John Oldacre", None),
        ("Dr. Do", "Kim Do", "ask"),
        ("Osric Lindqvist, DO", "Lindqvist DO", "ask"),
        ("Dr. Valdez-Orr", "Ines Valdez-Orr", "ask"),
        ("Ines Valdez Orr", "Valdez-Orr, Ines", "hit"),
        ("Garrick Soo, Attorney at Law", "Soo, Garrick", "hit"),
    ],
)
def test_two_names_are_held_side_by_side(
    one: str, other: str, wanted: str | None
) -> None:
    forth = people(person_name(one), person_name(other))
    back = people(person_name(other), person_name(one))

    assert (forth.verdict.value if forth else None) == wanted
    assert (back.verdict.value if back else None) == wanted
