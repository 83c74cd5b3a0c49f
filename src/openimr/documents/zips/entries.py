"""A file in an archive, as the archive describes it; nothing of it is believed yet."""

from dataclasses import dataclass

STORED, DEFLATED = 0, 8
"""Methods of packing that are read (APPNOTE.TXT 4.4.5); the others are rare, and
their decoders in the standard library cannot be stopped at a number of bytes."""

ENCRYPTED = 0x1
LATER = 0x8
"""Bit of an entry whose sizes stand behind its bytes (APPNOTE.TXT 4.4.4)."""

UTF_8 = 0x800

HEADER = b"PK\x03\x04"
HEADER_BYTES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where one file of an archive begins, and what is said about it."""

    name: str
    """Its name inside the archive, as written there: it may point anywhere."""

    offset: int
    """Where its local header begins."""

    packed: int
    """Bytes that it takes in the archive, at most."""

    method: int
    flags: int = 0
    crc: int | None = None
    """Check sum of its bytes; None where it stands behind them."""

    link: bool = False
    """True for a symbolic link, whose bytes are the place it leads to."""

    overlapping: bool = False
    """True when another file of the archive begins within its bytes."""

    @property
    def folder(self) -> bool:
        """Tell whether it is a folder, which has no bytes."""
        return self.name.endswith(("/", "\\"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The files of an archive, in the order of its own list."""

    entries: tuple[Entry, ...]
    complete: bool = True
    """False when the list is damaged or cut off, and the files were searched for."""


def decoded(raw: bytes, flags: int) -> str:
    r"""Return a name as text; many programs write UTF-8 without saying so.

    >>> decoded(b"M\x81ller.pdf", 0), decoded("Müller.pdf".encode(), 0)
    ('Müller.pdf', 'Müller.pdf')
    """
    raw = raw.split(b"\0", 1)[0]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if flags & UTF_8:
            return raw.decode("utf-8", "backslashreplace").replace("\\x", "x")
        return raw.decode("cp437")
