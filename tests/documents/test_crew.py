import time

import pytest

from openimr.documents.workers.crew import Breakdown, Crew, Why

from .programs import ECHO, answers_of, program


@pytest.mark.parametrize("size", [1, 2, 3])
def test_jobs_are_answered_each_with_its_own(size: int) -> None:
    lines = [str(number) for number in range(20)]

    answers = answers_of(Crew(program(ECHO), size), lines)

    assert answers == [line.encode() for line in lines]


def test_a_crash_costs_the_job_alone() -> None:
    answers = answers_of(Crew(program(ECHO), 1), ["a", "crash", "b"])

    broken = Breakdown(Why.CRASH, "the reader broke down on it (signal SIGSEGV)")
    assert answers == [b"a", broken, b"b"]


def test_a_job_that_takes_too_long_ends_with_its_worker() -> None:
    began = time.monotonic()

    answers = answers_of(Crew(program(ECHO), 1), ["hang", "b"], seconds=0.3)

    overdue = Breakdown(Why.TIME, "it took longer than 0.3 s to read")
    assert answers == [overdue, b"b"]
    assert time.monotonic() - began < 10


def test_a_worker_is_replaced_after_some_jobs() -> None:
    answers = answers_of(Crew(program(ECHO), 1, jobs_each=2), ["who"] * 5)

    assert len(set(answers)) == 3


def test_who_says_more_than_was_asked_is_not_heard_again() -> None:
    answers = answers_of(Crew(program(ECHO), 1), ["chatter", "b"])

    assert answers == [b"chatter", b"b"]


def test_a_job_can_be_taken_off_the_list() -> None:
    crew = Crew(program(ECHO), 1)
    numbers = [crew.add(line, 30) for line in "abc"]

    assert crew.drop([numbers[1], 99]) == [1]
    while len(crew.answers) < 2:
        crew.work()
    crew.stop()

    assert crew.answers == {0: b"a", 2: b"c"}


def test_workers_get_no_secrets_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENIMR_TEST_TOKEN", "secret")
    told = "print('ready', flush=True); input(); import os; print(sorted(os.environ))"

    (answer,) = answers_of(Crew(program(told), 1), ["x"])

    assert isinstance(answer, bytes)
    assert b"PYTHONPATH" in answer
    assert b"OPENIMR_TEST_TOKEN" not in answer
