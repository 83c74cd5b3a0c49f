"""Webhooks: other systems are told of what happens, by ids and states only."""
