import pytest

from openimr.documents.sources import Sheet
from openimr.documents.workers.sheets import (
    FilePart,
    error_line,
    part_line,
    read_answer,
)
from openimr.domain import AddedText, Origin
from openimr.errors import (
    InputError,
    ProtectedFileError,
    TooLargeError,
    UnreadableFileError,
)


@pytest.mark.parametrize(
    "error",
    [
        UnreadableFileError("a.pdf", "it is damaged"),
        ProtectedFileError("a.pdf"),
        TooLargeError("a.pdf", "2 pages", "1 page"),
    ],
)
def test_an_error_crosses_the_border_by_its_slug_and_fields(error: InputError) -> None:
    again = read_answer(error_line(error).encode(), "a.pdf")

    assert type(again) is type(error)
    assert str(again) == str(error)


def test_sheets_cross_the_border_whole() -> None:
    added = AddedText(start=2, end=4, origin=Origin.STAMP, box=(1.5, 2.0, 3.0, 4.0))
    sheets = (
        Sheet(text="na\u00efve \u2028 \U0001f642\n", added=(added,), problem="cut"),
        Sheet(text="", image=True),
    )
    part = FilePart(total=9, sheets=sheets, starts=frozenset({0, 8}))

    assert read_answer(part_line(part).encode(), "a.pdf") == part


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"total":1}',
        '{"total":-1,"starts":[],"sheets":[]}',
        '{"total":true,"starts":[],"sheets":[]}',
        '{"total":9999999,"starts":[],"sheets":[]}',
        '{"total":1,"starts":["0"],"sheets":[]}',
        '{"total":1,"starts":[],"sheets":[["",false,null]]}',
        '{"total":1,"starts":[],"sheets":[[1,false,null,[]]]}',
        '{"total":1,"starts":[],"sheets":[["",0,null,[]]]}',
        '{"total":1,"starts":[],"sheets":[["",false,1,[]]]}',
        '{"total":1,"starts":[],"sheets":[["",false,null,0]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[0,3,"note",null]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[1,0,"note",null]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[0,1,"ink",null]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[0,1,[],null]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[[0,1,"note",[1]]]]]}',
        '{"total":1,"starts":[],"sheets":[["ab",false,null,[["x"]]]]}',
        '{"total":1,"starts":[],"sheets":[["",false,null,[[0,0,"note",[1,2,3,NaN]]]]]}',
        '{"error":"openimr","fields":[]}',
        '{"error":"protected-file","fields":["x"]}',
        '{"error":"unreadable-file","fields":[1]}',
        '{"error":["unreadable-file"],"fields":[]}',
        '{"error":"unreadable-file","fields":"x"}',
    ],
)
def test_what_no_reader_of_ours_would_say_is_not_believed(line: str) -> None:
    assert read_answer(line.encode(), "a.pdf") is None
