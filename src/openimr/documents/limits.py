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

MOST_NESTING = 4
"""Archives in archives, and files attached to files that are themselves attached."""

MOST_UNPACKED_BYTES = 4_000_000_000
"""Bytes on the disk of all that is unpacked of one case."""

MOST_UNPACKED_RATIO = 200
"""Bytes unpacked for each byte of an archive; a packed scan gains a tenth, text ten
times, and a thousand times is a bomb."""

FREE_UNPACKED_BYTES = 50_000_000
"""Bytes that an archive may unpack to whatever the ratio: a white page gains much."""

MOST_DIRECTORY_BYTES = 4_000_000
"""Bytes of an archive's list of files; five thousand long names are one million."""

MOST_ATTACHED = 500
"""Files attached to one PDF."""

MOST_ATTACHED_BYTES = 200_000_000
"""Bytes of one file attached to a PDF, which is unpacked in memory."""

MOST_FRAMES = 5_000
"""Pictures in one TIFF file."""

MOST_CASE_CHARACTERS = 250_000_000
"""Characters of one case; its pages at five thousand each."""
