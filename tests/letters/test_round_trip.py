"""What is written is read back, field by field, through every format and file.

OPENIMR_ROUND_TRIPS=10000 pytest tests/letters/test_round_trip.py tries as many.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openimr.domain import Determination, RequestDetails
from openimr.letters.read import read_file
from openimr.letters.template import template
from openimr.letters.write import (
    Letterhead,
    compose,
    docx_bytes,
    pdf_bytes,
    template_names,
)

from .held import bare, held
from .plausible import determinations

TRIES = int(os.environ.get("OPENIMR_ROUND_TRIPS", "25"))
HOUSES = (
    Letterhead(),
    Letterhead(
        organisation="Revisión Médica Peñasco",
        short="Peñasco",
        address=("1 Quay Street", "Sacramento, CA 95814"),
        phone="555-0100",
        case_line="IMR {number}",
    ),
)


def _as_worded(words: str) -> RequestDetails:
    return RequestDetails(requested=words)


@settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    determinations(),
    st.sampled_from(template_names()),
    st.sampled_from(HOUSES),
    st.booleans(),
)
def test_a_letter_gives_back_what_it_holds(
    determination: Determination, name: str, house: Letterhead, appendix: bool
) -> None:
    content = compose(determination, house, format=name, appendix=appendix)
    expected = held(determination, template(name).format, house, appendix=appendix)

    with tempfile.TemporaryDirectory() as folder:
        for file, data in (
            (Path(folder) / "letter.docx", docx_bytes(content)),
            (Path(folder) / "letter.pdf", pdf_bytes(content)),
        ):
            file.write_bytes(data)
            assert bare(read_file(file, _as_worded)) == expected
