"""A model from a corpus: its order of time, its honesty, its bytes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

numpy = pytest.importorskip("numpy")
pytest.importorskip("sklearn")

from openimr.corpus.outcome import PURPOSE  # noqa: E402
from openimr.corpus.outcome import items as item_module  # noqa: E402
from openimr.corpus.outcome.checking import check, surprises  # noqa: E402
from openimr.corpus.outcome.items import items_of  # noqa: E402
from openimr.corpus.outcome.model import Model, write_model  # noqa: E402
from openimr.corpus.outcome.splitting import split_by_day  # noqa: E402
from openimr.corpus.outcome.training import outcomes_of, train  # noqa: E402
from openimr.corpus.store import Corpus  # noqa: E402
from openimr.errors import InputError  # noqa: E402

from .making import TRUE, Row, rows_corpus  # noqa: E402


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return rows_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def model(corpus: Corpus) -> Model:
    return train(corpus, "1")


FEW = 300
"""Letters that are enough where only sameness is asked for."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return train(rows_corpus(tmp_path_factory.mktemp("small"), FEW), "1")


def test_the_slices_follow_each_other_and_share_no_day(corpus: Corpus) -> None:
    items = list(items_of(corpus))
    split = split_by_day(items)
    first, second, third = split.slices(items)

    assert len(first) + len(second) + len(third) == len(items)
    assert max(i.day for i in first) < split.calibrate_from
    assert split.calibrate_from <= min(i.day for i in second)
    assert max(i.day for i in second) < split.test_from <= min(i.day for i in third)
    letters = [{item.letter for item in part} for part in (first, second, third)]
    assert not letters[0] & letters[1]
    assert not letters[1] & letters[2]


def test_the_same_corpus_gives_the_same_bytes(corpus: Corpus, model: Model) -> None:
    assert write_model(train(corpus, "1")) == write_model(model)


def test_calibration_holds_and_comes_near_to_the_best(
    corpus: Corpus, model: Model
) -> None:
    figures = model.tested.figures
    later = [i for i in items_of(corpus) if i.day >= model.split.test_from]
    true = numpy.array([TRUE["spasm" in item.words] for item in later])
    best = float(((true - outcomes_of(later)) ** 2).mean())

    # Half as much again: the curve itself was learnt from no more than 480 items.
    assert figures.ece <= 1.5 * figures.ece_by_chance_most
    assert figures.brier < figures.brier_base
    assert figures.brier == pytest.approx(best, rel=0.06)
    assert model.purpose == PURPOSE


def test_a_check_on_the_same_corpus_gives_the_figures_that_stand_in_the_model(
    corpus: Corpus, model: Model
) -> None:
    assert check(model, corpus) == model.tested


PLANTED = "zzyzx"


def planted(table: str, row: Row) -> Row:
    """Plant a word that tells the outcome wherever the reviewer speaks."""
    if table != "items":
        return row
    word = PLANTED if row["decision"] == "overturned" else "qwfpg"
    return row | {
        "rationale_text": f"{word} decides.",
        "conclusion": word,
        "guidelines": [word],
        "pages": [f"{word} 7"],
        "claims_guidelines": [word],
        "other_evidence": [word],
        "specialty": word,
        "format": word,
        "category_detail": word,
    }


def bare(model: Model) -> Model:
    return replace(model, learnt_from=replace(model.learnt_from, digest=""))


def test_what_the_reviewer_writes_never_reaches_the_model(
    tmp_path: Path, small: Model
) -> None:
    found = train(rows_corpus(tmp_path, FEW, planted), "1")

    assert bare(found) == bare(small)


