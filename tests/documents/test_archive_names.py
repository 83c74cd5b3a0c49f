import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.documents.opening import opened

from .containers import case_with, raw_zip, told
from .test_formats import NOTE


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../up.txt", "up.txt"),
        ("/etc/root.txt", "etc/root.txt"),
        ("C:\\Records\\..\\a.txt", "Records/a.txt"),
        ("\\\\server\\share\\a.txt", "server/share/a.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("..\\" * 40 + "a.txt", "a.txt"),
        ("x" * 400 + ".txt", "x" * 251 + ".txt"),
    ],
)
def test_a_name_that_leads_elsewhere_stays_in_the_archive(
    name: str, kept: str, tmp_path: Path
) -> None:
    content = raw_zip([(name.encode(), NOTE)])

    assert told(case_with(tmp_path, content)) == ({f"mail.zip/{kept}": NOTE}, {})


def test_names_in_any_encoding_are_told(tmp_path: Path) -> None:
    odd = [b"M\x81ller.txt", "Größe.txt".encode(), b"nul.txt\0.exe"]
    content = raw_zip([(name, NOTE) for name in odd])

    files, _ = told(case_with(tmp_path, content))

    assert list(files) == [
        "mail.zip/Größe.txt",
        "mail.zip/Müller.txt",
        "mail.zip/nul.txt",
    ]


def test_a_name_that_is_no_text_costs_no_file(tmp_path: Path) -> None:
    content = raw_zip([(b"f\xff.txt", NOTE)], flags=0x800)

    files, _ = told(case_with(tmp_path, content))

    assert files["mail.zip/fxff.txt"] == NOTE


def test_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    twice = [(b"a.txt", b"1"), (b"a.txt", b"2"), (b"/a.txt", b"3")]

    files, _ = told(case_with(tmp_path, raw_zip(twice)))

    assert files == {
        "mail.zip/a.txt": b"1",
        "mail.zip/a (2).txt": b"2",
        "mail.zip/a (3).txt": b"3",
    }


NAMES = st.lists(
    st.one_of(
        st.binary(min_size=1, max_size=30),
        st.lists(st.sampled_from([b"..", b"/", b"\\", b"C:", b"a", b".txt", b"\0"]))
        .map(b"".join)
        .filter(bool),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(names=NAMES, flags=st.sampled_from([0, 0x800, 8]))
def test_no_name_leads_out_of_the_temporary_folder(
    names: list[bytes], flags: int
) -> None:
    with tempfile.TemporaryDirectory() as place:
        case, before = Path(place) / "case", tempfile.tempdir
        inside = Path(place) / "unpacked"
        inside.mkdir()
        case.mkdir()
        case_with(case, raw_zip([(name, NOTE) for name in names], flags))
        try:
            tempfile.tempdir = str(inside)
            with opened(case) as (found, ignored):
                written = {path for path in Path(place).rglob("*") if path.is_file()}
                files = [file.name for file in found] + [one.file for one in ignored]
        finally:
            tempfile.tempdir = before

        assert list(inside.iterdir()) == []
        assert all(
            path.is_relative_to(inside) for path in written - {case / "mail.zip"}
        )
        assert len(set(files)) == len(files)
        assert all(".." not in name.split("/") for name in files)
