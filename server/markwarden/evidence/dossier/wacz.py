"""A capture as a web archive (WACZ 1.1.1): its MHTML as WARC responses, so that ReplayWeb.page shows the page again."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from markwarden.evidence.errors import EvidenceError
from markwarden_schema.record import Record

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_WARC = "data.warc.gz"
_CID = "cid:"


def wacz(record: Record, mhtml: bytes) -> bytes:
    """The WACZ of a capture. Raises `EvidenceError` where its MHTML holds no page."""
    when = record.clocks.browser_began or record.clocks.server_began
    resources = list(_resources(mhtml))
    if not resources:
        raise EvidenceError("The capture's MHTML holds nothing that could be shown again.")
    page = next((url for url, media_type, _ in resources if media_type == "text/html"), resources[0][0])
    warc, index = _archive(resources, when, record)
    pages = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"},
        {"id": record.id, "url": page, "ts": _iso(when), "title": record.title},
    ]
    files = {
        f"archive/{_WARC}": warc,
        "indexes/index.cdx": "".join(sorted(index)).encode(),
        "pages/pages.jsonl": "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in pages).encode(),
    }
    package = json.dumps(_data_package(record, files, page, when), indent=2, ensure_ascii=False).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    files |= {"datapackage.json": package, "datapackage-digest.json": json.dumps(digest, indent=2).encode()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, data in files.items():
            # Compressed already, or sought in: both have to be stored as they are.
            stored = name.startswith(("archive/", "indexes/"))
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            zipped.writestr(info, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return made.getvalue()


def mhtml_of(record: Record) -> str | None:
    """The path of the MHTML archive that a package holds."""
    return next((one.path for one in record.files if one.media_type == "multipart/related"), None)


def _resources(mhtml: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Address, type and bytes of each part, the page first."""
    message = message_from_bytes(mhtml, policy=policy.default)
    found: dict[str, tuple[str, bytes]] = {}
    for part in message.walk():
        location = str(part.get("Content-Location") or "").strip()
        if (
            not isinstance(part, EmailMessage)
            or part.is_multipart()
            or not location.startswith(("http://", "https://", _CID))
        ):
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            found.setdefault(location, (part.get_content_type(), data))
    inside = [location for location in found if location.startswith(_CID)]
    for location, (media_type, data) in found.items():
        if media_type in ("text/html", "text/css"):
            for cid in inside:
                data = data.replace(cid.encode(), _address_of(cid).encode())
        yield _address_of(location), media_type, data


def _address_of(location: str) -> str:
    """Where a part is found in the web archive: the browser names styles and frames of the page itself `cid:…`, which no archive can hold."""
    return (
        f"https://cid.invalid/{quote(location.removeprefix(_CID), safe='@')}" if location.startswith(_CID) else location
    )


def _archive(resources: list[tuple[str, str, bytes]], when: datetime, record: Record) -> tuple[bytes, list[str]]:
    """The WARC, and the lines of its index."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    date = _iso(when)
    info = {"software": record.program, "format": "WARC File Format 1.1", "isPartOf": record.id}
    about = writer.create_warcinfo_record(_WARC, info)
    writer.write_record(about)
    about.raw_stream.close()
    lines = []
    for url, media_type, data in resources:
        offset = out.tell()
        kind = f"{media_type}; charset=utf-8" if media_type in ("text/html", "text/css") else media_type
        head = StatusAndHeaders(
            "200 OK", [("Content-Type", kind), ("Content-Length", str(len(data)))], protocol="HTTP/1.1"
        )
        one = writer.create_warc_record(url, "response", payload=io.BytesIO(data), http_headers=head, warc_headers_dict={"WARC-Date": date})  # fmt: skip
        writer.write_record(one)
        # The writer has put the bytes into a file of its own, to count their digest.
        one.raw_stream.close()
        fields = {
            "url": url,
            "mime": media_type,
            "status": "200",
            "digest": one.rec_headers.get_header("WARC-Payload-Digest"),
            "length": str(out.tell() - offset),
            "offset": str(offset),
            "filename": _WARC,
        }
        lines.append(f"{surt(url)} {when.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(fields)}\n")
    return out.getvalue(), lines


def surt(url: str) -> str:
    """An address as indexes sort it: host backwards, without `www.`, path and query in lower case."""
    parts = urlsplit(url)
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").lower())
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{'?' + query if query else ''}".lower().replace(
        " ", "%20"
    )


def _data_package(record: Record, files: dict[str, bytes], page: str, when: datetime) -> dict[str, object]:
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": record.title,
        "description": f"Made from the MHTML of capture {record.id}",
        "created": _iso(record.clocks.server_finished),
        "software": record.program,
        "mainPageUrl": page,
        "mainPageDate": _iso(when),
        "resources": [
            {
                "name": name.rpartition("/")[2],
                "path": name,
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "bytes": len(data),
            }
            for name, data in files.items()
        ],
    }


def _iso(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
