"""The record of acts: append-only, each entry bound to the one before."""
