"""Passages of the invented pages that facts and sentences rest on."""

from .record import quoted

TAKES = quoted("D3", 2, "She takes\ntizanidine 4 mg three times a day")
REFILL = quoted("D3", 2, "Refill tizanidine 4 mg #90")
CONTINUE = quoted("D4", 3, "Continue\ntizanidine 4 mg #90")
NO_SPASM = quoted("D3", 2, "no spasm\nis felt")
SPASM = quoted("D4", 3, "Marked spasm of the left lumbar paraspinal muscles")
SLIPPED = quoted(
    "D4",
    3,
    "On 01/24/2015 she slipped on a wet step and has had a sharp\n"
    "increase of low back pain since, 8/10, with cramping",
)
FIRST_LINE = quoted("D4", 3, "Ibuprofen 600 mg for five days & rest helped <little>")
COURSE = quoted("D4", 3, "Cyclobenzaprine 7.5 mg at night, #20, short course")
REFLEXES = quoted("D3", 2, "Reflexes 2+ and even")
