"""Answers drawn: for print, for grey paper, for all kinds of colour vision."""

from .drawing import KINDS, draw

__all__ = ["KINDS", "draw"]
