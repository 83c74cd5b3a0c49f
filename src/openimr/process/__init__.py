"""The life of a dispute: its clocks, the screen of applications, the packet of records.

Everything that is law stands in ``programmes/*.yaml``, dated, cited and marked as
verified or not; the code counts days and asks questions of any programme of that shape.
"""

from .clock import changes, read_clock
from .eligibility import dispute_key, screen
from .ics import calendar_file
from .load import CALIFORNIA, load_programme, parse_programme, programme_ids
from .money import fee, penalties
from .notice import notice
from .packet import check_packet
from .told import parse_told
from .windows import window

__all__ = [
    "CALIFORNIA",
    "calendar_file",
    "changes",
    "check_packet",
    "dispute_key",
    "fee",
    "load_programme",
    "notice",
    "parse_programme",
    "parse_told",
    "penalties",
    "programme_ids",
    "read_clock",
    "screen",
    "window",
]
