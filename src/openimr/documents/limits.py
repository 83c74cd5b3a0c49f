"""Bounds that keep time and memory finite, whatever is handed in.

A real case file is some hundred to a few thousand pages; each bound stands an order
of magnitude above the largest that is plausible.
"""

MOST_FILES = 5_000
"""Files of one case."""

MOST_DEPTH = 32
"""Folders inside folders."""

MOST_FILE_BYTES = 1_000_000_000
"""Bytes of one PDF; pdfium reads from the disk and never holds the whole."""

MOST_TEXT_BYTES = 20_000_000
"""Bytes of one text file, and of one DOCX after unpacking."""

MOST_FILE_PAGES = 20_000
"""Pages of one file."""

MOST_CASE_PAGES = 50_000
"""Pages of one case."""

MOST_PAGE_CHARACTERS = 200_000
"""Characters kept of one page; a printed page holds five thousand."""
