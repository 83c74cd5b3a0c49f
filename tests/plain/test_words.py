"""Both languages say everything, in plain sentences that fit the frames around them."""

import re
from collections.abc import Iterator

import pytest

from openimr.domain import ItemKind, Operator, Quantity
from openimr.domain.quantity import DISPENSED
from openimr.errors import KnowledgeError
from openimr.plain import Language, Speech, speech
from openimr.plain.physician import physician_words
from openimr.plain.speech import FactWords, _one

from .made import LIBRARY

ENGLISH, SPANISH = speech(Language.EN), speech(Language.ES)
BOTH = pytest.mark.parametrize("words", [ENGLISH, SPANISH], ids=["en", "es"])

# Words that one language has and the other has not; no medical ones, which are shared.
ENGLISH_ONLY = frozenset(
    "the of and or your you that with for is are was were this these have had does "
    "did will would can could should their they it its from by on at which who what "
    "when why how if than then there here more most any all some each other only "
    "also but not doctor records pain drug care rule need show says asked file "
    "letter".split()
)
SPANISH_ONLY = frozenset(
    "el los las un una unos unas de del que con para por es son fue este esta estos su "
    "sus usted y o pero al le lo como si cuando más muy médico dolor medicina regla "
    "expediente pida".split()
)
NAMES = (
    "Workers' Compensation Appeals Board",
    "Information and Assistance",
    "IMR Unit",
    "H-Wave",
)
"""What is called so in every language, since that is how it is found."""


def _texts(words: Speech) -> Iterator[str]:
    """Yield every text of one language."""
    yield from words.sentences.values()
    for fact in words.facts.values():
        yield from (text for _, text in _parts(fact))
    for table in (words.treatments, words.kinds, words.guidelines):
        yield from table.values()
    yield from (form for forms in words.units.values() for form in forms)
    yield from words.months


def _parts(fact: FactWords) -> Iterator[tuple[str, str]]:
    for part in ("name", "shown", "against", "send", "told"):
        text = getattr(fact, part)
        if text is not None:
            yield part, text


@BOTH
def test_every_fact_that_may_be_asked_has_plain_words(words: Speech) -> None:
    assert sorted(words.facts) == sorted(LIBRARY.facts)


@BOTH
def test_every_family_kind_and_guideline_has_plain_words(words: Speech) -> None:
    assert sorted(words.treatments) == [names.id for names in LIBRARY.treatments()]
    assert sorted(words.kinds) == sorted(ItemKind)
    assert sorted(words.guidelines) == sorted(LIBRARY.sources)


@BOTH
def test_every_number_can_be_told_with_its_unit(words: Speech) -> None:
    units = {id_: fact.unit for id_, fact in LIBRARY.facts.items() if fact.unit}

    assert sorted(id_ for id_, fact in words.facts.items() if fact.told) == sorted(
        units
    )
    assert sorted(words.units) == sorted(set(units.values()))
    assert all(
        words.amount(Quantity(2, unit)) for unit in {*units.values(), *DISPENSED}
    )
    assert set(Operator) <= set(words.sentences)


@pytest.mark.parametrize("fact", sorted(LIBRARY.facts))
@BOTH
def test_clauses_fit_the_sentences_around_them(words: Speech, fact: str) -> None:
    told = dict(_parts(words.facts[fact]))

    for part, text in told.items():
        assert text[0].islower(), part
        assert not text.endswith((".", ",", ":", ";", "!", "?")), part
        assert ("{value}" in text) is (part == "told"), part
        assert text.split() == text.split(" "), part
    assert told["shown"] != told["against"]


@BOTH
def test_no_doubtful_signs_stand_in_a_text(words: Speech) -> None:
    odd = [text for text in _texts(words) if re.search(r"  |\"|\bthier\b|\t", text)]

    assert odd == []


def test_no_english_is_left_in_the_spanish_texts() -> None:
    left = [
        (text, sorted(found))
        for text in _texts(SPANISH)
        if (found := _words(text) & ENGLISH_ONLY)
    ]

    assert left == []


def test_no_spanish_is_left_in_the_english_texts() -> None:
    left = [
        (text, sorted(found))
        for text in _texts(ENGLISH)
        if (found := _words(text) & SPANISH_ONLY)
    ]

    assert left == []


def _words(text: str) -> set[str]:
    for name in NAMES:
        text = text.replace(name, " ")
    text = re.sub(r"\{\w+\}", " ", text)
    return set(re.findall(r"[^\W\d_]+", text.lower()))


def test_spanish_speaks_to_the_worker_with_courtesy() -> None:
    familiar = re.compile(r"\b(?:tú|tu|tus|te|ti|tienes|puedes|debes|eres|vosotros)\b")

    assert [text for text in _texts(SPANISH) if familiar.search(text.lower())] == []


@pytest.mark.parametrize(
    ("both", "problem"),
    [
        ({"en": "a shot"}, "not there in every language"),
        ({"en": "a shot", "es": ""}, "not there in every language"),
        ({"en": "a shot", "es": "una", "fr": "une"}, "not there in every language"),
        ({"en": "for {what}", "es": "para"}, "blanks differ"),
    ],
)
def test_a_text_that_lacks_a_language_is_refused(
    both: dict[str, str], problem: str
) -> None:
    with pytest.raises(KnowledgeError, match=problem):
        _one("words.yaml: asked", both, "en")


def test_the_physicians_lists_name_known_facts_once() -> None:
    wording = physician_words()
    named = [*wording.request, *wording.past, *wording.time]

    assert set(named) <= set(LIBRARY.facts)
    assert len(named) == len(set(named))
    assert set(wording.operators) == set(Operator)


@pytest.mark.parametrize(
    ("value", "unit", "english", "spanish"),
    [
        (1, "week", "1 week", "1 semana"),
        (20, "weeks", "20 weeks", "20 semanas"),
        (90, "tablets", "90 units", "90 unidades"),
        (7.5, "mg per day", "7.5 mg a day", "7.5 mg al día"),
        (1, "hours per week", "1 hour a week", "1 hora por semana"),
    ],
)
def test_amounts_are_written_as_people_say_them(
    value: float, unit: str, english: str, spanish: str
) -> None:
    quantity = Quantity(value, unit)

    assert ENGLISH.amount(quantity) == english
    assert SPANISH.amount(quantity) == spanish


def test_an_amount_of_an_unknown_unit_is_not_told() -> None:
    assert SPANISH.amount(Quantity(29, "therapy visits")) is None
