"""Whatever the bytes of a file are, a build goes on."""

import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from openimr.corpus.building.cutting import digest
from openimr.corpus.building.entries import Entry, Spool, pack, unpack
from openimr.corpus.building.reading import Reader
from openimr.corpus.building.records import key_of
from openimr.corpus.tables import SCHEMAS

from .poison import plain

READER = Reader(plain())
NAMES = ["a.txt", "a.pdf", "a.docx", "a.zip", "a.csv", "a.TXT", "a.rtf"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.binary(max_size=400))
@example("a.pdf", b"%PDF-1.4\n")
@example("a.txt", b"\xff\xfe\x00\xd8")
@example("a.csv", b"\xef\xbb\xbf")
def test_any_bytes_give_the_files_of_a_part(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)

        files = READER.read([Entry(str(path), "1", len(data))])

    assert [*files] == [*SCHEMAS, "build/records"]


@given(st.lists(st.builds(Entry, st.text(), st.text(), st.integers(0, 2**40))))
def test_entries_come_back_as_they_were_packed(entries: list[Entry]) -> None:
    spool = Spool()
    for entry in entries:
        spool.add(entry, key_of(entry.address, entry.stamp))

    assert unpack(pack(entries)) == list(spool) == entries
    assert spool.weight == sum(entry.weight for entry in entries)
    assert spool.digest == digest(entries)


@given(st.text("ab/\\.xtTcsvpdf", max_size=9), st.integers(0, 10_000))
@example(".txt", 0)
@example("a/.txt", 0)
@example("b.txt", 0)
@example("t.csv", 1200)
def test_the_weight_of_a_file_goes_by_its_ending(name: str, size: int) -> None:
    of = {".txt": 1, ".csv": max(1, size // 500)}

    for entry in (Entry(name, "", size), Entry("a.zip", "", size, "", name)):
        assert entry.weight == of.get(entry.suffix, 4)
