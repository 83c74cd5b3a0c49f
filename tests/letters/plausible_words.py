"""Words, sources and sentences as cases bring them about.

Texts are words of every script that a letter prints as they are, in any order; what
is odd beyond that (control codes, scripts that are spelled out) is tried elsewhere.
"""

import datetime as dt
import itertools
from collections.abc import Sequence

from hypothesis import strategies as st

from openimr.domain import (
    Citation,
    DocumentEntry,
    Evidence,
    GuidelineEntry,
    Mark,
    Statement,
    Step,
)
from openimr.letters.write.characters import drawable, printable

WORDS = (
    "pain",
    "baclofen",
    "20mg",
    "#120",
    "L4-L5",
    "10/325",
    "transforaminal",
    "anti-inflammatory",
    "pre-",
    "Muñoz",
    "Peña-Ibáñez",
    "José",
    "Ünsal",
    "50%",
    "(right)",
    "“worse”",
    "1.",
    "e.g.",
    "T12/L1",
    "≥",
    "µg",
    "C5\u2013C6",
    "a/b/c",
    "2014-10-23_report_final.pdf",
    "pneumonoultramicroscopicsilicovolcanoconiosis",
    "Upheld",
    "guideline:",
    "x" * 60,
)
_LETTERS = "".join(
    sign
    for sign in map(chr, itertools.chain(range(0x21, 0x250), range(0x370, 0x460)))
    if printable(sign) == sign == drawable(sign) and sign.isalnum()
)
_SIGNS = "-/.,;:'\"()[]{}<>&%#@*_+=!?$|~^\\`«»¿¡°±²½\u2018\u2019“”\u2013—…€™"


def _stays(words: str) -> bool:
    return bool(words) and " ".join(drawable(printable(words)).split()) == words


odd_words = st.text(_LETTERS + _SIGNS, min_size=1, max_size=14).filter(_stays)
words = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), odd_words)
lines = st.lists(words, min_size=1, max_size=9).map(" ".join).filter(_stays)
names = st.lists(
    st.sampled_from(["Pain", "Medicine", "Surgery", "Physical", "José", "Spine", "&"]),
    min_size=1,
    max_size=3,
).map(" ".join)
dates = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))
maybe_dates = st.none() | dates
page_lists = st.sampled_from(["46", "63-66", "16-17, 18-19", "174, 181, 300-301"])

GUIDELINES = (
    ("mtus_cp_2009", "MTUS Chronic Pain Medical Treatment Guidelines", Step.MTUS),
    (
        "mtus_cp_2016",
        "MTUS Chronic Pain Medical Treatment Guidelines (July 2016)",
        Step.MTUS,
    ),
    ("mtus_opioids_2016", "MTUS Opioids Treatment Guidelines", Step.MTUS),
    ("mtus_acoem_2004", "MTUS ACOEM Practice Guidelines", Step.MTUS),
    ("acoem_2017", "MTUS (ACOEM)", Step.MTUS),
    ("odg", "Official Disability Guidelines (ODG)", Step.ACOEM_ODG),
)


@st.composite
def guidelines(draw: st.DrawFn) -> GuidelineEntry:
    id_, name, step = draw(st.sampled_from(GUIDELINES))
    step = draw(st.sampled_from([step, step, step, Step.OTHER_GUIDELINE, Step.STUDY]))
    pages = draw(st.none() | page_lists)
    return GuidelineEntry(
        guideline=id_,
        name=name,
        section=draw(st.just("") | lines.filter(_is_topic)),
        pages=pages,
        pages_mark=draw(st.sampled_from(Mark)),
        step=step,
        why="it governs",
        used=draw(st.sampled_from([True, True, False])),
        rule_only=draw(st.sampled_from([False, False, False, True])),
    )


def _is_topic(words: str) -> bool:
    """Leave out topics that look like the form's own words or lose a closing stop."""
    return not words.endswith(".") and "[page" not in words


@st.composite
def evidence(draw: st.DrawFn, documents: Sequence[DocumentEntry]) -> Evidence:
    document = draw(st.sampled_from(documents))
    page = document.first_page + draw(st.integers(0, document.pages - 1))
    return Evidence(document=document.id, page=page, quote=draw(lines), start=0, end=1)


@st.composite
def statements(
    draw: st.DrawFn,
    documents: Sequence[DocumentEntry],
    cited: Sequence[GuidelineEntry] = (),
) -> Statement:
    found = draw(st.lists(evidence(documents), max_size=3)) if documents else []
    citations = (
        draw(st.lists(st.sampled_from(cited).map(_citation), max_size=2))
        if cited
        else []
    )
    return Statement(
        text=draw(lines), evidence=tuple(found), citations=tuple(citations)
    )


def _citation(entry: GuidelineEntry) -> Citation:
    return Citation(guideline=entry.guideline, pages=entry.pages, section=entry.section)
