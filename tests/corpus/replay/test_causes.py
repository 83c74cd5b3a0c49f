"""The causes and their sentences."""

from openimr.corpus.replay.causes import Cause, load_causes


def test_every_cause_has_a_sentence_and_every_sentence_a_cause() -> None:
    assert list(load_causes()) == list(Cause)
    for told in load_causes().values():
        assert told.about in {"unjudged", "letter", "guideline", "facts"}
        assert told.sentence.endswith(".")
