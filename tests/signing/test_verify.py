"""One byte is enough: no letter but the one that was signed is ever called valid."""

import datetime as dt
import io

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from openimr.errors import InputError, ProtectedFileError, UnreadableFileError
from openimr.signing import (
    Standing,
    digest,
    key_from_file,
    read_roots,
    sha256,
    sign_pdf,
    verify_letter,
)

from .making import (
    AT,
    LATER,
    LETTER,
    PASSWORD,
    RECORD,
    SIGNED,
    certificate,
    digits,
    packed,
    pem,
    roots,
    shown,
    signer,
    standing,
    touched,
)


def test_a_letter_as_signed_is_valid_and_says_for_what() -> None:
    found = verify_letter(SIGNED, "letter.pdf", roots(), LATER)

    assert found.standing is Standing.VALID
    assert found.digest == sha256(RECORD)
    assert found.shown == digest(shown())
    assert found.signed_at == "2026-03-04T15:30:00Z"
    assert found.said == "letter.pdf: is as it was signed, by a signer that you trust."


@settings(deadline=None)
@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_any_byte_that_is_touched_makes_it_altered(at: int, by: int) -> None:
    assert standing(touched(SIGNED, at, by)) is Standing.ALTERED


@settings(deadline=None)
@given(st.sampled_from(digits(SIGNED)[:5200]), st.integers(1, 255))
def test_so_does_any_byte_of_the_signature_itself(at: int, by: int) -> None:
    assert standing(touched(SIGNED, at, by)) is Standing.ALTERED


def test_so_does_every_bit_of_the_signature_that_changes_its_case_or_value() -> None:
    places = digits(SIGNED)[:400]

    found = {standing(touched(SIGNED, at, by)) for at in places for by in (1, 32)}
    assert found == {Standing.ALTERED}


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=40))
def test_so_does_anything_behind_it(more: bytes) -> None:
    assert standing(SIGNED + more) is Standing.ALTERED


@settings(deadline=None)
@given(st.integers(1, len(SIGNED) - len(LETTER) - 600))
def test_with_its_end_missing_it_is_altered_or_as_if_never_signed(missing: int) -> None:
    assert standing(SIGNED[:-missing]) in {Standing.ALTERED, Standing.DRAFT}


def test_cut_before_the_signature_it_is_a_damaged_pdf() -> None:
    with pytest.raises(UnreadableFileError, match="damaged"):
        standing(SIGNED[:5000])


def test_so_does_an_update_in_the_manner_of_pdf_editors() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(SIGNED), incremental=True)
    writer.add_metadata({"/Subject": "changed"})
    out = io.BytesIO()
    writer.write(out)

    assert out.getvalue().startswith(SIGNED)
    assert standing(out.getvalue()) is Standing.ALTERED


def test_a_second_signature_alters_what_the_first_one_closed() -> None:
    assert standing(SIGNED + SIGNED[len(LETTER) :]) is Standing.ALTERED


def test_a_letter_nobody_signed_is_a_draft() -> None:
    found = verify_letter(LETTER, "letter.pdf", roots(), LATER)

    assert found.standing is Standing.DRAFT
    assert "nobody has signed it" in found.said


def test_without_trust_nothing_is_valid() -> None:
    found = verify_letter(SIGNED, "letter.pdf", (), LATER)

    assert found.standing is Standing.NOT_TRUSTED
    assert "--trust" in found.said


@pytest.mark.parametrize("days", [-1, 731])
def test_outside_the_days_of_the_certificate_it_is_expired(days: int) -> None:
    assert standing(SIGNED, AT + dt.timedelta(days=days)) is Standing.EXPIRED


@pytest.mark.parametrize("expected", [sha256(RECORD), digest(shown()).upper()])
def test_the_expected_digest_may_be_that_of_the_record_or_of_what_was_shown(
    expected: str,
) -> None:
    found = verify_letter(SIGNED, "a.pdf", roots(), LATER, expected=expected)

    assert found.standing is Standing.VALID


def test_another_digest_than_expected_is_told() -> None:
    found = verify_letter(SIGNED, "a.pdf", roots(), LATER, expected="00" * 32)

    assert found.standing is Standing.ANOTHER_DIGEST


@pytest.mark.parametrize(
    "record",
    [
        b"{}",
        b"no JSON",
        RECORD + b"\n",
        RECORD.replace(b'"shown_sha256":"', b'"shown_sha256":"0'),
    ],
    ids=["empty", "no-json", "spelled-otherwise", "not-sound"],
)
def test_a_signed_pdf_without_a_sound_record_is_bound_to_nothing(
    record: bytes,
) -> None:
    assert standing(sign_pdf(LETTER, record, signer(), AT)) is Standing.ANOTHER_DIGEST


def test_a_key_that_may_not_sign_is_not_trusted() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    own = certificate(key, "Authority only", ca=True)
    made = key_from_file(packed(key, own), PASSWORD, "key.p12")
    signed = sign_pdf(LETTER, RECORD, made, AT)

    trusted = read_roots(pem(own), "a.pem")
    found = verify_letter(signed, "a.pdf", trusted, LATER)
    assert found.standing is Standing.NOT_TRUSTED


def _locked() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(LETTER))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (b"", UnreadableFileError, "it is no PDF"),
        (b"Dear Sir", UnreadableFileError, "it is no PDF"),
        (b"PK\x03\x04", UnreadableFileError, "it is no PDF"),
        (b"%PDF-1.7\nnothing more", UnreadableFileError, "it is a damaged PDF"),
        (_locked(), ProtectedFileError, "protected by a password"),
    ],
    ids=["empty", "text", "zip", "damaged", "locked"],
)
def test_what_is_no_letter_gets_one_clear_sentence(
    data: bytes, error: type[InputError], message: str
) -> None:
    with pytest.raises(error, match=rf"^letter\.pdf: .*{message}"):
        verify_letter(data, "letter.pdf", roots(), LATER)
