"""The page on reading letters names everything that can come out."""

import re
from pathlib import Path

from openimr.domain import LetterFormat
from openimr.letters import read

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "reading-letters.md").read_text(encoding="utf-8")
_CODE = re.compile(r"\b(?:code=|return |else )\"([a-z]+(?:-[a-z]+)+)\"")


def test_every_warning_is_explained() -> None:
    folder = Path(read.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]

    codes = {code for source in sources for code in _CODE.findall(source)}
    explained = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))

    assert explained == codes


def test_every_format_is_explained() -> None:
    assert [form for form in LetterFormat if not re.search(rf"\b{form}\b", PAGE)] == []