def test_what_a_replay_compares_with_the_decision_never_reaches_it(
    tmp_path: Path,
) -> None:
    def replays(*, telling: bool) -> list[Row]:
        rows: list[Row] = []

        def note(table: str, row: Row) -> Row:
            if table == "items":
                word = row["decision"] if telling else "x"
                rows.append(
                    {
                        "letter": row["letter"],
                        "item": row["item"],
                        "published": word,
                        "proposed": "upheld",
                        "decided_by": "not_met",
                        "same_guideline": telling and row["decision"] == "overturned",
                        "cause": word,
                        "explained": word,
                        "drivers": [word],
                        "contradicted": [word],
                        "not_held": [word],
                    }
                )
            return row

        rows_corpus(tmp_path / f"notes-{telling}", FEW, note)
        return rows

    made = [
        train(
            rows_corpus(
                tmp_path / f"corpus-{telling}",
                FEW,
                more={"replays": replays(telling=telling)},
            ),
            "1",
        )
        for telling in (True, False)
    ]

    assert bare(made[0]) == bare(made[1])
    names = {weight.name for weight in made[0].scorer.weights}
    assert "criteria=not_met" in names


def test_a_sentence_of_the_summary_that_tells_the_outcome_is_not_learnt(
    tmp_path: Path, small: Model
) -> None:
    told: dict[str, str] = {}

    def note(table: str, row: Row) -> Row:
        if table == "items":
            told[row["letter"]] = row["decision"]
        return row

    rows_corpus(tmp_path / "notes", FEW, note)

    def telling(table: str, row: Row) -> Row:
        if table != "letters":
            return row
        end = f"  {PLANTED} was {told[row['letter']]}."
        return row | {"summary_text": row["summary_text"] + end}

    found = train(rows_corpus(tmp_path / "corpus", FEW, telling), "1")

    assert bare(found) == bare(small)


def test_age_and_sex_change_no_weight(tmp_path: Path, small: Model) -> None:
    def otherwise(table: str, row: Row) -> Row:
        return row | {"sex": "male", "age": 40} if table == "items" else row

    other = train(rows_corpus(tmp_path, FEW, otherwise), "1")

    assert other.scorer == small.scorer
    assert other.tested.figures == small.tested.figures
    assert other.tested.groups != small.tested.groups


def test_the_columns_asked_for_are_none_that_tell_the_outcome() -> None:
    asked = item_module._QUERY.split("FROM items")[0]
    columns = set(re.findall(r"\w+", asked))

    assert not columns & {
        *("rationale_text", "conclusion", "guidelines", "pages", "other_evidence"),
        *("claims_guidelines", "cause", "explained", "drivers", "same_guideline"),
        *("contradicted", "not_held", "published", "specialty", "upheld"),
    }


def test_of_a_large_corpus_the_same_letters_are_drawn(corpus: Corpus) -> None:
    few = [item.item for item in items_of(corpus, most=600)]

    assert few == [item.item for item in items_of(corpus, most=600)]
    assert 500 < len(few) < 700
    letters = {item[:32] for item in few}
    every = [item.item for item in items_of(corpus) if item.letter in letters]
    assert few == every


def test_surprises_are_as_many_of_either_outcome(corpus: Corpus, model: Model) -> None:
    found = surprises(model, corpus, 3)

    assert [each.published for each in found] == ["overturned"] * 3 + ["upheld"] * 3
    for three in (found[:3], found[3:]):
        chances = [each.probability for each in three]
        assert chances == sorted(chances)
        assert chances[0] < 0.5
    assert all(each.day >= model.split.test_from for each in found)


@pytest.mark.parametrize("letters", [0, 10, 149])
def test_too_small_a_corpus_is_told(tmp_path: Path, letters: int) -> None:
    with pytest.raises(InputError, match="are too few"):
        train(rows_corpus(tmp_path, letters), "1")


def test_an_outcome_that_hardly_comes_up_is_told(tmp_path: Path) -> None:
    def all_upheld(table: str, row: Row) -> Row:
        return row | {"decision": "upheld"} if table == "items" else row

    with pytest.raises(InputError, match="0 of them overturned"):
        train(rows_corpus(tmp_path, 400, all_upheld), "1")


def test_a_corpus_without_later_letters_is_told(tmp_path: Path, model: Model) -> None:
    with pytest.raises(InputError, match="when the test of the model begins"):
        check(model, rows_corpus(tmp_path, 200))
