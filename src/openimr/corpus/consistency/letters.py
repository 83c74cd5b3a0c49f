"""Letters made again from the rows of a part, with what the checks look at.

The tables hold no list of documents, no words of the claims administrator, no years in
practice and no broken dates of the header; what ``openimr lint`` finds in those it
finds in the letter itself only.
"""

import io
from collections.abc import Iterator

from pyarrow import parquet

from openimr.corpus.remaking import Recognise, Row, grouped, item_of
from openimr.domain import Credentials, Letter, LetterCase


def letters_of(
    files: dict[str, bytes], recognise: Recognise
) -> Iterator[tuple[Row, tuple[Row, ...], Letter]]:
    """Yield each letter of a part with its row and those of its items."""
    items = grouped(_rows(files["items"]), "letter")
    citations = grouped(_rows(files["citations"]), "item")
    for row in _rows(files["letters"]):
        own = sorted(items.get(row["letter"], []), key=lambda item: item["number"])
        letter = Letter(
            source=row["source"],
            format=None,
            case=_case(row),
            reviewer=_reviewer(row),
            summary_text=row["summary_text"],
            items=tuple(
                item_of(item, citations.get(item["item"], []), recognise)
                for item in own
            ),
        )
        yield row, tuple(own), letter


def _rows(data: bytes) -> list[Row]:
    table = parquet.read_table(io.BytesIO(data))
    return table.to_pylist()  # type: ignore[no-any-return]


def _case(row: Row) -> LetterCase:
    return LetterCase(
        number=row["case_number"],
        priority=row["priority"],
        date_of_injury=row["date_of_injury"],
        ur_date=row["ur_date"],
        application_received=row["application_received"],
        date_assigned=row["date_assigned"],
        decision_date=row["decision_date"],
        age=row["age"],
        sex=row["sex"],
    )


def _reviewer(row: Row) -> Credentials | None:
    lists = (row["licensed_in"], row["board_certifications"], row["subspecialties"])
    if not any(lists):
        return None
    licensed, boards, subs = (tuple(each or ()) for each in lists)
    return Credentials(
        licensed_in=licensed, board_certifications=boards, subspecialties=subs
    )
