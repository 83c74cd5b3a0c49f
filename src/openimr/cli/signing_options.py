"""Arguments and options of ``openimr sign``."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

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
Show = Annotated[
    bool, typer.Option("--show", help="Show what would be signed, and its digest.")
]
AttestUnread = Annotated[
    bool,
    typer.Option(
        "--attest-unread", help="I have looked at the pages that were not read."
    ),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for what is signed.")]
Format = Annotated[
    str, typer.Option("--format", help="Template of the draft's letter.")
]
Appendix = Annotated[
    bool, typer.Option("--appendix", help="The draft's letter has its quotes.")
]
NewDevelopmentKey = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Make a key (FILE) and certificate (.pem) for trying out, and end.",
    ),
]
