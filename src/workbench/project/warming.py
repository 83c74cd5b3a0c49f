"""What a process loads before it takes its first request.

Else somebody waits for it: a second for the first page of a process, half a second more
for the first desk.
"""

import sys

from django.urls import reverse

from openimr.casework import knowledge

_SWITCH = 0.0005
"""Seconds for which a thread goes on while others want to.

A short answer asks the database a dozen times, and must get its turn after each; with
Python's five milliseconds it would wait long behind one page that takes fifty.
"""


def warm() -> None:
    """Load addresses, views and knowledge, and let threads take turns quickly.

    Nothing here asks the database: the site must start while that is away.
    """
    sys.setswitchinterval(_SWITCH)
    reverse("home")
    knowledge()
