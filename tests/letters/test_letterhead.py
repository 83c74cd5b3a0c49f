"""The small file that says whose letter it is, and what is wrong with it."""

from pathlib import Path

import pytest
from PIL import Image

from openimr.errors import OpenImrError
from openimr.letters.write import Letterhead, read_letterhead

WHOLE = """
organisation: Northgate Review
short: Northgate
address:
  - 1 Quay Street
  - Sacramento, CA
phone: 555-0100
case_line: "IMR case {number}"
logo:
  file: logo.png
  alt: A navy flag
"""


def _file(folder: Path, text: str) -> Path:
    Image.new("RGB", (4, 2), "navy").save(folder / "logo.png")
    (folder / "broken.png").write_bytes(b"no picture")
    (folder / "big.png").write_bytes(bytes(1_000_001))
    path = folder / "house.yaml"
    path.write_text(text, "utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    house = read_letterhead(_file(tmp_path, WHOLE))

    assert house.organisation == "Northgate Review"
    assert house.lines() == ("1 Quay Street", "Sacramento, CA", "Telephone: 555-0100")
    assert house.case_line_of("CM15-0044871") == "IMR case CM15-0044871"
    assert house.logo is not None
    assert house.logo.alt == "A navy flag"


def test_what_is_left_out_stays_neutral(tmp_path: Path) -> None:
    house = read_letterhead(_file(tmp_path, "phone: 555-0100"))

    assert house == Letterhead(phone="555-0100")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it holds no keys.  Write organisation"),
        ("- a\n- b", "it holds no keys.  Write organisation"),
        ("organization: North", "unknown key 'organization'.  Did you mean"),
        ("organisation: [a]", "organisation is no line of text."),
        ("organisation: ''", "organisation is no line of text."),
        ("phone: 5550100", "phone is no line of text.  Write one line, in quotes"),
        ("address: 1 Quay Street", "address is no list.  Write it as a list"),
        ("address: [1]", "address line 1 is no line of text."),
        ("case_line: Case", "does not say where the number stands.  Put {number}"),
        ("logo: {file: logo.png}", "no alt that says what it shows.  Give both."),
        ("logo: {alt: A flag}", "the logo has no file, or no alt"),
        ("logo: {file: none.png, alt: x}", "none.png: no such file"),
        ("logo: {file: broken.png, alt: x}", "it is no PNG or JPEG"),
        ("logo: {file: big.png, alt: x}", "over the limit of 1 MB"),
        ("logo: {picture: x}", "unknown key 'picture'"),
        ("a: [", "it is not a YAML file"),
        ("\x00", "it is not a YAML file"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(OpenImrError) as caught:
        read_letterhead(_file(tmp_path, text))

    assert message in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OpenImrError, match=r"house\.yaml: no such file"):
        read_letterhead(tmp_path / "house.yaml")
