"""What ``openimr sign`` asks at a terminal: the digest, and passwords."""

import io
from types import SimpleNamespace

import pytest

from openimr.cli import passwords, sign
from openimr.errors import SigningError

DIGEST = "ab12" * 16
DRAFT = SimpleNamespace(
    digest=DIGEST,
    determination=SimpleNamespace(items=()),
    unread=("scan.pdf p. 3",),
    attestations=(),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("typed", ["ab12ab12", " AB12AB12 "])
def test_whoever_types_how_the_digest_begins_has_confirmed_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("typer.prompt", lambda words: typed)

    assert sign._confirmed(DRAFT) == DIGEST  # type: ignore[arg-type]
    shown = capsys.readouterr().out
    assert DIGEST in shown
    assert "not read: scan.pdf p. 3" in shown


@pytest.mark.parametrize("typed", ["", "ab12ab1", "ab12ab13", "yes"])
def test_anything_else_confirms_nothing(
    monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("typer.prompt", lambda words: typed)

    with pytest.raises(SigningError, match="not how it begins"):
        sign._confirmed(DRAFT)  # type: ignore[arg-type]


def test_a_password_is_typed_where_no_variable_holds_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(passwords.VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda words: "typed by hand")

    assert passwords.password("key.p12", twice=True) == "typed by hand"


def test_a_new_password_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["one of them", "another"])
    monkeypatch.delenv(passwords.VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda words: next(answers))

    with pytest.raises(SigningError, match="the two are not the same"):
        passwords.password("key.p12", twice=True)


def test_a_password_may_stand_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(passwords.VARIABLE, "of the machine")

    assert passwords.password("key.p12") == "of the machine"
