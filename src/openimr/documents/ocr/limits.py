"""Bounds of what is decoded, drawn and read; whatever is handed in, they hold."""

MOST_PIXELS = 150_000_000
"""Pixels that one picture may declare; a plan of 33 by 47 inches at 300 dpi has 140
million.  More is refused before anything is decoded."""

MOST_DRAWN = 40_000_000
"""Pixels that are worked on; a letter page at 300 dpi has 8.4 million."""

MOST_SIDE = 16_000
"""Longest side that is worked on; the engine itself stops at 32,767."""

LEAST_SIDE = 16
"""A picture with a shorter side holds no line of text."""

DPI = 300
"""Resolution at which text is read: 250 to 350 read alike, 200 and 400 worse."""

LEAST_DPI = 200
"""PDF pages are drawn no coarser, because pictures may carry finer masks."""
