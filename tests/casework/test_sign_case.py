"""A draft is signed as it was shown, decided item by item, or not at all."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from openimr import signing
from openimr.casework import review_case
from openimr.casework.case_files import case_files
from openimr.casework.sign_case import Draft, Look, Signed, open_draft, sign_draft
from openimr.casework.signed_files import verify_path, write_signed
from openimr.documents import ReadingOptions
from openimr.domain import Credentials, Decision, PageStatus
from openimr.errors import InputError, MissingInputError, OutputError, SigningError
from openimr.letters.write import Letterhead, to_json, write_all
from openimr.signing import Choice, Standing

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "case"
AT = dt.datetime(2026, 3, 4, 15, 30, tzinfo=dt.UTC)
PASSWORD = "staple and battery"  # noqa: S105 - of a key that lives as long as a test
REVIEWER = Credentials(
    licensed_in=("California",), board_certifications=("Family Practice",)
)
AGREE = {1: Choice(decision=None), 2: Choice(decision=None)}


@cache
def _key() -> signing.DevelopmentKey:
    return signing.new_development_key(PASSWORD, AT)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, reading: ReadingOptions) -> Path:
    """Return the folder of a draft of the example case."""
    folder = tmp_path_factory.mktemp("draft")
    reviewed = review_case(EXAMPLE, reading=reading)
    write_all(reviewed.determination, reviewed.case, folder, patient=reviewed.patient)
    return folder


@pytest.fixture(scope="module")
def draft(out: Path, reading: ReadingOptions) -> Draft:
    return open_draft(out, EXAMPLE, reading)


def _signed(draft: Draft, **changed: object) -> Signed:
    given: dict[str, object] = {
        "choices": AGREE,
        "reviewer": REVIEWER,
        "confirmed": draft.digest,
        "signer": signing.key_from_file(_key().pkcs12, PASSWORD, "key.p12"),
        "at": AT,
    }
    return sign_draft(draft, **(given | changed))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def signed(draft: Draft, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the example case, signed."""
    folder = tmp_path_factory.mktemp("signed") / "here"
    write_signed(_signed(draft).files, folder)
    return folder


def _standing(path: Path, case: Path | None = None) -> Standing:
    roots = signing.read_roots(_key().certificate, "key.pem")
    return verify_path(path, roots, AT, case=case).standing


def _words(letter: bytes) -> str:
    document = pypdfium2.PdfDocument(letter)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())


def test_a_signed_folder_is_valid_with_its_case(signed: Path) -> None:
    assert _standing(signed) is Standing.VALID
    assert _standing(signed, EXAMPLE) is Standing.VALID
    assert _standing(signed / "letter.pdf", EXAMPLE) is Standing.VALID


def test_the_draft_itself_is_a_draft(out: Path) -> None:
    assert _standing(out) is Standing.DRAFT


def test_the_same_draft_key_and_time_give_the_same_files(draft: Draft) -> None:
    assert _signed(draft).files == _signed(draft).files


def test_the_letter_is_final_and_names_the_reviewer_by_credentials(
    draft: Draft,
) -> None:
    words = _words(_signed(draft).files["letter.pdf"])

    assert "Independent Medical Review Final Determination" in words
    assert "03/04/2026" in words
    assert "Family Practice" in words
    assert "draft" not in words.lower()
    assert "[to be" not in words


def test_the_day_of_assignment_stands_in_the_letter(draft: Draft) -> None:
    made = _signed(draft, assigned=dt.date(2026, 2, 1))

    assert "Date Assigned: 02/01/2026" in _words(made.files["letter.pdf"])


def test_the_workers_name_stays_out_of_the_signed_letter(draft: Draft) -> None:
    made = _signed(draft)

    assert draft.patient
    last = draft.patient.replace(",", " ").split()
    assert not set(last) & set(_words(made.files["letter.pdf"]).split())
    assert all(part.encode() not in made.files["signature.json"] for part in last[:1])


def test_the_data_say_what_was_decided(draft: Draft) -> None:
    other = Choice(decision=Decision.OVERTURNED, reason="Tapering takes the drug.")
    made = _signed(draft, choices=AGREE | {2: other})
    data = json.loads(made.files["determination.json"])
    record = json.loads(made.files["signature.json"])

    assert data["status"] == "signed"
    assert data["reviewer"]["board_certifications"] == ["Family Practice"]
    assert data["case"]["decision_date"] == "2026-03-04"
    assert [item["decision"] for item in data["items"]] == ["overturned"] * 2
    assert record["shown_sha256"] == draft.digest
    assert [each["agrees"] for each in record["decided"]] == [True, False]
    assert record["decided"][1]["proposed"] == "upheld"
    assert "Tapering takes the drug." in _words(made.files["letter.pdf"])


def test_a_letterhead_of_the_draft_stays(
    tmp_path: Path, reading: ReadingOptions
) -> None:
    head = Letterhead(organisation="Northgate Review")
    reviewed = review_case(EXAMPLE, reading=reading)
    write_all(
        reviewed.determination, reviewed.case, tmp_path, head, patient=reviewed.patient
    )

    opened = open_draft(tmp_path, EXAMPLE, reading, Look(letterhead=head))
    assert "Northgate Review" in _words(_signed(opened).files["letter.pdf"])
    with pytest.raises(SigningError, match=r"letter\.pdf: it is not what"):
        open_draft(tmp_path, EXAMPLE, reading)


def test_another_digest_than_that_of_the_draft_signs_nothing(draft: Draft) -> None:
    with pytest.raises(SigningError, match="--digest: it is not that of the draft"):
        _signed(draft, confirmed="00" * 32)


