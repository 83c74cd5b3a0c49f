"""``openimr sign``: a draft to a determination that a physician has signed."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openimr.errors import OutputError, SigningError

from .reading import NoOcr, NoOcrCache, OcrCache, reading

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper

    from openimr.casework.sign_case import Draft, Look, Signed

_TYPED = 8
"""Digits of the digest that are typed to confirm it."""

DraftPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DRAFT]",
        help="Folder that openimr review wrote, or determination.json in it.",
        show_default=False,
    ),
]
CasePath = Annotated[
    Path | None,
    typer.Option("--case", metavar="CASE", help="The case that was reviewed."),
]
Key = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="Key to sign with (PKCS#12)."),
]
Module = Annotated[
    Path | None,
    typer.Option(
        "--pkcs11", metavar="LIBRARY", help="Library of the device with the key."
    ),
]
Token = Annotated[
    str | None, typer.Option(metavar="LABEL", help="Token of the device.")
]
Certificate = Annotated[
    str | None,
    typer.Option(metavar="LABEL", help="Certificate of the signer on the token."),
]
Reviewer = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The reviewer's credentials (YAML), no name."),
]
Decisions = Annotated[
    list[str] | None,
    typer.Option(
        "--decision",
        metavar="N=DECISION",
        help="Decision on item N: agree, upheld or overturned; one an item.",
    ),
]
Reasons = Annotated[
    list[str] | None,
    typer.Option(
        "--reason",
        metavar="N=TEXT",
        help="Why item N is decided otherwise than proposed; stands in the letter.",
    ),
]
DigestGiven = Annotated[
    str | None,
    typer.Option(
        "--digest", metavar="SHA256", help="Digest of what was shown, as --show tells."
    ),
]
Assigned = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Day on which the review was assigned."),
]
TimeStamp = Annotated[
    str | None,
    typer.Option(
        "--time-stamp",
        metavar="URL",
        envvar="OPENIMR_TIME_STAMP",
        help="Authority to ask for a time stamp.  [default: none]",
        show_default=False,
    ),
]
LetterheadFile = Annotated[
    Path | None,
    typer.Option(
        "--letterhead", metavar="FILE", help="Letterhead (YAML) of the draft."
    ),
]


def sign(  # noqa: PLR0913 - one a flag of the command
    draft: DraftPath = None,
    case: CasePath = None,
    *,
    show: Annotated[
        bool, typer.Option("--show", help="Show what would be signed, and its digest.")
    ] = False,
    decision: Decisions = None,
    reason: Reasons = None,
    reviewer: Reviewer = None,
    digest: DigestGiven = None,
    attest_unread: Annotated[
        bool,
        typer.Option(
            "--attest-unread", help="I have looked at the pages that were not read."
        ),
    ] = False,
    key: Key = None,
    pkcs11: Module = None,
    token: Token = None,
    certificate: Certificate = None,
    time_stamp: TimeStamp = None,
    assigned: Assigned = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder for what is signed.")
    ] = Path("signed"),
    letterhead: LetterheadFile = None,
    format_: Annotated[
        str, typer.Option("--format", help="Template of the draft's letter.")
    ] = "modern",
    appendix: Annotated[
        bool, typer.Option("--appendix", help="The draft's letter has its quotes.")
    ] = False,
    new_development_key: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Make a key (FILE) and certificate (.pem) for trying out, and end.",
        ),
    ] = None,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Sign a draft: the physician's decision on each item, bound to what was shown.

    The draft is checked against its case first.  Passwords and PINs are asked for, or
    taken from OPENIMR_KEY_PASSWORD.  Writes letter.pdf (tagged, PDF/UA, and signed,
    PAdES), determination.json, evidence.html and signature.json.
    """
    _need_extra()
    if new_development_key is not None:
        _new_key(new_development_key)
        return
    if draft is None or case is None:
        raise typer.BadParameter("Give DRAFT and --case.")
    look = _look(letterhead, format_, appendix=appendix)
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        from openimr.casework.sign_case import open_draft

        opened = open_draft(draft, case, options, look)
    if show:
        _show(opened)
        return
    from openimr import signing
    from openimr.casework.sign_case import sign_draft
    from openimr.casework.signed_files import read_file, write_signed

    if reviewer is None:
        cure = "Give --reviewer with licences and certifications."
        raise SigningError("--reviewer", "no credentials", cure)
    credentials = signing.read_credentials(read_file(reviewer), reviewer.name)
    choices = signing.read_choices(decision or (), reason or ())
    signing.decide(opened.determination, choices)
    signing.check_unread(opened.unread, attested=attest_unread)
    confirmed = digest or _confirmed(opened)
    with _signer(key, pkcs11, token, certificate) as signer:
        made = sign_draft(
            opened,
            choices=choices,
            reviewer=credentials,
            confirmed=confirmed,
            signer=signer,
            at=dt.datetime.now().astimezone(),
            attested_unread=attest_unread,
            assigned=assigned.date() if assigned else None,
            time_stamper=_authority(time_stamp),
        )
    _tell(made, write_signed(made.files, out))


def _need_extra() -> None:
    from importlib.util import find_spec

    if find_spec("pyhanko") is None:
        cure = 'Install it with pip install "openimr[sign]".'
        raise SigningError("pyHanko", "it is not installed", cure)


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


@contextmanager
def _signer(
    key: Path | None, module: Path | None, token: str | None, certificate: str | None
) -> "Iterator[Signer]":
    from openimr.casework.signed_files import read_file
    from openimr.signing import key_from_file, key_on_device

    from .passwords import password

    if (key is None) == (module is None):
        raise SigningError("key", "not one key is given", "Give --key or --pkcs11.")
    if key is not None:
        data = read_file(key)
        yield key_from_file(data, password(key.name), key.name)
        return
    if token is None or certificate is None:
        cure = "Give --token and --certificate."
        raise SigningError("--pkcs11", "token or certificate is not named", cure)
    pin = password(f"token {token}")
    with key_on_device(str(module), token, certificate, pin) as signer:
        yield signer


def _authority(address: str | None) -> "TimeStamper | None":
    if address is None:
        return None
    from .time_stamps import Authority

    return Authority(address)


def _new_key(path: Path) -> None:
    from openimr.signing import DEVELOPMENT, new_development_key

    from .passwords import password

    made = new_development_key(
        password(path.name, twice=True), dt.datetime.now().astimezone()
    )
    shown = path.with_suffix(".pem")
    if path.suffix == ".pem":
        raise SigningError(path, "the certificate takes that name", "Name it .p12.")
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(made.pkcs12)
        shown.write_bytes(made.certificate)
    except FileExistsError:
        raise OutputError(path, "a file of that name is there") from None
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or "the path is not a valid one"
        raise OutputError(path, problem.lower()) from None
    typer.echo(f"{DEVELOPMENT}: {path}\ncertificate, for --trust: {shown}")


def _tell(made: "Signed", written: tuple[Path, ...]) -> None:
    for each in made.decided:
        agreed = "as proposed" if each.agrees else "otherwise than proposed"
        if each.proposed is None:
            agreed = "without a proposal"
        typer.echo(f"{each.item}. {each.requested}: {each.decision}, {agreed}")
    typer.echo(f"digest: {made.digest}")
    for path in written:
        typer.echo(f"signed: {path}")
