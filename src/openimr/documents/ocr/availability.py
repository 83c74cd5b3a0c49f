"""Whether character recognition can be used here, and if not, what to install."""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

LANGUAGE_FILE = "eng.traineddata"

_DATA = (
    "/usr/share/tesseract-ocr/5/tessdata",  # Debian 12 and later, Ubuntu 22.04
    "/usr/share/tesseract-ocr/4.00/tessdata",  # Debian 10 and 11, Ubuntu 20.04
    "/usr/share/tessdata",  # Fedora, Arch, Alpine
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


def why_not() -> str | None:
    """Return None if character recognition can be used, else what to install.

    A sentence names the part that is missing and the command that installs it.
    """
    missing = [name for name in ("tesserocr", "PIL") if find_spec(name) is None]
    if missing:
        return (
            "Pages without text cannot be read: the Python package for character "
            "recognition is not installed.  Run pip install 'openimr[ocr]'."
        )
    if language_data() is None:
        return (
            "Pages without text cannot be read: the English data of tesseract is not "
            "installed.  Run sudo apt-get install tesseract-ocr."
        )
    return None


def language_data() -> Path | None:
    """Return the folder that holds tesseract's English data, if there is one.

    ``TESSDATA_PREFIX`` wins over the places where distributions put it.
    """
    return _first_with_data(os.environ.get("TESSDATA_PREFIX", ""))


@cache
def _first_with_data(prefix: str) -> Path | None:
    chosen = (prefix, f"{prefix}/tessdata") if prefix else ()
    for place in (*chosen, *_DATA):
        folder = Path(place)
        if (folder / LANGUAGE_FILE).is_file():
            return folder
    return None
