"""A time-stamping authority of our own: certificates and answers by openssl, over a real socket."""

import subprocess
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.kit.served import Served

_CONFIG = """
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamp]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = local
[local]
serial = {folder}/serial
signer_cert = {folder}/stamp.pem
signer_key = {folder}/stamp.key
certs = {folder}/root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run openssl; its failure is the test's."""
    done = subprocess.run(["openssl", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


@dataclass
class Authority(Served):
    """Answers time-stamp queries; `broken` says how it fails instead."""

    folder: Path
    asked: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    broken: str = ""

    def __post_init__(self) -> None:
        here = self.folder
        here.mkdir(parents=True, exist_ok=True)
        config = here / "config"
        config.write_text(_CONFIG.format(folder=here), "utf-8")
        (here / "serial").write_text("01\n", "ascii")
        key = ("-newkey", "rsa:2048", "-nodes", "-sha256")
        openssl("req", "-x509", *key, "-keyout", here / "root.key", "-out", here / "root.pem", "-days", "3650", "-subj", "/CN=Test Root", "-config", config, "-extensions", "ca")  # fmt: skip
        openssl("req", *key, "-keyout", here / "stamp.key", "-out", here / "stamp.csr", "-subj", "/CN=Test Time Stamps", "-config", config)  # fmt: skip
        openssl("x509", "-req", "-in", here / "stamp.csr", "-CA", here / "root.pem", "-CAkey", here / "root.key", "-CAcreateserial", "-sha256", "-days", "3650", "-out", here / "stamp.pem", "-extfile", config, "-extensions", "stamp")  # fmt: skip

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/tsa"

    def answer(self, query: bytes) -> bytes:
        """The reply to a query."""
        (self.folder / "query").write_bytes(query)
        openssl("ts", "-reply", "-config", self.folder / "config", "-section", "local", "-queryfile", self.folder / "query", "-out", self.folder / "reply")  # fmt: skip
        return (self.folder / "reply").read_bytes()

    def __enter__(self) -> "Authority":
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                authority.asked.append((dict(self.headers), query))
                status, body = 200, b""
                if authority.broken == "status":
                    status = 503
                elif authority.broken == "garbage":
                    body = b"<html>blocked</html>"
                elif authority.broken == "redirect":
                    status = 302
                else:
                    body = authority.answer(authority.other if authority.broken == "other" else query)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", authority.url + "/elsewhere")
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        return self._start(server)

    other = b""
    """The query that is answered in place of the one that came, when `broken` is "other"."""
