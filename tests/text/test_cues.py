"""The cue file proves itself: every pattern has examples, and they come out right."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from openimr.domain import Assertion
from openimr.errors import KnowledgeError, UnknownKeyError
from openimr.text import Scope, assertion_at, covering, scopes
from openimr.text.cue_file import read_cues, shipped_cues
from openimr.text.cue_search import find_cues
from openimr.text.cues import NOTHING, Cue
from openimr.text.signs import lowered

from .marked import read_marked

CUES = shipped_cues().cues


def _examples() -> Iterator[tuple[Cue, str]]:
    for cue in CUES:
        for example in cue.examples:
            yield cue, example


EXAMPLES = list(_examples())


def _told(known: tuple[Scope, ...], start: int, end: int, cue: Cue) -> str:
    over = covering(known, start, end)
    if cue.standing and over:
        return over[0].assertion.value
    return assertion_at(known, start, end)[0].value


@pytest.mark.parametrize(
    ("cue", "example"), EXAMPLES, ids=[f"{c.id}: {e}" for c, e in EXAMPLES]
)
def test_each_example_comes_out_as_marked(cue: Cue, example: str) -> None:
    sentence, mentions = read_marked(example)
    known = scopes(sentence)

    found = {sentence[a:b]: _told(known, a, b, cue) for a, b, _ in mentions}

    assert mentions, "an example without marked words proves nothing"
    assert found == {
        sentence[a:b]: cue.means if inside else "affirmed" for a, b, inside in mentions
    }


@pytest.mark.parametrize("cue", CUES, ids=[cue.id for cue in CUES])
def test_each_cue_shows_where_it_reaches_and_where_it_does_not(cue: Cue) -> None:
    reached = [
        inside for example in cue.examples for _, _, inside in read_marked(example)[1]
    ]

    assert False in reached, "show words out of reach"
    assert (True in reached) is (cue.means != NOTHING)


@pytest.mark.parametrize("cue", CUES, ids=[cue.id for cue in CUES])
def test_each_pattern_is_met_in_an_example(cue: Cue) -> None:
    known = shipped_cues()
    met = {
        form.pattern
        for example in cue.examples
        for form, _ in find_cues(known, lowered(read_marked(example)[0]))
    }

    unmet = [
        words
        for words, form in zip(
            cue.words, (f for f in known.forms if f.cue is cue), strict=True
        )
        if form.pattern not in met
    ]

    assert unmet == []


def test_cues_have_names_of_their_own_and_known_meanings() -> None:
    names = [cue.id for cue in CUES]
    meanings = {item.value for item in Assertion} - {"affirmed"}

    assert len(names) == len(set(names))
    assert {cue.means for cue in CUES} == meanings | {NOTHING}


def test_every_class_of_words_is_used() -> None:
    written = files("openimr.text").joinpath("cues.yaml").read_text(encoding="utf-8")
    classes = written[written.index("classes:") : written.index("marks:")]

    unused = [
        name
        for name in re.findall(r"^  (\w+): ", classes, re.MULTILINE)
        if f"{{{name}}}" not in written
    ]

    assert unused == []


SMALL = """\
classes: {be: "is, was"}
marks: {stop: but}
cues:
  - id: "no"
    means: negated
    words: ["no"]
    examples: ["no [spasm] but {pain}"]
"""


def test_a_small_file_is_read_as_written() -> None:
    known = read_cues(SMALL)

    assert [cue.id for cue in known.cues] == ["no"]
    assert known.opening.search("has no spasm") is not None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cues:", "cues: [", "not valid YAML"),
        ("means: negated", "means: negatd", "negatd"),
        ("means: negated", "means: negated\n    reach: far", "reach"),
        ("    means: negated\n", "", "means"),
        ("means: negated", "means: negated\n    means: other", "stands twice"),
        ('words: ["no"]', 'words: ["no("]', "not a pattern"),
        ('words: ["no"]', 'words: ["no[a"]', "not a pattern"),
        ('words: ["no"]', 'words: ["{nobody} no"]', "no class called"),
        ('words: ["no"]', 'words: ["no {nobody}"]', "no class called"),
        ('words: ["no"]', r'words: ["\\w+ no"]', "begin with a plain word"),
        ('words: ["no"]', 'words: ["no?"]', "begin with a plain word"),
        ('words: ["no"]', 'words: "no"', "words"),
    ],
)
def test_a_broken_file_is_refused_with_what_is_wrong(
    old: str, new: str, message: str
) -> None:
    assert old in SMALL

    with pytest.raises(KnowledgeError, match=re.escape(message)):
        read_cues(SMALL.replace(old, new))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="nothing in it"):
        read_cues("")


def test_an_unknown_key_is_refused_with_a_guess() -> None:
    with pytest.raises(UnknownKeyError, match="Did you mean 'means'"):
        read_cues(SMALL.replace("    means", "    meens", 1))
    with pytest.raises(UnknownKeyError, match="Did you mean 'marks'"):
        read_cues(SMALL.replace("marks:", "markz:", 1))
    with pytest.raises(UnknownKeyError, match="Did you mean 'stop'"):
        read_cues(SMALL.replace("stop: but", "stops: but", 1))
