"""What the cases tell other rooms."""

from django.dispatch import Signal

moved = Signal()
"""Sent by ``actions.move`` with ``case`` (locked), ``before`` and ``to`` (states).

It is sent inside the transaction of the act, so that what a listener writes stands or
falls with the step.
"""
