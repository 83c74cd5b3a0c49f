"""What other rooms may listen to.

``released`` is sent once a release, after its transaction was committed, with the
keyword ``release`` (a :class:`workbench.quality.models.Release`).  It is sent with
``send_robust``: a listener that fails undoes nothing and stops no other listener; its
fault is logged.  A listener that must not be lost queues a task of its own.
"""

from django.dispatch import Signal

released = Signal()
