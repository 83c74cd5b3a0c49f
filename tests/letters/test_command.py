"""``openimr review`` with a format, a letterhead and an appendix."""

from pathlib import Path

from typer.testing import CliRunner

from openimr.casework.engine import knowledge
from openimr.cli.app import app
from openimr.domain import LetterFormat
from openimr.letters.read import read_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "case"


def _review(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["review", str(EXAMPLE), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_letter_has_the_format_the_letterhead_and_the_quotes_asked_for(
    tmp_path: Path,
) -> None:
    house = tmp_path / "house.yaml"
    house.write_text("organisation: Northgate Review\nphone: 555-0100", "utf-8")
    out = tmp_path / "out"

    _review(
        *("--format", "d2", "--letterhead", str(house), "--appendix"),
        *("--out", str(out)),
    )

    for name in ("letter.pdf", "letter.docx"):
        letter = read_file(out / name, knowledge().requests.read)
        assert letter.format is LetterFormat.D2
        assert letter.organisation == "Northgate Review"
        assert letter.address == ("Telephone: 555-0100",)
        assert letter.draft
        assert all(item.quotes for item in letter.items)


def test_a_format_that_is_not_there_is_refused_before_the_work(tmp_path: Path) -> None:
    out = tmp_path / "out"

    done = CliRunner().invoke(
        app, ["review", str(EXAMPLE), "--format", "e5", "--out", str(out)]
    )

    assert done.exit_code != 0
    assert not out.exists()
