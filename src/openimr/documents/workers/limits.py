"""Bounds of the processes in which files are parsed."""

JOBS_A_WORKER = 64
"""Jobs after which a worker is replaced, so that nothing it leaks adds up."""

FILES_A_WORKER = 256
"""The same for workers that read files, whose jobs are shorter."""

MOST_MESSAGE = 150_000_000
"""Bytes of one answer of a worker: the largest text file, each character escaped."""

START_SECONDS = 60.0
"""Seconds until a worker must have said that it is ready."""

MEMORY_MB = 1_500
"""Megabytes of addresses that a worker which reads files may use, its program and
its libraries included."""

FIRST_PAGES = 16
"""Pages of the first part of a file: its answer says how many there are, and until
then one worker is alone."""

CHUNK_PAGES = 64
"""Pages of a PDF read in one job: two workers share a packet, and no answer is huge."""

CHUNK_SECONDS = 60.0
"""Seconds for one job: pages of a PDF, or the whole of another file."""

PAGE_SECONDS = 20.0
"""Seconds for a single page, when one in its chunk has broken the reader."""

MOST_BREAKDOWNS = 16
"""Breakdowns over one file after which the rest of its broken chunks is given up."""

MOST_WAITS = 3
"""The same for pages that took too long."""

BYTES_A_WORKER = 150_000
"""Bytes of a case for which a further worker is worth its start: some fifty pages."""

MOST_CASE_WAITS = 8
HURRIED_SECONDS = 5.0
"""Jobs of one case that took too long, after which none is waited for any longer
than so many seconds: a folder of five thousand traps has an end."""
