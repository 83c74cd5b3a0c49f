"""What other rooms may do when somebody takes an invitation."""

from django.dispatch import Signal

joined = Signal()
"""Sent by ``Accept`` with ``user`` and ``invitation``, inside its transaction."""
