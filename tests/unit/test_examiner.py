"""The order in which pictures are looked at."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from markwarden.pictures.examiner import Examiner
from tests.kit.browser import until

FOREVER = 3600.0
PATIENCE = 20.0


@contextmanager
def examining(*, calm: float, longest: float = FOREVER) -> Iterator[Examiner]:
    examiner = Examiner(1, calm=calm, longest=longest)
    try:
        yield examiner
    finally:
        examiner.close()


def busy(examiner: Examiner) -> threading.Event:
    """Its thread at work until the event is set."""
    begun, release = threading.Event(), threading.Event()

    def job() -> None:
        begun.set()
        release.wait(PATIENCE)

    examiner.look(job, 0.0)
    assert begun.wait(PATIENCE)
    return release


def test_glances_come_first_then_the_most_urgent_looks() -> None:
    done: list[str] = []
    last = threading.Event()
    with examining(calm=0.0) as examiner:
        release = busy(examiner)
        for name, urgency in (("plain", 0.0), ("plain too", 0.0), ("urgent", 1.0)):
            examiner.look(lambda name=name: done.append(name), urgency)  # type: ignore[misc]
        examiner.look(last.set, -1.0)
        for name in ("first glance", "second glance"):
            examiner.glance(lambda name=name: done.append(name))  # type: ignore[misc]
        release.set()
        assert last.wait(PATIENCE)
    assert done == ["first glance", "second glance", "urgent", "plain", "plain too"]


def test_no_look_is_begun_while_glances_come_in() -> None:
    done: list[str] = []
    with examining(calm=FOREVER) as examiner:
        release = busy(examiner)
        examiner.look(lambda: done.append("look"), 1.0)
        glances = [threading.Event() for _ in range(3)]
        for glance in glances:
            examiner.glance(glance.set)
        release.set()
        for glance in glances:
            assert glance.wait(PATIENCE)
            assert not done
    assert not done


def test_looks_are_begun_though_glances_never_end() -> None:
    looked, glanced = threading.Event(), threading.Event()
    with examining(calm=FOREVER, longest=0.0) as examiner:
        examiner.glance(glanced.set)
        examiner.look(looked.set, 0.0)
        assert glanced.wait(PATIENCE)
        assert looked.wait(PATIENCE)


def test_looks_are_begun_when_glances_have_ended() -> None:
    looked = threading.Event()
    with examining(calm=0.05) as examiner:
        examiner.look(looked.set, 0.0)
        examiner.glance(lambda: None)
        assert looked.wait(PATIENCE)


def test_closing_drops_what_waits() -> None:
    done: list[str] = []
    with examining(calm=0.0) as examiner:
        release = busy(examiner)
        examiner.look(lambda: done.append("look"), 0.0)
        examiner.glance(lambda: done.append("glance"))
        closing = threading.Thread(target=examiner.close)
        closing.start()
        until(lambda: examiner._stopped)
        release.set()
        closing.join()
    assert not done
