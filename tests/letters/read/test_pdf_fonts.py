"""Fonts that stand in for standard ones: the text that is taken stays the same.

Each is tried in a process of its own, for the fonts stay with the process.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from openimr.letters.read.pdf_fonts import FOLDERS, STANDARD, _style

OFFICE = (
    *("Arial", "ArialMT", "Arial,Bold", "TimesNewRomanPSMT", "CourierNew"),
    *("TimesNewRoman,BoldItalic", "ABCDEF+Arial", "Verdana", "Calibri", "Symbol"),
)
CODINGS = ("", "/Encoding/WinAnsiEncoding", "/Encoding/MacRomanEncoding")
WORDS = "Left L4-5 epidural, 10/325 mg #60 \\(\\223fi\\224\\), 2\\2614 weeks \\341"
_TAKE = """
import sys
from pathlib import Path
from openimr.letters.read.files import text_of
from openimr.letters.read.pdf_fonts import stand_in

if sys.argv[1] == "ours":
    print(len(stand_in()))
for name in sys.argv[2:]:
    print(text_of(Path(name)))
"""


def _pdf(fonts: list[str]) -> bytes:
    """Return a page with a line in each of some fonts, given as dictionaries."""
    held = " ".join(f"/F{number} {number + 5} 0 R" for number in range(len(fonts)))
    lines = " ".join(
        f"/F{number} 11 Tf 1 0 0 1 50 {750 - 16 * number} Tm ({WORDS}) Tj"
        for number in range(len(fonts))
    )
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        f"/Resources<</Font<<{held}>>>>>>",
        f"<</Length {len(lines) + 6}>>stream\nBT {lines} ET\nendstream",
        *fonts,
    ]
    made = "%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        made += f"{number} 0 obj\n{part}\nendobj\n"
    return f"{made}trailer<</Size {len(parts) + 1}/Root 1 0 R>>\n%%EOF".encode()


def _taken(how: str, places: list[Path]) -> list[str]:
    command = [sys.executable, "-c", _TAKE, how, *map(str, places)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert done.stderr == b""
    return done.stdout.decode().split("\n")


def _there() -> bool:
    return any(any(folder.glob("**/LiberationSans-Bold.ttf")) for folder in FOLDERS)


@pytest.mark.skipif(
    not _there(), reason="no Liberation fonts here (apt-get install fonts-liberation)"
)
@pytest.mark.parametrize("kind", ["Type1", "TrueType"])
def test_the_text_is_the_same_with_fonts_that_stand_in(
    kind: str, tmp_path: Path
) -> None:
    places: list[Path] = []
    for coding in CODINGS:
        fonts = [
            f"<</Type/Font/Subtype/{kind}/BaseFont/{name}{coding}>>"
            for name in (*STANDARD, *OFFICE)
        ]
        place = tmp_path / f"{len(places)}.pdf"
        place.write_bytes(_pdf(fonts))
        places.append(place)

    number, *ours = _taken("ours", places)

    assert int(number) == len(STANDARD)
    assert ours == _taken("theirs", places)
    text = "\n".join(ours)
    assert text.count("Left L4-5 epidural, 10/325 mg #60") >= 3 * len(STANDARD)


@pytest.mark.parametrize("names", [STANDARD[:0], STANDARD[:1], STANDARD])
def test_without_sound_fonts_nothing_changes(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; "
        "from openimr.letters.read import pdf_fonts as fonts; "
        "fonts.FOLDERS = (Path(sys.argv[1]), Path('/nowhere')); "
        "print(fonts.stand_in())"
    )
    for name in names:
        (tmp_path / f"Liberation{_style(name)}.ttf").write_bytes(b"no font at all")

    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert (done.stdout, done.stderr) == ("()\n", "")
