"""``openimr explain`` and ``openimr review --reader`` as a user runs them."""

from pathlib import Path

from .running import EXAMPLE, openimr, openimr_itself


def test_a_review_is_explained_on_demand_and_again_later(tmp_path: Path) -> None:
    done = openimr("review", str(EXAMPLE), "--out", str(tmp_path), "--reader", "es")

    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "reader.es.txt").read_text("utf-8")
    assert "Todavía no es una decisión." in page
    assert not (tmp_path / "reader.en.txt").exists()

    again = openimr_itself("explain", str(tmp_path), "--out", str(tmp_path / "later"))

    assert (again.returncode, again.stderr) == (0, "")
    assert len(again.stdout.splitlines()) == 6
    assert (tmp_path / "later" / "reader.es.txt").read_text("utf-8") == page


def test_what_cannot_be_explained_is_said_in_one_sentence(tmp_path: Path) -> None:
    none = openimr("explain", str(tmp_path / "none.json"))
    what_if = openimr(
        *("review", str(EXAMPLE), "--out", str(tmp_path), "--reader", "en"),
        *("--suppose", "red_flags=present"),
    )
    strange = openimr("review", str(EXAMPLE), "--out", str(tmp_path), "--reader", "fr")

    assert [each.returncode for each in (none, what_if, strange)] == [1, 1, 1]
    assert "no such file or folder" in none.stderr
    assert "a what-if is explained to nobody" in what_if.stderr
    assert "fr: no such language." in strange.stderr
    assert list(tmp_path.iterdir()) == []
