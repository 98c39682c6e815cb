"""Time-stamps from an authority of our own, over a real socket: asked for, kept, checked, and waited for where it fails."""

import hashlib
import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from markwarden.evidence import Archive, verify
from markwarden.evidence.stamping import StampSettings
from markwarden.store import SqliteStore, TinyStore
from tests.kit.authority import Authority, openssl
from tests.kit.browser import until
from tests.kit.captures import sealed_capture
from tests.kit.tampering import flip


@pytest.fixture(scope="module")
def authority_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    Authority(folder)
    return folder


@pytest.fixture
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with Authority(tmp_path_factory.mktemp("authority")) as running:
        yield running


def trusting(archive: Archive, authority: Authority) -> None:
    archive.stamp_settings.put(StampSettings(url=authority.url, roots=authority.root.read_text("ascii")))


def stamped(archive: Archive) -> Path:
    """A package that has got its time-stamp."""
    package = archive.folder(sealed_capture(archive).id)
    until(lambda: not archive.stamps.waiting())
    assert (package / "seal/stamp.tsr").is_file()
    return package


def test_off_until_an_authority_is_set(archive: Archive) -> None:
    package = archive.folder(sealed_capture(archive).id)
    assert archive.stamps.waiting() == []
    assert [path.name for path in sorted((package / "seal").iterdir())] == ["SHA256SUMS", "custody.jsonl"]
    assert "markwarden-stamps" not in {thread.name for thread in threading.enumerate()}


def test_stamp_is_checked_with_openssl_alone(archive: Archive, authority: Authority) -> None:
    trusting(archive, authority)
    package = stamped(archive)
    done = openssl("ts", "-verify", "-data", "tagmanifest-sha256.txt", "-in", "seal/stamp.tsr", "-CAfile", authority.root, "-untrusted", "seal/stamp-certificates.pem", cwd=package)  # fmt: skip
    assert "Verification: OK" in done.stdout + done.stderr
    openssl("ts", "-reply", "-in", "seal/stamp.tsr", "-text", cwd=package)
    assert "openssl ts -verify -data tagmanifest-sha256.txt -in seal/stamp.tsr -CAfile ROOT.pem" in (package / "README.txt").read_text("utf-8")  # fmt: skip


def test_stamp_is_checked_by_ours(archive: Archive, authority: Authority, tmp_path: Path) -> None:
    trusting(archive, authority)
    package = stamped(archive)
    result = verify(package, archive.layout.log, authority.root.read_bytes())
    assert result.sound, result.problems
    assert result.stamp is not None
    assert (result.stamp.trusted, result.stamp.authority) == (True, "CN=Test Time Stamps")
    assert any("existed at" in line for line in result.proved)
    assert [entry.action.value for entry in archive.log.of(package.name)] == ["captured", "stamped"]
    without = verify(package)
    assert without.sound
    assert any("--roots" in line for line in without.not_proved)
    stranger = Authority(tmp_path / "stranger")
    assert not verify(package, roots=stranger.root.read_bytes()).sound
    (tmp_path / "out.zip").write_bytes(archive.export(package.name, "test"))
    assert verify(tmp_path / "out.zip", archive.layout.log, authority.root.read_bytes()).stamp is not None


def test_only_a_digest_leaves(archive: Archive, authority: Authority) -> None:
    trusting(archive, authority)
    package = stamped(archive)
    [(headers, query)] = authority.asked
    message = (package / "tagmanifest-sha256.txt").read_bytes()
    assert hashlib.sha256(message).digest() in query
    assert len(query) < 100
    assert set(headers) == {"Accept-Encoding", "Content-Length", "Host", "User-Agent", "Content-Type", "Connection"}
    said = " ".join(headers.values())
    assert package.name not in said
    assert "aliexpress" not in said


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("status", "status 503"),
        ("garbage", "no time-stamp"),
        ("redirect", "status 302"),
        ("other", "not of this package"),
    ],
)
def test_failure_waits_and_is_told_and_tried_again(
    archive: Archive, authority: Authority, broken: str, why: str
) -> None:
    authority.other = (
        TimestampRequestBuilder(data=b"something else", hash_algorithm=HashAlgorithm.SHA256).build().as_bytes()
    )
    authority.broken = broken
    trusting(archive, authority)
    package = archive.folder(sealed_capture(archive).id)
    [waiting] = until(lambda: [one for one in archive.stamps.waiting() if one.error])
    assert (waiting.package, waiting.tries) == (package.name, 1)
    assert why in str(waiting.error)
    assert not (package / "seal/stamp.tsr").exists()
    assert verify(package).sound
    authority.broken = ""
    archive.stamps.retry_now()
    until(lambda: not archive.stamps.waiting())
    assert verify(package, archive.layout.log, authority.root.read_bytes()).sound


def test_authority_that_is_not_there(archive: Archive, authority: Authority) -> None:
    archive.stamp_settings.put(StampSettings(url="http://127.0.0.1:9/", roots=None))
    sealed_capture(archive)
    [waiting] = until(lambda: [one for one in archive.stamps.waiting() if one.error])
    assert "could not be reached" in str(waiting.error)


def test_stamp_of_another_authority_is_not_taken(archive: Archive, authority: Authority, tmp_path: Path) -> None:
    stranger = Authority(tmp_path / "stranger")
    archive.stamp_settings.put(StampSettings(url=authority.url, roots=stranger.root.read_text("ascii")))
    package = archive.folder(sealed_capture(archive).id)
    [waiting] = until(lambda: [one for one in archive.stamps.waiting() if one.error])
    assert "signature does not hold" in str(waiting.error)
    assert not (package / "seal/stamp.tsr").exists()


def test_stamp_that_came_just_before_a_crash(archive: Archive, authority: Authority, tmp_path: Path) -> None:
    """It was written aside and not yet put into the package."""
    trusting(archive, authority)
    package = stamped(archive)
    shutil.copy(package / "seal/stamp.tsr", archive.layout.root / "stamps" / f"{package.name}.tsr")
    (package / "seal/SHA256SUMS").unlink()
    (package / "seal/SHA256SUMS").write_bytes(b"torn")
    rows = SqliteStore(tmp_path / "again.sqlite3")
    again = Archive(archive.layout.root, rows, TinyStore(tmp_path / "again"))
    assert verify(package, again.layout.log, authority.root.read_bytes()).sound
    again.close()
    rows.close()


def test_any_changed_byte_of_the_stamp_is_found(archive: Archive, authority: Authority, tmp_path: Path) -> None:
    trusting(archive, authority)
    package = stamped(archive)
    for seed in range(30):
        copy = tmp_path / f"copy-{seed}"
        shutil.copytree(package / "seal", copy / "seal")
        what = flip(copy / "seal", random.Random(seed))
        whole = tmp_path / f"whole-{seed}"
        shutil.copytree(package, whole)
        shutil.rmtree(whole / "seal")
        shutil.copytree(copy / "seal", whole / "seal")
        assert not verify(whole).sound, what


@pytest.mark.parametrize(
    "settings", [{"url": "ftp://x/"}, {"url": "file:///etc/passwd"}, {"url": "http://"}, {"roots": "no PEM"}]
)
def test_settings_that_cannot_be(settings: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        StampSettings(**settings)
