"""What a signed letter costs: the tagged PDF, and the signature upon it.

The letter is that of the bundled example case, whose key is made here and thrown away.
The aim is a quarter of a second for both together, at the median.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from openimr import signing
from openimr.casework import review_case
from openimr.letters.write import compose, pdf_bytes

from .figures import Figure

NAME = "signing"
EXAMPLE = Path(__file__).parent.parent / "examples" / "case"
_AT = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
_ROUNDS_EACH = 4
"""Letters a round; a median needs more than the best of a few does."""


def figures(rounds: int = 5) -> Iterator[Figure]:
    """Yield the medians of writing, signing and verifying one letter."""
    reviewed = review_case(EXAMPLE)
    content = compose(reviewed.determination, patient=reviewed.patient)
    letter = pdf_bytes(content)
    key = signing.new_development_key("of this benchmark", _AT)
    signer = signing.key_from_file(key.pkcs12, "of this benchmark", "key")
    record = signing.canonical({"letter": list(content.texts())})
    signed = signing.sign_pdf(letter, record, signer, _AT)
    roots = signing.read_roots(key.certificate, "key")
    work: dict[str, Callable[[], object]] = {
        "letter as PDF/UA": lambda: pdf_bytes(content),
        "letter as PDF/UA, signed (PAdES)": lambda: signing.sign_pdf(
            pdf_bytes(content), record, signer, _AT
        ),
        "verifying it": lambda: signing.verify_letter(signed, "a.pdf", roots, _AT),
    }
    for name, run in work.items():
        value = 1e3 * _median(rounds * _ROUNDS_EACH, run)
        yield Figure(benchmark=NAME, name=name, value=value, unit="ms")


def _median(rounds: int, work: Callable[[], object]) -> float:
    work()
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)
