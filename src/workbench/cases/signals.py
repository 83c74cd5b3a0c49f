"""What the cases tell other rooms."""

from django.dispatch import Signal

moved = Signal()
"""Sent by ``actions.move`` with ``case`` (locked), ``before`` and ``to`` (states), inside
the transaction of the act: what a listener writes stands or falls with the step."""
