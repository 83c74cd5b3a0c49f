"""The three forms in which a citation is given (8 CCR 9792.21.1(d)).

The MTUS by effective year, chapter and section; another guideline by publisher, year,
chapter and section; a study by its lead author, title, year, journal, volume and page.
What the citing words leave out is named and never filled in.
"""

from collections.abc import Iterable

from openimr.domain import CitedEvidence, CitedKind

FORM = "8 CCR 9792.21.1(d)"

Parts = Iterable[tuple[str, str | None]]


def cited_form(cited: CitedEvidence) -> tuple[str, tuple[str, ...]]:
    """Return a citation in the form of its kind, and the parts that are lacking.

    >>> from openimr.domain import CitedBy
    >>> rill = CitedEvidence(by=CitedBy.TREATING_PHYSICIAN, kind=CitedKind.STUDY,
    ...     author="Rill C", name="Ice", year=2009, journal="Cold Med", volume="3",
    ...     document="D1")
    >>> cited_form(rill)
    ('Rill C, "Ice", Cold Med, 2009, volume 3', ('page',))
    """
    year = str(cited.year) if cited.year else None
    if cited.kind is CitedKind.STUDY:
        return _form(
            ("lead author", cited.author),
            ("title", f'"{cited.name}"' if cited.name else None),
            ("journal", cited.journal),
            ("year", year),
            ("volume", f"volume {cited.volume}" if cited.volume else None),
            ("page", f"pages {cited.pages}" if cited.pages else None),
        )
    first = "the MTUS" if cited.kind is CitedKind.MTUS else "organization"
    when = "effective year" if cited.kind is CitedKind.MTUS else "year"
    text, lacking = _form(
        (first, cited.name),
        (when, year),
        ("chapter or section", cited.chapter),
    )
    return text + (f", pages {cited.pages}" if cited.pages else ""), lacking


def _form(*parts: tuple[str, str | None]) -> tuple[str, tuple[str, ...]]:
    given = [words for _, words in parts if words]
    return ", ".join(given), tuple(name for name, words in parts if not words)
