"""Who is named in a case: from the dispute, the index and the pages themselves."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from openimr.domain import Determination, Dispute, Party, Stated
from openimr.text import find_dates
from openimr.text.identifiers import find_identifiers

from .names import name_of
from .organisations import organisations_named
from .parties import KnownValue, Organisation, Parties, Person
from .people import people_named
from .words import words

_WORD = re.compile(r"[^\W\d_]{3,}")
_TOWN = re.compile(
    r"(?:^|[,\n]\s*|\s)(?P<town>[A-Z][A-Za-z.'-]+(?:\s[A-Z][A-Za-z.'-]+){0,2}),?\s"
    r"(?:CA|California)\b"
)
_LABELLED = re.compile(
    r"\b(?P<label>Attn|Attention|Contact|Adjuster|Supervisor|Interpreter|Case\sManager"
    r"|Representative|Emergency\s[Cc]ontact|Patient(?:\s[Nn]ame)?|Employee|Claimant"
    r"|Applicant|RE|Re)\s?:\s*(?P<name>[A-Z][\w'\u2019\u00e0-\u00ff-]+,?"
    r"(?:\s[A-Z]\.?)?\s[A-Z][\w'\u2019\u00e0-\u00ff-]+)(?=[\s,;.)]|$)"
)
_LABELS = {"adjuster": "adjuster", "contact": "adjuster", "representative": "attorney"}
_WORKER = frozenset("patient employee claimant applicant re".split())
_ANYWHERE = frozenset({"street", "zip", "town"})


def gather(
    texts: Sequence[str],
    dispute: Dispute | None = None,
    determination: Determination | None = None,
    protected: Iterable[str] = (),
) -> Parties:
    """Return everybody that a case names.

    Args:
        texts: the pages of the case, and whatever else names people.
        dispute: application, UR decision and RFA as data.
        determination: its header and list of documents name people, too.
        protected: names of drugs, treatments and guidelines.
    """
    people: dict[Person, None] = {}
    organisations: dict[Organisation, None] = {}
    values: dict[KnownValue, None] = {}
    if dispute is not None:
        people.update(dict.fromkeys(_people(dispute)))
        organisations.update(dict.fromkeys(_organisations(dispute)))
        values.update(dict.fromkeys(_values(dispute)))
    if determination is not None:
        for party in _of_determination(determination):
            _add(party, people, organisations)
    counted = _counted(texts)
    lower = frozenset(word for word in counted if word.islower())
    for text in texts:
        for person in _in_text(text):
            _add_new(person, people)
        organisations.update(dict.fromkeys(organisations_named(text, lower)))
        values.update(dict.fromkeys(_numbers(text)))
    for person in [p for text in texts for p in people_named(text, tuple(people))]:
        _add_new(person, people)
    return Parties(
        people=tuple(people),
        organisations=tuple(organisations),
        values=tuple(values),
        towns=tuple(dict.fromkeys(_towns(texts, values))),
        births=tuple(dict.fromkeys(_births(texts, dispute))),
        words=_used_as_words(counted),
        lower=lower,
        protected=frozenset(_lowered(protected)),
    )


def _people(dispute: Dispute) -> Iterator[Person]:
    stated: tuple[tuple[str, Stated[str] | None], ...] = (
        ("worker", dispute.patient),
        ("worker", _of(dispute.employee, "name")),
        ("requester", dispute.requesting_physician),
        ("requester", _of(dispute.physician, "name")),
        ("adjuster", _of(dispute.administrator, "contact")),
        ("adjuster", _of(dispute.physician, "contact")),
        ("reviewer", dispute.ur_reviewer),
        ("attorney", dispute.attorney),
        ("attorney", dispute.representative),
    )
    for role, each in stated:
        if each is not None and _is_person(each.value):
            yield Person(role, each.value)


def _organisations(dispute: Dispute) -> Iterator[Organisation]:
    stated: tuple[tuple[str, Stated[str] | None], ...] = (
        ("employer", dispute.employer),
        ("employer", _of(dispute.employee, "organisation")),
        ("administrator", dispute.claims_administrator),
        ("administrator", _of(dispute.administrator, "organisation")),
        ("provider", _of(dispute.physician, "organisation")),
        ("review_organisation", dispute.review_organisation),
    )
    for role, each in stated:
        if each is not None:
            yield Organisation(role, each.value)


def _values(dispute: Dispute) -> Iterator[KnownValue]:
    for value in (
        dispute.claim_number,
        dispute.wcis_number,
        dispute.eams_number,
        dispute.review_reference,
    ):
        if value is not None:
            yield KnownValue("claim_number", value.value)
    for party in (dispute.employee, dispute.physician, dispute.administrator):
        for field, kind in (
            ("address", "street"),
            ("phone", "phone"),
            ("fax", "fax"),
            ("email", "email"),
            ("npi", "npi"),
            ("license_number", "licence"),
        ):
            stated = _of(party, field)
            if stated is not None:
                yield KnownValue(kind, stated.value)


def _of(party: Party | None, field: str) -> Stated[str] | None:
    stated: Stated[str] | None = getattr(party, field, None)
    return stated


def _of_determination(determination: Determination) -> Iterator[Person | Organisation]:
    case = determination.case
    if case.employer:
        yield Organisation("employer", case.employer)
    if case.claims_administrator:
        yield Organisation("administrator", case.claims_administrator)
    if case.requesting_physician:
        yield Person("requester", case.requesting_physician)
    for document in determination.documents:
        for author in re.split(r"\s?[/;]\s?", document.author or ""):
            if _is_person(author):
                yield Person("provider", author)
            elif len(author) > 2:
                yield Organisation("provider", author)


def _is_person(written: str) -> bool:
    """Tell a person from an organisation by the words that only the latter have."""
    found = [word.lower() for word in _WORD.findall(written.partition(",")[0])]
    return bool(found) and words().generic.isdisjoint(found) and len(found) < 5


def _add(
    party: Person | Organisation,
    people: dict[Person, None],
    organisations: dict[Organisation, None],
) -> None:
    if isinstance(party, Person):
        _add_new(party, people)
    elif party.name not in {known.name for known in organisations}:
        organisations[party] = None


def _add_new(person: Person, people: dict[Person, None]) -> None:
    """Keep a name unless somebody known bears the family name, with nothing added."""
    name = name_of(person)
    if name is None:
        return
    for known in people:
        other = name_of(known)
        if other is None or not name.family & other.family:
            continue
        if name.family <= other.family and name.given <= other.given:
            return
        if not name.given or name.initials & other.initials:
            people[Person(known.role, person.name)] = None
            return
    people[person] = None


def _in_text(text: str) -> Iterator[Person]:
    for each in find_identifiers(text):
        if each.kind.hipaa == "A":
            yield Person(_titled_role(text, each.start), each.verbatim)
    for match in _LABELLED.finditer(text):
        label = match["label"].lower().split()[0]
        role = "worker" if label in _WORKER else _LABELS.get(label, "person")
        named = _WORD.findall(match["name"])
        if words().generic.isdisjoint(w.lower() for w in named):
            yield Person(role, match["name"])


def _titled_role(text: str, start: int) -> str:
    title = re.search(r"(\w+)\.?\s$", text[max(0, start - 6) : start])
    said = title[1].lower() if title else ""
    return "person" if said in {"mr", "mrs", "ms", "miss", "mx"} else "provider"


def _numbers(text: str) -> Iterator[KnownValue]:
    for each in find_identifiers(text):
        if each.kind.hipaa != "A" and each.kind.id not in {"town", "birth", "url"}:
            yield KnownValue(each.kind.id, each.verbatim)


def _births(texts: Sequence[str], dispute: Dispute | None) -> Iterator[dt.date]:
    if dispute is not None and dispute.date_of_birth is not None:
        yield dispute.date_of_birth.value
    for text in texts:
        for each in find_identifiers(text):
            if each.kind.id == "birth":
                for mention in find_dates(each.verbatim):
                    if mention.value is not None:
                        yield mention.value


def _towns(texts: Sequence[str], values: Iterable[KnownValue]) -> Iterator[str]:
    known = words()
    places = [v.value for v in values if v.kind in _ANYWHERE]
    places += [
        each.verbatim
        for text in texts
        for each in find_identifiers(text)
        if each.kind.id in _ANYWHERE
    ]
    for place in places:
        for match in _TOWN.finditer(place.replace("\n", ", ")):
            town = match["town"].rpartition(",")[2].strip()
            if not known.generic.issuperset(w.lower() for w in town.split()):
                yield town


def _counted(texts: Sequence[str]) -> Counter[str]:
    count: Counter[str] = Counter()
    for text in texts:
        count.update(_WORD.findall(_without_numbers(text)))
    return count


def _used_as_words(count: Counter[str]) -> frozenset[str]:
    """Return the words that stand more often without a capital than with one."""
    return frozenset(
        word
        for word, times in count.items()
        if word.islower()
        and times >= 2
        and times > count[word.capitalize()] + count[word.upper()]
    )


def _without_numbers(text: str) -> str:
    for each in reversed(list(find_identifiers(text))):
        text = text[: each.start] + " " + text[each.end :]
    return text


def _lowered(names: Iterable[str]) -> Iterator[str]:
    split: Callable[[str], list[str]] = _WORD.findall
    for name in names:
        yield from (word.lower() for word in split(name))
