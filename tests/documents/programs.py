"""Programs for workers that fail when they are told to, and what a crew says of it."""

import sys
from collections.abc import Sequence

from openimr.documents.workers.crew import Crew

ECHO = """
import os, signal, sys, time
print("ready", flush=True)
for line in sys.stdin:
    word = line.strip()
    if word == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "hang":
        time.sleep(60)
    if word == "chatter":
        word = "chatter\\nand more"
    print(word if word != "who" else os.getpid(), flush=True)
"""
"""A worker that says what it is told, unless it is told to fail."""


def program(source: str) -> Sequence[str]:
    return (sys.executable, "-c", source)


def answers_of(crew: Crew, lines: Sequence[str], seconds: float = 30) -> list[object]:
    numbers = [crew.add(line, seconds) for line in lines]
    try:
        while set(numbers) - set(crew.answers):
            crew.work()
    finally:
        crew.stop()
    return [crew.answers[number] for number in numbers]
