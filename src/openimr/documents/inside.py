"""Names of files inside others: nothing that a stranger wrote ever becomes a path."""

import re

_SEPARATORS = re.compile(r"[/\\]+")
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 255
"""Characters of a name that are kept, from its end."""

_SYSTEM = "__MACOSX"
"""Folder in which macOS keeps icons and the like."""


def harmless(name: str) -> str:
    r"""Return a name that leads nowhere: no drive, no root, no way up.

    >>> harmless("C:\\Records\\..\\..\\notes.pdf"), harmless("/../x/./a.pdf")
    ('Records/notes.pdf', 'x/a.pdf')
    """
    drive = _DRIVE.match(name)
    parts = _SEPARATORS.split(name[drive.end() :] if drive else name)
    kept = [part for part in parts if part.strip() not in ("", ".", "..")]
    return "/".join(kept)[-_LONGEST:].strip("/") or "without a name"


def is_hidden(name: str) -> bool:
    """Tell whether a harmless name is that of a hidden or a system's own file.

    >>> is_hidden("__MACOSX/._notes.pdf"), is_hidden("a/.DS_Store"), is_hidden("a.pdf")
    (True, True, False)
    """
    parts = name.split("/")
    return _SYSTEM in parts or any(part.startswith(".") for part in parts)


class Names:
    """Names that are taken in the ledger; each is given out once."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return the name, or one with a number behind it if it is taken.

        >>> names = Names()
        >>> [names.take("a/b.pdf") for _ in range(3)]
        ['a/b.pdf', 'a/b (2).pdf', 'a/b (3).pdf']
        """
        folder, slash, last = name.rpartition("/")
        stem, dot, extension = last.rpartition(".")
        if not stem:
            stem, dot, extension = last, "", ""
        wanted = name
        while wanted in self._last:
            self._last[name] += 1
            number = self._last[name]
            wanted = f"{folder}{slash}{stem} ({number}){dot}{extension}"
        self._last[wanted] = 1
        return wanted
