"""Tests of the room that turns files into documents and pages."""
