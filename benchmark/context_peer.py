"""Time medspaCy's ConText on sentences; run inside the environment made for it.

It reads a JSON list of ``[sentence, start, end]`` on standard input and prints one JSON
object: the version, the rules' number, the best seconds of some rounds from bare
sentence to answer and of the component alone, and for each sentence what was said of
the target.  ``context_speed.py`` starts it; nothing of ours is
imported here.
"""

import json
import sys
import time
from importlib.metadata import version

import spacy
from medspacy.context import ConText
from spacy.tokens import Doc, Span

_ROUNDS = 5
_FLAGS = ("is_negated", "is_historical", "is_hypothetical", "is_family")


def main() -> int:
    """Time the way from sentence to answer, and within it the component alone."""
    rows = json.load(sys.stdin)
    language = spacy.blank("en")
    context = ConText(language, rules="default")
    whole = alone = float("inf")
    answers: list[list[bool]] = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        docs = [_with_target(language, *row) for row in rows]
        ready = time.perf_counter()
        for doc in docs:
            context(doc)
        answers = [_flags(doc) for doc in docs]
        ended = time.perf_counter()
        whole = min(whole, ended - began)
        alone = min(alone, ended - ready)
    result = {
        "version": version("medspacy"),
        "rules": len(context.rules),
        "seconds": whole,
        "seconds_alone": alone,
        "answers": answers,
    }
    print(json.dumps(result))
    return 0


def _with_target(language: spacy.Language, sentence: str, start: int, end: int) -> Doc:
    """Return the sentence in words, its one target marked, as one sentence."""
    doc = language.make_doc(sentence)
    for token in doc:
        token.is_sent_start = token.i == 0
    span = doc.char_span(start, end, label="TARGET", alignment_mode="expand")
    doc.ents = (Span(doc, span.start, span.end, label="TARGET"),) if span else ()
    return doc


def _flags(doc: Doc) -> list[bool]:
    return [
        any(bool(getattr(target._, flag)) for target in doc.ents) for flag in _FLAGS
    ]


if __name__ == "__main__":
    sys.exit(main())
