"""A capture that is killed (SIGKILL) at its N-th step, for every N, and what is found afterwards. Run as a program.

Every call that changes the disk is a step. Prints one JSON object: the number of steps, and what went wrong.
"""

import io
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from markwarden.evidence import Archive, verify
from markwarden.evidence.custody import Action
from markwarden.evidence.stamping import StampSettings
from markwarden_schema.capture import CaptureSeal, CaptureStage, CaptureState, PartNote
from tests.kit.captures import archive_in, open_capture, parts_of, seal_of

PARTS = parts_of(images=1)
CALLS = ((os, "fsync"), (os, "link"), (os, "rename"), (os, "replace"), (os, "unlink"), (os, "mkdir"), (os, "rmdir"), (os, "chmod"))  # fmt: skip


class Steps:
    """Counts the calls that change the disk; dies before the one with the given number."""

    def __init__(self, last: int | None) -> None:
        self.count = 0
        for module, name in CALLS:
            original = getattr(module, name)

            def step(*args: object, original: object = original, **named: object) -> object:
                self.count += 1
                if self.count == last:
                    os.kill(os.getpid(), signal.SIGKILL)
                return original(*args, **named)  # type: ignore[operator]

            setattr(module, name, step)
        opened = io.open

        def dying(file: object, mode: str = "r", *args: object, **named: object) -> object:
            if mode == "ab":  # a line of the custody log: also die with half of it written
                self.count += 1
                if self.count == last:
                    with opened(file, "ab") as torn:  # type: ignore[call-overload]
                        torn.write(b'{"action":"capt')
                    os.kill(os.getpid(), signal.SIGKILL)
            return opened(file, mode, *args, **named)  # type: ignore[call-overload]

        io.open = dying  # type: ignore[assignment]


def work(folder: Path, last: int | None) -> int:
    archive = archive_in(folder)
    steps = Steps(last)
    capture_id = open_capture(archive, PARTS)
    archive.seal(capture_id, CaptureSeal.model_validate(seal_of()), None)
    return steps.count


def finish(archive: Archive, state: CaptureState) -> str | None:
    """Resume a capture and seal it; what is wrong with the package."""
    if state.stage is CaptureStage.OPEN:
        for part in PARTS:
            if part.name not in state.parts:
                archive.put(state.id, part.name, part.media_type, PartNote.model_validate(part.note), iter([part.data]))
        state = archive.seal(state.id, CaptureSeal.model_validate(seal_of()), None)
    result = verify(archive.folder(state.id), archive.layout.log)
    if not result.sound or not result.chain.startswith("sound"):
        return f"{result.problems} {result.chain}"
    if state.missing:
        return f"missing: {state.missing}"
    captured = [entry for entry in archive.log.of(state.id) if entry.action is Action.CAPTURED]
    return None if len(captured) == 1 else "not captured once"


def look(folder: Path) -> str | None:
    """What is wrong with what a killed capture left; it is resumed and finished on the way."""
    archive = archive_in(folder)
    if archive.log.broken:
        return f"log: {archive.log.broken}"
    states = archive.states()
    if len(states) > 1:
        return f"{len(states)} captures from one"
    for state in states:
        wrong = finish(archive, state)
        if wrong is not None:
            return wrong
    if list(archive.layout.building.iterdir()) or list(archive.layout.incoming.iterdir()):
        return "something is left lying about"
    if list(archive.layout.objects.glob("arriving-*")) or (not states and archive.disk()):
        return "bytes that nothing holds"
    return None


def in_child(job: object) -> int:
    """Run in a process of its own; its status."""
    child = os.fork()
    if child == 0:
        try:
            job()  # type: ignore[operator]
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - the parent has to hear of it
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
    return os.waitpid(child, 0)[1]


def main() -> None:
    assert StampSettings().url is None
    memory = Path("/dev/shm")
    # A killed process loses nothing that it gave to the system: the disk's own speed is not what is looked at.
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        root = Path(name)

        def count() -> None:
            (root / "count").write_text(str(work(root / "whole", None)))

        assert in_child(count) == 0
        steps = int((root / "count").read_text())
        wrong: dict[int, str] = {}
        for last in range(1, steps + 1):
            folder = root / str(last)
            status = in_child(lambda folder=folder, last=last: work(folder, last))
            if not os.WIFSIGNALED(status):
                wrong[last] = "was not killed"
                continue

            def report(folder: Path = folder) -> None:
                (folder / "wrong").write_text(look(folder) or "")

            wrong[last] = "the next start failed" if in_child(report) else (folder / "wrong").read_text()
        found = {"steps": steps, "wrong": {n: why for n, why in wrong.items() if why}}
        sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
