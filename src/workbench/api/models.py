"""Tokens, idempotency keys and webhooks."""
