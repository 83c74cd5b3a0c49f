import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.clinical.index import PhraseIndex
from openimr.clinical.phrases import Lists, PhraseError, compile_phrase

LISTS: Lists = {"activity": ("walk*", "the stairs"), "side": ("left", "right")}
MATCHES = [
    ("flare-up", "a flare up today", "flare up"),
    ("flare-up", "a flareup today", "flareup"),
    ("spasm*", "two spasms", "spasms"),
    ("(no|without) spasm", "left without spasm", "without spasm"),
    ("muscle? spasm", "a spasm", "spasm"),
    ("able to ... <activity>", "is able to take the stairs", "able to take the stairs"),
    ("<n> weeks", "for twenty-one weeks", "twenty-one weeks"),
    ("<side>? knee", "the right knee", "right knee"),
    ("goal* :", "goals: walk", "goals:"),
    ("spasm with motion", "spasm w/ motion", "spasm w/ motion"),
    ("(no|without) spasm", "flexion w/o spasm", "w/o spasm"),
    ("worse .. pain", "worse and worse pain", "worse and worse pain"),
]  # fmt: skip
MISSES = [
    ("spasm", "spasms"),
    ("worse .. pain", "worse in each and every way by pain"),
    ("able to ... <activity>", "able to rest; walks"),
    ("no pain", "no.pain"),
    ("flare", "flared"),
]


@pytest.mark.parametrize(("phrase", "text", "found"), MATCHES)
def test_a_phrase_finds_its_words(phrase: str, text: str, found: str) -> None:
    match = compile_phrase(phrase, LISTS).pattern.search(text)

    assert match is not None
    assert match.group() == found


@pytest.mark.parametrize(("phrase", "text"), MISSES)
def test_a_phrase_passes_over_other_words(phrase: str, text: str) -> None:
    assert compile_phrase(phrase, LISTS).pattern.search(text) is None


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("", "a phrase is empty"),
        ("(a|b", "'(a|b' opens what it does not close"),
        ("a)", "'a)' closes what it did not open"),
        ("<nobody>", "'<nobody>' names the unknown list <nobody>"),
        ("<n>", "'<n>' has no word to hold on to"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError) as caught:
        compile_phrase(phrase, LISTS)

    assert str(caught.value) == message


PHRASES = [compile_phrase(phrase, LISTS) for phrase, _, _ in MATCHES]
WORDS = st.sampled_from(
    "flare up flareup spasms no without spasm muscle able to take the stairs walk "
    "three weeks left knee goal : worse pain and x - .".split()
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_the_index_finds_exactly_what_trying_every_phrase_finds(text: str) -> None:
    index = PhraseIndex((phrase, phrase.words) for phrase in PHRASES)

    found = [
        (hit.start, hit.end, hit.payload) for hit in index.find(text, 0, len(text))
    ]

    tried = [
        (match.start(), match.end(), phrase.words)
        for phrase in PHRASES
        for match in phrase.pattern.finditer(text)
    ]
    assert found == tried