def test_an_item_without_decision_signs_nothing(draft: Draft) -> None:
    with pytest.raises(SigningError, match="item 2: no decision"):
        _signed(draft, choices={1: Choice(decision=None)})


def test_pages_that_nobody_read_sign_nothing_until_attested(draft: Draft) -> None:
    plain = draft.determination
    unread = replace(plain.pages[0], status=PageStatus.UNREADABLE, reason="dark")
    dark = replace(draft, determination=replace(plain, pages=(unread,)))

    with pytest.raises(SigningError, match="could not be read"):
        _signed(dark)
    made = _signed(dark, attested_unread=True)
    assert b"I have looked at each of them myself" in made.files["signature.json"]


@pytest.fixture
def copy(out: Path, tmp_path: Path) -> Path:
    """Return a copy of the draft's folder, to be spoilt."""
    return Path(shutil.copytree(out, tmp_path / "copy"))


def _with(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        data = (folder / name).read_bytes()
        assert old in data
        (folder / name).write_bytes(data.replace(old, new, 1))

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_with("letter.pdf", b"%%EOF", b"%%EOF\n"), "letter.pdf: it is not what"),
        (_with("letter.docx", b"PK", b"KP"), "letter.docx: it is not what"),
        (_with("evidence.html", b"the", b"teh"), "evidence.html: it is not what"),
        (_with("determination.json", b'"upheld"', b'"overturned"'), "it is not what"),
        (_with("determination.json", b'"draft"', b'"signed"'), "it is no draft"),
        (_with("determination.json", b'"draft"', b'"final"'), "it is no draft"),
        (_with("determination.json", b'"page": 1', b'"page": 9'), "not those of the"),
        (_with("determination.json", b'"engine"', b'"engine": 1, "engine"'), "signed"),
        (lambda folder: (folder / "letter.pdf").unlink(), "no such file"),
        (lambda folder: (folder / "evidence.html").write_bytes(b""), "nothing to read"),
    ],
    ids=range(10),
)
def test_a_draft_that_is_not_what_was_shown_is_refused(
    copy: Path, change: Callable[[Path], None], message: str, reading: ReadingOptions
) -> None:
    change(copy)

    with pytest.raises(InputError, match=message):
        open_draft(copy, EXAMPLE, reading)


def test_a_draft_may_be_named_by_its_data(
    out: Path, draft: Draft, reading: ReadingOptions
) -> None:
    named = open_draft(out / "determination.json", EXAMPLE, reading)

    assert named.digest == draft.digest


def test_another_case_than_the_one_reviewed_is_refused(
    out: Path, tmp_path: Path, reading: ReadingOptions
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "case")
    (tmp_path / "case" / "3-records.pdf").unlink()

    with pytest.raises(SigningError, match="its pages are not those of the draft"):
        open_draft(out, tmp_path / "case", reading)


def test_a_what_if_is_not_signed(tmp_path: Path, reading: ReadingOptions) -> None:
    supposed = ["duration_of_use=1 week"]
    what_if = review_case(EXAMPLE, reading=reading, suppose=supposed)
    (tmp_path / "determination.json").write_bytes(to_json(what_if.determination))

    with pytest.raises(SigningError, match="what-if"):
        open_draft(tmp_path, EXAMPLE)


@pytest.mark.parametrize("how", ["swapped", "gone"])
def test_a_file_of_the_case_that_changed_is_found(
    signed: Path, tmp_path: Path, how: str
) -> None:
    case = Path(shutil.copytree(EXAMPLE, tmp_path / "case"))
    if how == "gone":
        (case / "3-records.pdf").unlink()
    else:
        (case / "3-records.pdf").write_bytes(b"other")

    assert _standing(signed, case) is Standing.ANOTHER_DIGEST


@pytest.mark.parametrize("name", ["determination.json", "evidence.html"])
def test_a_file_taken_from_another_folder_is_found(
    signed: Path, out: Path, tmp_path: Path, name: str
) -> None:
    mixed = Path(shutil.copytree(signed, tmp_path / "mixed"))
    (mixed / name).write_bytes((out / name).read_bytes())

    # The evidence page was shown with the draft and goes with the signed letter as is.
    same = name == "evidence.html"
    assert _standing(mixed) is (Standing.VALID if same else Standing.ANOTHER_DIGEST)


def test_what_is_signed_is_never_written_over(draft: Draft, signed: Path) -> None:
    with pytest.raises(OutputError, match="a file of that name is there"):
        write_signed(_signed(draft).files, signed)


def test_a_folder_that_cannot_be_made_is_told(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(OutputError, match="taken"):
        write_signed(_signed(draft).files, tmp_path / "taken")


def test_files_in_archives_are_bound_by_their_archive(tmp_path: Path) -> None:
    (tmp_path / "mail.zip").write_bytes(b"packed")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.pdf").write_bytes(b"a")

    found = case_files(tmp_path, ["mail.zip/notes.pdf", "sub/a.pdf", "mail.zip/b.pdf"])
    assert [(each.file, each.bytes) for each in found] == [
        ("mail.zip", 6),
        ("sub/a.pdf", 1),
    ]
    assert found[1].sha256 == signing.sha256(b"a")


@pytest.mark.parametrize("name", ["../outside.pdf", "gone.pdf", "sub"])
def test_a_file_that_is_not_in_the_case_is_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()

    with pytest.raises(MissingInputError):
        case_files(tmp_path, [name])
    assert case_files(tmp_path, [name], missing_ok=True) == ()
