"""A twelve-year-old can read the page, whatever was asked for and decided."""

import statistics
from collections.abc import Callable, Sequence

import pytest

from openimr.domain import ItemDetermination
from openimr.plain import Language, Rulebook, reader_sheet

from .made import LIBRARY, determination, every_item, running
from .reading_ease import (
    english_syllables,
    fernandez_huerta,
    flesch_kincaid,
    spanish_syllables,
    szigriszt_pazos,
)

BOOK = Rulebook.of(LIBRARY.families, LIBRARY.facts)
ITEMS = tuple(every_item())
OWN = (
    *("Your doctor asked", "Decision:", "Not shown:"),
    *("Su médico pidió", "Decisión:", "Falta mostrar"),
)
"""How the texts begin that tell of the item itself."""


def _page(item: ItemDetermination, language: Language) -> list[str]:
    return running(reader_sheet(determination(item), language, book=BOOK))


def _own(item: ItemDetermination, language: Language) -> list[str]:
    """Return what the page says of the item alone, not of anybody's rights."""
    return [text for text in _page(item, language) if text.startswith(OWN)]


def _measured(
    index: Callable[[Sequence[str]], float],
    texts: Callable[[ItemDetermination, Language], list[str]],
    language: Language,
) -> list[float]:
    return [index(texts(item, language)) for item in ITEMS]


def test_every_family_and_outcome_is_measured() -> None:
    measured = {(item.treatment, item.decided_by) for item in ITEMS}

    assert len(measured) == 3 * len(LIBRARY.treatments())


def test_english_pages_stay_below_the_seventh_grade() -> None:
    pages = _measured(flesch_kincaid, _page, Language.EN)
    items = _measured(flesch_kincaid, _own, Language.EN)

    assert statistics.median(pages) < 5
    assert max(pages) < 6
    assert max(items) < 7


def test_spanish_pages_are_quite_easy_on_the_inflesz_scale() -> None:
    pages = _measured(szigriszt_pazos, _page, Language.ES)
    items = _measured(szigriszt_pazos, _own, Language.ES)

    assert statistics.median(pages) > 70
    assert min(pages) > 65
    assert statistics.median(items) > 65
    assert min(items) > 55, "normal, the reading of the daily press"


def test_spanish_pages_are_quite_easy_by_fernandez_huerta() -> None:
    pages = _measured(fernandez_huerta, _page, Language.ES)

    assert statistics.median(pages) > 75
    assert min(pages) > 70


@pytest.mark.parametrize(
    ("word", "many"),
    [("people", 2), ("medicine", 3), ("needed", 2), ("approved", 2), ("table", 2)],
)
def test_english_syllables_are_counted(word: str, many: int) -> None:
    assert english_syllables(word) == many


@pytest.mark.parametrize(
    ("word", "many"),
    [
        ("médico", 3),
        ("cirugía", 4),
        ("quien", 1),
        ("ciudad", 2),
        ("averigüe", 4),
        ("país", 2),
        ("siguiente", 3),
        ("muy", 1),
        ("aseguradora", 6),
    ],
)
def test_spanish_syllables_are_counted(word: str, many: int) -> None:
    assert spanish_syllables(word) == many


def test_the_indexes_tell_hard_from_easy() -> None:
    easy, hard = (
        ["The cat sat. It was fat."],
        ["Notwithstanding aforementioned criteria."],
    )

    assert flesch_kincaid(easy) < 1
    assert flesch_kincaid(hard) > 20
    assert szigriszt_pazos(["El sol da luz."]) > szigriszt_pazos(
        ["La determinación administrativa correspondiente resultó desfavorable."]
    )
