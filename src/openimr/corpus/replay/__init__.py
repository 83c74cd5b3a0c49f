"""Replay at scale: a corpus through the engine, and what drives the disagreements."""
