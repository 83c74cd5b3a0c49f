"""What happens when the typesetter refuses a letter, or fails."""

from dataclasses import replace

import pytest
import typst

from openimr.errors import OutputError
from openimr.letters.write import LetterContent, compose, pdf_bytes
from openimr.letters.write import pdf as pdf_module

from .fictional import DETERMINATION

LETTER = compose(DETERMINATION)


def test_what_the_typesetter_refuses_is_tried_in_plain_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []

    def picky(content: LetterContent) -> bytes:
        tried.append(content.case_number)
        if not content.case_number.isascii():
            raise pdf_module._RefusedError
        return b"made"

    monkeypatch.setattr(pdf_module, "_compiled", picky)

    assert pdf_bytes(replace(LETTER, case_number="№ 7")) == b"made"
    assert tried == ["№ 7", "[U+2116] 7"]


class PanicException(BaseException):
    """What the typesetter raises when its own code fails."""


class BrokenTypesetter:
    """Stands in for the cached compiler and fails at every letter."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.renewed = 0

    def __call__(self) -> tuple["BrokenTypesetter", bytes]:
        return self, b""

    def compile(self, **_: object) -> bytes:
        raise self.error

    def cache_clear(self) -> None:
        self.renewed += 1


@pytest.mark.parametrize(
    ("error", "renewed"),
    [(typst.TypstError("record text", ""), 0), (PanicException("record text"), 2)],
)
def test_a_letter_that_cannot_be_set_is_our_error(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, renewed: int
) -> None:
    broken = BrokenTypesetter(error)
    monkeypatch.setattr(pdf_module, "_typesetter", broken)

    with pytest.raises(OutputError) as caught:
        pdf_bytes(LETTER)

    assert str(caught.value) == (
        "letter.pdf: cannot be written, the typesetter refused it.  Choose another "
        "place."
    )
    assert broken.renewed == renewed


def test_an_interruption_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pdf_module, "_typesetter", BrokenTypesetter(KeyboardInterrupt())
    )

    with pytest.raises(KeyboardInterrupt):
        pdf_bytes(LETTER)
