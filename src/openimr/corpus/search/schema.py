"""What the index holds of an item, and how text is cut into words.

Words are indexed as they are written, without case and accents.  Nothing is cut down
to a stem, so that no name of a drug is mangled and a beginning with a star means what
it says; other forms of a word are looked up when it is asked for (``lexicon.py``).

Every value of every field is a term of ``marks``, such as ``drug=baclofen``.  The
columns beside it only serve counting: a value each, for columns with one value an item
are counted some twenty times faster than those with several.  So guidelines and pages
are spread over a few columns, the last of which holds all that is left.
"""

from functools import cache
from typing import TYPE_CHECKING

from openimr.corpus.extra import needed

from .fields import FIELDS, TEXTS, Field, Kind

if TYPE_CHECKING:
    import tantivy

LAYOUT = 3
"""Number of the layout of the index; one of another number is made anew."""

MARKS = "marks"
PART = "part"
PART_NUMBER = "part_number"
"""Number of a part, higher than those of all parts that were taken in before it."""

SHOWN = "shown"
WRITTEN = "written"
"""Texts as they are written, by field, where they were indexed without accents."""

WHEN = "when"
"""Day and item id in one number: the order of time, each item at its own place."""

CASE = "case_order"
NUMBERS = tuple(f.name for f in FIELDS if f.kind in {Kind.NUMBER, Kind.DAY})
SEVERAL = {"guideline": 2, "page": 4}
"""Fields with several values an item, and over how many columns they are spread."""

TOKENS = "words"


@cache
def schema() -> "tantivy.Schema":
    """Return the schema of the index.

    Raises:
        InputError: tantivy, an optional part of this package, is not installed.
    """
    made = needed("tantivy").SchemaBuilder()
    for name in (PART, MARKS, "item"):
        made.add_text_field(
            name,
            stored=name == "item",
            fast=name == PART,
            tokenizer_name="raw",
            index_option="basic",
        )
    for name in counted_columns():
        made.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (*NUMBERS, WHEN, CASE, PART_NUMBER):
        made.add_unsigned_field(name, fast=True)
    for name in TEXTS:
        made.add_text_field(name, stored=True, tokenizer_name=TOKENS)
    for name in (SHOWN, WRITTEN):
        made.add_bytes_field(name, stored=True)
    return made.build()  # type: ignore[no-any-return]


def counted_columns() -> list[str]:
    """Return the names of the columns of text that facets are counted by."""
    return [
        column
        for field in FIELDS
        if field.facet and field.kind is not Kind.NUMBER
        for column in columns_of(field)
    ]


def columns_of(field: Field) -> list[str]:
    """Return the columns that a facet is counted by."""
    if field.name in SEVERAL:
        return [f"{field.name}_{n}" for n in range(SEVERAL[field.name])]
    return [field.name]


@cache
def bare_analyzer() -> "tantivy.TextAnalyzer":
    """Return what cuts a text without accents into words: small letters and digits.

    ``10/325`` and ``L4-5`` become two words side by side.  Each further step would look
    at each word of each text, and take a fifteenth of the time of indexing.
    """
    tantivy = needed("tantivy")
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    words = builder.filter(tantivy.Filter.lowercase())
    return words.build()  # type: ignore[no-any-return]


@cache
def folding_analyzer() -> "tantivy.TextAnalyzer":
    """Return what takes the accents off a text and leaves it whole."""
    tantivy = needed("tantivy")
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    folding = builder.filter(tantivy.Filter.ascii_fold())
    return folding.build()  # type: ignore[no-any-return]


@cache
def stemmer() -> "tantivy.TextAnalyzer":
    """Return what cuts a word down to its stem (Porter's second English stemmer)."""
    tantivy = needed("tantivy")
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    stem = builder.filter(tantivy.Filter.stemmer("english"))
    return stem.build()  # type: ignore[no-any-return]
