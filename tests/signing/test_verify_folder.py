"""What stands beside a signed letter has to be what it was signed for."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.signing import (
    DATA_FILE,
    EVIDENCE_FILE,
    LETTER_FILE,
    RECORD_FILE,
    Standing,
    bound_case_files,
    sign_pdf,
    verify_folder,
)

from .making import (
    AT,
    CASE_FILES,
    LATER,
    LETTER,
    SIGNED,
    folder,
    reordered,
    roots,
    signer,
    touched,
)


def _folder_standing(files: dict[str, bytes]) -> tuple[Standing, tuple[str, ...]]:
    found = verify_folder(files, "signed", roots(), LATER, case_files=CASE_FILES)
    return found.standing, found.differs


def test_a_signed_folder_is_valid_with_all_that_is_in_it() -> None:
    assert _folder_standing(folder()) == (Standing.VALID, ())


@pytest.mark.parametrize("name", [DATA_FILE, RECORD_FILE])
def test_order_and_white_space_of_its_json_do_not_matter(name: str) -> None:
    files = folder()

    assert _folder_standing(files | {name: reordered(files[name])}) == (
        Standing.VALID,
        (),
    )


def _another_decision(data: bytes) -> bytes:
    plain = json.loads(data)
    plain["items"][0]["decision"] = "upheld overturned".replace(
        plain["items"][0]["decision"], ""
    ).strip()
    return json.dumps(plain).encode()


def _twice(data: bytes) -> bytes:
    return data.replace(b'"status": "signed"', b'"status": "x", "status": "signed"')


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (DATA_FILE, _another_decision),
        (DATA_FILE, _twice),
        (DATA_FILE, lambda data: b""),
        (EVIDENCE_FILE, lambda data: data.replace(b"the", b"teh", 1)),
        (EVIDENCE_FILE, lambda data: data + b" "),
        (
            RECORD_FILE,
            lambda data: data.replace(b'"agrees":true', b'"agrees":false', 1),
        ),
    ],
    ids=["decision", "twice", "emptied", "swapped", "longer", "record"],
)
def test_whatever_else_stands_beside_the_letter_is_told_by_name(
    name: str, change: Callable[[bytes], bytes]
) -> None:
    files = folder()
    changed = change(files[name])

    assert changed != files[name]
    assert _folder_standing(files | {name: changed}) == (
        Standing.ANOTHER_DIGEST,
        (name,),
    )


@pytest.mark.parametrize("name", [DATA_FILE, EVIDENCE_FILE, RECORD_FILE])
def test_a_file_that_is_missing_is_told_by_name(name: str) -> None:
    left = {each: data for each, data in folder().items() if each != name}

    assert _folder_standing(left) == (Standing.ANOTHER_DIGEST, (name,))


@settings(deadline=None)
@given(st.sampled_from([DATA_FILE, EVIDENCE_FILE, RECORD_FILE]), st.data())
def test_no_byte_of_the_other_files_can_change_what_they_say(
    name: str, data: st.DataObject
) -> None:
    files = folder()
    at = data.draw(st.integers(0, len(files[name]) - 1))
    changed = touched(files[name], at, data.draw(st.integers(1, 255)))
    standing, _ = _folder_standing(files | {name: changed})

    try:
        same = json.loads(changed) == json.loads(files[name]) and name != EVIDENCE_FILE
    except ValueError:
        same = False
    assert standing is (Standing.VALID if same else Standing.ANOTHER_DIGEST)


@pytest.mark.parametrize(
    ("files", "differs"),
    [
        (CASE_FILES[:1], ("records.pdf",)),
        ((CASE_FILES[0], replace(CASE_FILES[1], sha256="00" * 32)), ("records.pdf",)),
        ((), ("application.pdf", "records.pdf")),
    ],
    ids=["missing", "swapped", "none"],
)
def test_swapped_evidence_is_told_by_name(
    files: Sequence[object], differs: tuple[str, ...]
) -> None:
    found = verify_folder(
        folder(),
        "signed",
        roots(),
        LATER,
        case_files=files,  # type: ignore[arg-type]
    )

    assert (found.standing, found.differs) == (Standing.ANOTHER_DIGEST, differs)


def test_a_letter_that_was_altered_or_not_signed_is_so_in_its_folder() -> None:
    for letter, expected in (
        (touched(SIGNED, 5000, 1), Standing.ALTERED),
        (LETTER, Standing.DRAFT),
    ):
        assert _folder_standing(folder() | {LETTER_FILE: letter})[0] is expected


def test_the_letter_names_the_files_of_its_case_only_while_it_is_intact() -> None:
    assert bound_case_files(SIGNED) == ("application.pdf", "records.pdf")
    assert bound_case_files(touched(SIGNED, 5000, 1)) == ()
    assert bound_case_files(sign_pdf(LETTER, b"{}", signer(), AT)) == ()
