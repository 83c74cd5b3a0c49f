"""Keeping the site running: health, measures, logs, backup, the first start."""
