"""The columns of a corpus: one schema a table, each row traceable to its letter.

A ``letter`` is named by the hash of its file's bytes, an ``item`` by its letter and
its number in it; so the same letter has the same name in every corpus.  Values that a
letter does not give are null, never a guess.
"""

import pyarrow as pa

_TEXT = pa.string()
_TEXTS = pa.list_(pa.string())
_DAY = pa.date32()
_SMALL = pa.int16()
_COUNT = pa.int32()
_FLAG = pa.bool_()

LETTERS = pa.schema(
    [
        ("letter", _TEXT),
        ("source", _TEXT),  # address of the file, the first where several are alike
        ("programme", _TEXT),
        ("format", _TEXT),
        ("case_number", _TEXT),
        ("priority", _TEXT),
        ("date_of_injury", _DAY),
        ("ur_date", _DAY),
        ("application_received", _DAY),
        ("date_assigned", _DAY),
        ("decision_date", _DAY),
        ("year", _SMALL),  # of the decision, else of the latest day of the procedure
        ("days_to_decision", _SMALL),  # from assignment to decision
        ("age", _SMALL),
        ("sex", _TEXT),
        ("licensed_in", _TEXTS),
        ("board_certifications", _TEXTS),
        ("subspecialties", _TEXTS),
        ("specialty", _TEXT),  # the first board certification, folded
        ("documents_reviewed", _SMALL),
        ("items", _SMALL),
        ("upheld", _SMALL),
        ("overturned", _SMALL),
        ("decision", _TEXT),  # upheld, overturned, or partial where items differ
        ("summary_text", _TEXT),
        ("age_range", _TEXT),  # such as "51 to 64", where only that is published
        ("review_type", _TEXT),  # the programme's own word, such as Urgent Care
    ]
)
ITEMS = pa.schema(
    [
        ("item", _TEXT),
        ("letter", _TEXT),
        ("number", _SMALL),  # from 1, in the order of the letter
        ("programme", _TEXT),
        ("format", _TEXT),
        ("year", _SMALL),
        ("decision_date", _DAY),
        ("priority", _TEXT),
        ("age", _SMALL),
        ("sex", _TEXT),
        ("specialty", _TEXT),
        ("requested", _TEXT),
        ("treatment", _TEXT),  # id of the family in the guideline library
        ("kind", _TEXT),
        ("category", _TEXT),  # as the programme's own statistics group requests
        ("drug", _TEXT),
        ("drug_class", _TEXT),
        ("strength", _TEXT),
        ("quantity", _COUNT),
        ("refills", _SMALL),
        ("visits", _SMALL),
        ("body_part", _TEXT),
        ("side", _TEXT),
        ("level", _TEXT),
        ("retrospective", _FLAG),
        ("decision", _TEXT),  # by the heading: upheld or overturned
        ("conclusion", _TEXT),  # by the rationale's last word
        ("guidelines", _TEXTS),  # the reviewer's, ids or names, each once
        ("pages", _TEXTS),  # one "mtus_cp_2009 63" a page
        ("claims_guidelines", _TEXTS),
        ("other_evidence", _TEXTS),
        ("rationale_text", _TEXT),
        ("age_range", _TEXT),
        ("review_type", _TEXT),
        ("category_detail", _TEXT),  # the programme's own finer word
        ("diagnosis", _TEXT),  # the programme's own group of diagnoses
        ("diagnosis_detail", _TEXT),
    ]
)
CITATIONS = pa.schema(
    [
        ("letter", _TEXT),
        ("item", _TEXT),
        ("programme", _TEXT),
        ("year", _SMALL),
        ("treatment", _TEXT),
        ("decision", _TEXT),
        ("cited_by", _TEXT),  # reviewer or claims_administrator
        ("guideline", _TEXT),  # id of a known guideline, else null
        ("name", _TEXT),
        ("topic", _TEXT),
        ("pages", _TEXT),
        ("page_numbers", pa.list_(pa.int32())),
        ("verbatim", _TEXT),
    ]
)
WARNINGS = pa.schema(
    [
        ("letter", _TEXT),  # null where the file has no bytes that could be hashed
        ("source", _TEXT),
        ("code", _TEXT),
        ("message", _TEXT),  # repeats no word of the letter
        ("lost", _FLAG),  # true: the file gave no letter at all
    ]
)
SCHEMAS = {
    "letters": LETTERS,
    "items": ITEMS,
    "citations": CITATIONS,
    "warnings": WARNINGS,
}
"""The tables that every build writes."""

CRITERIA = pa.schema(
    [
        ("letter", _TEXT),
        ("item", _TEXT),
        ("guideline", _TEXT),
        ("rule", _TEXT),
        ("fact", _TEXT),
        ("required", _FLAG),
        ("status", _TEXT),  # met, not_met or not_documented, by the letter's summary
        ("role", _TEXT),  # required or contraindication
    ]
)
REPLAYS = pa.schema(
    [
        ("letter", _TEXT),
        ("item", _TEXT),
        ("programme", _TEXT),
        ("year", _SMALL),
        ("treatment", _TEXT),
        ("specialty", _TEXT),
        ("published", _TEXT),
        ("proposed", _TEXT),  # null: no criteria for the treatment on that day
        ("decided_by", _TEXT),
        ("same_guideline", _FLAG),
        ("contradicted", _TEXTS),
        ("not_held", _TEXTS),
        ("cause", _TEXT),  # what drives a disagreement, a code
        ("explained", _TEXT),
        ("drivers", _TEXTS),  # facts that the cause is about
    ]
)
REPLAYED = {"criteria": CRITERIA, "replays": REPLAYS}
"""The tables that a replay adds to a corpus."""
