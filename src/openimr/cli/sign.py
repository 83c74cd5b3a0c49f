"""``openimr sign``: a draft to a determination that a physician has signed."""

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from openimr.errors import SigningError

from . import signing_options as options
from .reading import NoOcr, NoOcrCache, OcrCache, reading
from .signing_keys import authority, key_given, make_development_key, need_extra

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper

    from openimr.casework.sign_case import Draft, Look, Signed
    from openimr.domain import Credentials
    from openimr.signing import Choice

_TYPED = 8
"""Digits of the digest that are typed to confirm it."""


def sign(  # noqa: PLR0913 - one a flag of the command
    draft: options.DraftPath = None,
    case: options.CasePath = None,
    *,
    show: options.Show = False,
    decision: options.Decisions = None,
    reason: options.Reasons = None,
    reviewer: options.Reviewer = None,
    digest: options.DigestGiven = None,
    attest_unread: options.AttestUnread = False,
    key: options.Key = None,
    pkcs11: options.Module = None,
    token: options.Token = None,
    certificate: options.Certificate = None,
    time_stamp: options.TimeStamp = None,
    assigned: options.Assigned = None,
    out: options.Out = Path("signed"),
    letterhead: options.LetterheadFile = None,
    format_: options.Format = "modern",
    appendix: options.Appendix = False,
    new_development_key: options.NewDevelopmentKey = None,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Sign a draft: the physician's decision on each item, bound to what was shown.

    The draft is checked against its case first.  Passwords and PINs are asked for, or
    taken from OPENIMR_KEY_PASSWORD.  Writes letter.pdf (tagged, PDF/UA, and signed,
    PAdES), determination.json, evidence.html and signature.json.
    """
    need_extra()
    if new_development_key is not None:
        make_development_key(new_development_key)
        return
    if draft is None or case is None:
        raise typer.BadParameter("Give DRAFT and --case.")
    look = _look(letterhead, format_, appendix=appendix)
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as how:
        from openimr.casework.sign_case import open_draft

        opened = open_draft(draft, case, how, look)
    if show:
        _show(opened)
        return
    from openimr.casework.signed_files import write_signed

    said = _said(opened, decision or (), reason or (), reviewer, unread=attest_unread)
    confirmed = digest or _confirmed(opened)
    day = assigned.date() if assigned else None
    with key_given(key, pkcs11, token, certificate) as signer:
        stamper = authority(time_stamp)
        made = said.signed(opened, confirmed, signer, stamper, assigned=day)
    _tell(made, write_signed(made.files, out))


@dataclass(frozen=True, slots=True)
class _Said:
    """What the physician says, checked before anybody is asked for a password."""

    choices: "Mapping[int, Choice]"
    reviewer: "Credentials"
    attested_unread: bool

    def signed(
        self,
        draft: "Draft",
        confirmed: str,
        signer: "Signer",
        time_stamper: "TimeStamper | None",
        *,
        assigned: dt.date | None,
    ) -> "Signed":
        from openimr.casework.sign_case import sign_draft

        return sign_draft(
            draft,
            choices=self.choices,
            reviewer=self.reviewer,
            confirmed=confirmed,
            signer=signer,
            at=dt.datetime.now().astimezone(),
            attested_unread=self.attested_unread,
            assigned=assigned,
            time_stamper=time_stamper,
        )


def _said(
    draft: "Draft",
    decisions: Sequence[str],
    reasons: Sequence[str],
    reviewer: Path | None,
    *,
    unread: bool,
) -> _Said:
    from openimr import signing
    from openimr.casework.input_files import read_file

    if reviewer is None:
        cure = "Give --reviewer with licences and certifications."
        raise SigningError("--reviewer", "no credentials", cure)
    credentials = signing.read_credentials(read_file(reviewer), reviewer.name)
    choices = signing.read_choices(decisions, reasons)
    signing.decide(draft.determination, choices)
    signing.check_unread(draft.unread, attested=unread)
    return _Said(choices, credentials, unread)


def _look(letterhead: Path | None, format_: str, *, appendix: bool) -> "Look":
    from openimr.casework.sign_case import Look
    from openimr.letters.write import Letterhead, read_letterhead

    head = Letterhead() if letterhead is None else read_letterhead(letterhead)
    return Look(letterhead=head, format=format_, appendix=appendix)


def _show(draft: "Draft") -> None:
    from .output import console, table

    screen = console()
    rows = [
        (
            str(at),
            item.requested,
            item.decision.capitalize() if item.criteria else "No proposal",
            item.decided_by.replace("_", " ") if item.criteria else "no criteria",
        )
        for at, item in enumerate(draft.determination.items, 1)
    ]
    heads = ("Item", "Disputed item", "Proposal", "Decided by")
    screen.print(table("To be decided by the physician", heads, rows))
    for page in draft.unread:
        screen.print(f"not read: {page}", markup=False)
    screen.print("By signing, the physician states:", markup=False)
    for each in draft.attestations:
        screen.print(f"  {each.text}", markup=False)
    screen.print(f"digest: {draft.digest}", markup=False, soft_wrap=True)


def _confirmed(draft: "Draft") -> str:
    """Return the digest after the user has typed how it begins."""
    if not sys.stdin.isatty():
        cure = "Give the digest that openimr sign --show tells."
        raise SigningError("--digest", "nothing confirms what was shown", cure)
    _show(draft)
    typed = typer.prompt(f"To sign this, type the first {_TYPED} digits of the digest")
    if str(typed).strip().lower() != draft.digest[:_TYPED]:
        cure = "Look at the draft again."
        raise SigningError("digest", "what was typed is not how it begins", cure)
    return draft.digest


def _tell(made: "Signed", written: tuple[Path, ...]) -> None:
    for each in made.decided:
        agreed = "as proposed" if each.agrees else "otherwise than proposed"
        if each.proposed is None:
            agreed = "without a proposal"
        typer.echo(f"{each.item}. {each.requested}: {each.decision}, {agreed}")
    typer.echo(f"digest: {made.digest}")
    for path in written:
        typer.echo(f"signed: {path}")
