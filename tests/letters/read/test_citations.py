"""Guidelines as letters word them, and what they are cut into."""

from pathlib import Path

import pytest
import yaml

from openimr.domain import Span
from openimr.guidelines import load_library
from openimr.letters.read.citation_cuts import cut_citations
from openimr.letters.read.citation_names import guideline_names
from openimr.letters.read.citation_topics import edition_year, tidy_topic
from openimr.letters.read.citations import read_citations
from openimr.letters.read.sheet import lay_out

EXAMPLES = yaml.safe_load(
    (Path(__file__).parent / "citations.yaml").read_text(encoding="utf-8")
)
ROWS = [
    (words == "prose", entry["words"], entry["cites"], entry.get("other", []))
    for words, entries in EXAMPLES.items()
    for entry in entries
]


@pytest.mark.parametrize(("prose", "words", "cites", "other"), ROWS)
def test_words_are_cut_into_guidelines_topics_and_pages(
    prose: bool, words: str, cites: list[list[str | None]], other: list[str]
) -> None:
    cuts, evidence = cut_citations(words, prose)

    assert [[cut.guideline, cut.topic, cut.pages] for cut in cuts] == cites
    assert list(evidence) == other


def test_a_source_that_is_not_known_keeps_its_words() -> None:
    words = "Decision based on Non-MTUS Citation Guild of Menders, statement of 2012."

    cuts, _ = cut_citations(words, False)

    assert [(cut.name, cut.verbatim) for cut in cuts] == [
        ("Guild of Menders, statement of 2012", "Guild of Menders, statement of 2012.")
    ]


def test_name_and_verbatim_are_the_letters_words() -> None:
    words = (
        "Decision based on MTUS CHRONIC PAIN TREATMENT GUIDELINES 2009, Section(s): "
        "Opioids Page(s): 78 - 80."
    )

    (cut,), _ = cut_citations(words, False)

    assert cut.name == "CHRONIC PAIN TREATMENT GUIDELINES"
    assert cut.verbatim == (
        "CHRONIC PAIN TREATMENT GUIDELINES 2009, Section(s): Opioids Page(s): 78 - 80"
    )


def test_a_citation_knows_its_place_across_line_ends_and_broken_words() -> None:
    raw = (
        "x\n\nDecision based on MTUS Chronic Pain\n\nTreatment Guidelines Anti-\n\n"
        "spasmodics Page(s): 63\u201366.\n"
    )

    cited = read_citations(lay_out(raw), Span(0, len(raw)), prose=False)

    (citation,) = cited.citations
    assert citation.topic == "Anti-spasmodics"
    assert citation.pages == "63-66"
    assert citation.span is not None
    assert citation.span.of(raw) == raw[raw.index("Chronic") : raw.index(".\n")]


@pytest.mark.parametrize("name", sorted(guideline_names().names))
def test_every_name_is_found_whole(name: str) -> None:
    cuts, _ = cut_citations(f"Decision based on MTUS {name} 2009", False)

    assert [cut.name.lower() for cut in cuts] in ([name], ["mtus"])


def test_names_stand_for_guidelines_that_are_known() -> None:
    sources = set(load_library().sources)

    named = {id_ for entry in guideline_names().known.values() for id_ in entry.ids()}

    assert named - {None} <= sources


@pytest.mark.parametrize(
    ("words", "year"),
    [
        (" 2009, section(s): opioids", 2009),
        (" (july 28, 2016)", 2016),
        (", 3rd edition, chapter 4", 2011),
        (" baclofen page(s): 23", None),
    ],
)
def test_the_year_of_an_edition_is_read_near_the_name(
    words: str, year: int | None
) -> None:
    assert edition_year(words) == year


@pytest.mark.parametrize("words", ["", " ", " .", ", and the ", " (2004)", " (ODG)"])
def test_nothing_but_surroundings_is_no_topic(words: str) -> None:
    assert tidy_topic(words, prose=False) is None
