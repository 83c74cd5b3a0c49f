"""``openimr sign`` and ``openimr verify`` as a user runs them."""

import json
import os
from pathlib import Path

import pytest
from pypdf import PdfWriter

from .running import EXAMPLE, Done
from .running import openimr as run
from .running import openimr_itself as run_itself

PASSWORD = "staple and battery"  # noqa: S105 - of a key that lives as long as a test
BOTH = ("--decision", "1=agree", "--decision", "2=agree")


def openimr(
    *words: object, password: str | None = PASSWORD, itself: bool = False
) -> Done:
    known = {} if password is None else {"OPENIMR_KEY_PASSWORD": password}
    return (run_itself if itself else run)(*words, known=known)


class Desk:
    """A folder with a draft, a key, credentials and the digest that was shown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.draft, self.key = folder / "out", folder / "key.p12"
        self.trust, self.reviewer = folder / "key.pem", folder / "reviewer.yaml"
        self.reviewer.write_text(
            "licensed_in: [California]\nboard_certifications: [Family Practice]\n"
        )
        self.made = openimr("sign", "--new-development-key", self.key)
        openimr("review", EXAMPLE, "--out", self.draft)
        self.shown = self.sign("--show")
        self.digest = self.shown.stdout.split("digest: ")[1].strip()
        self.signed = folder / "signed"
        self.done = self.sign(*self.all(), *BOTH, "--out", self.signed, itself=True)

    def all(self) -> tuple[object, ...]:
        return (
            *("--digest", self.digest, "--reviewer", self.reviewer),
            *("--key", self.key),
        )

    def sign(
        self,
        *words: object,
        password: str | None = PASSWORD,
        itself: bool = False,
    ) -> Done:
        return openimr(
            *("sign", self.draft, "--case", EXAMPLE),
            *words,
            password=password,
            itself=itself,
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def test_a_development_key_is_labelled_and_closed(desk: Desk) -> None:
    assert "NOT FOR PRODUCTION" in desk.made.stdout
    assert (desk.made.returncode, desk.made.stderr) == (0, "")
    assert os.stat(desk.key).st_mode & 0o077 == 0  # noqa: PTH116 - the mode only
    again = openimr("sign", "--new-development-key", desk.key)
    assert (again.returncode, "a file of that name is there" in again.stderr) == (
        1,
        True,
    )


def test_what_would_be_signed_is_shown(desk: Desk) -> None:
    assert desk.shown.returncode == 0
    assert "Cyclobenzaprine" in desk.shown.stdout
    assert "my own medical judgement" in desk.shown.stdout
    assert len(desk.digest) == 64


def test_a_draft_is_signed_and_the_folder_is_valid(desk: Desk) -> None:
    assert (desk.done.returncode, desk.done.stderr) == (0, "")
    assert {each.name for each in desk.signed.iterdir()} == {
        "letter.pdf",
        "determination.json",
        "evidence.html",
        "signature.json",
    }
    for path in (desk.signed, desk.signed / "letter.pdf"):
        verified = openimr("verify", path, "--trust", desk.trust, "--case", EXAMPLE)
        assert (verified.returncode, verified.stderr) == (0, "")
        assert verified.stdout.startswith("valid: ")


def test_the_verdict_is_data_too(desk: Desk) -> None:
    done = openimr("verify", desk.signed, "--trust", desk.trust, "--json", itself=True)

    found = json.loads(done.stdout)
    assert (found["standing"], found["shown"]) == ("valid", desk.digest)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        (("--trust", "TRUST", "--digest", "00"), "signed for another digest"),
        ((), "signer not trusted"),
    ],
)
def test_what_is_not_valid_ends_with_one(
    desk: Desk, words: tuple[str, ...], verdict: str
) -> None:
    given = [desk.trust if word == "TRUST" else word for word in words]

    done = openimr("verify", desk.signed, *given)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{verdict}: ")


def test_an_altered_letter_and_a_draft_end_with_one(desk: Desk, tmp_path: Path) -> None:
    data = bytearray((desk.signed / "letter.pdf").read_bytes())
    data[1000] ^= 1
    (tmp_path / "letter.pdf").write_bytes(data)

    altered = openimr("verify", tmp_path / "letter.pdf", "--trust", desk.trust)
    draft = openimr("verify", desk.draft, "--trust", desk.trust)
    assert (altered.returncode, altered.stdout.split(":")[0]) == (1, "altered")
    assert (draft.returncode, draft.stdout.split(":")[0]) == (1, "draft")


REFUSALS = {
    "no decision": (("--decision", "1=agree"), "item 2: no decision"),
    "no reason": (
        ("--decision", "1=upheld", "--decision", "2=agree"),
        "needs a written reason",
    ),
    "digest": ((*BOTH, "--digest", "00" * 32), "not that of the draft"),
    "no device": ((*BOTH, "--pkcs11", "none.so"), "not one key is given"),
    "stamp": ((*BOTH, "--time-stamp", "ftp://a"), "no address of an authority"),
    "no answer": ((*BOTH, "--time-stamp", "http://localhost:9"), "gave none"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_signed_is_one_sentence(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    words, sentence = REFUSALS[name]

    done = desk.sign(*desk.all(), *words, "--out", tmp_path / "signed")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert sentence in done.stderr
    assert not (tmp_path / "signed").exists()


def test_a_name_among_the_credentials_is_refused(desk: Desk, tmp_path: Path) -> None:
    named = tmp_path / "named.yaml"
    named.write_text(desk.reviewer.read_text() + "name: Somebody\n")

    done = desk.sign(*desk.all(), *BOTH, "--reviewer", named, "--out", tmp_path / "s")
    assert (done.returncode, "would tell who" in done.stderr) == (1, True)


def test_a_wrong_password_or_none_is_told(desk: Desk, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "signed")

    wrong = desk.sign(*desk.all(), *BOTH, *out, password="another")  # noqa: S106
    none = desk.sign(*desk.all(), *BOTH, *out, password=None)
    assert "the password does not open it" in wrong.stderr
    assert "there is nobody to ask for it" in none.stderr
    assert (wrong.returncode, none.returncode) == (1, 1)


def test_without_a_digest_and_nobody_at_the_terminal_nothing_is_signed(
    desk: Desk,
) -> None:
    done = desk.sign("--reviewer", desk.reviewer, "--key", desk.key, *BOTH)

    assert (done.returncode, "nothing confirms" in done.stderr) == (1, True)


def test_wrong_usage_ends_with_two(desk: Desk) -> None:
    assert openimr("sign").returncode == 2
    assert openimr("sign", desk.draft).returncode == 2
    assert openimr("verify").returncode == 2


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Return a folder with one file of each bad kind."""
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "text.pdf").write_bytes(b"Dear Sir or Madam")
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    locked = PdfWriter()
    locked.add_blank_page(612, 792)
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "name", ["empty.pdf", "text.pdf", "damaged.pdf", "locked.pdf", "folder", "no.pdf"]
)
def test_what_is_no_letter_gets_one_clear_sentence(name: str, bad: Path) -> None:
    done = openimr("verify", bad / name)

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr
    assert "defect" not in done.stderr
