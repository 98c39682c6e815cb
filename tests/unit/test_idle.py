"""Work in idle time: the most suspicious first, bounded, held back while a person waits."""

import threading

import pytest

from markwarden.pictures.idle import MOST_WAITING, IdlePool


class Slow:
    """Does nothing, one job at a time, when it is let; the value `broken` fails."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.keys: list[str] = []
        self.done = threading.Condition()

    def __call__(self, key: str, value: str) -> None:
        self.begun.set()
        assert self.go.wait(10)
        with self.done:
            self.keys.append(key)
            self.done.notify_all()
        if value == "broken":
            raise ValueError(value)

    def wait(self, count: int) -> list[str]:
        with self.done:
            assert self.done.wait_for(lambda: len(self.keys) >= count, 10)
            return self.keys


def test_the_most_suspicious_comes_first() -> None:
    slow = Slow()
    pool = IdlePool(slow)
    pool.put("first", "", 0)
    assert slow.begun.wait(10)
    for key, risk in (("low", 10), ("high", 90), ("medium", 50), ("gone", 99)):
        assert pool.put(key, "", risk)
    assert not pool.put("high", "", 20)
    assert pool.has("first")
    assert pool.has("low")
    pool.drop(["gone"])
    assert not pool.has("gone")
    slow.go.set()
    assert slow.wait(4) == ["first", "high", "medium", "low"]
    pool.close()


def test_a_job_that_fails_ends_no_worker(caplog: pytest.LogCaptureFixture) -> None:
    slow = Slow()
    slow.go.set()
    pool = IdlePool(slow)
    pool.put("one", "broken", 1)
    slow.wait(1)
    pool.put("two", "", 1)
    assert slow.wait(2) == ["one", "two"]
    pool.close()
    assert "a job in idle time failed" in caplog.text


def test_held_back_it_begins_nothing() -> None:
    slow = Slow()
    slow.go.set()
    pool = IdlePool(slow)
    with pool.held():
        pool.put("one", "", 1)
        assert not slow.begun.wait(0.2)
    assert slow.wait(1) == ["one"]
    pool.close()


def test_the_queue_is_bounded_and_lets_the_least_suspicious_go() -> None:
    slow = Slow()
    pool = IdlePool(slow)
    pool.put("first", "", 0)
    assert slow.begun.wait(10)
    for number in range(MOST_WAITING):
        assert pool.put(str(number), "", 10 + number)
    assert not pool.put("less", "", 5)
    assert pool.put("more", "", 50)
    assert pool.waiting() == MOST_WAITING + 1
    slow.go.set()
    pool.close()
    assert "0" not in slow.keys
