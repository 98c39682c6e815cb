"""Just enough DER to put the certificates of a time-stamp into order.

CMS (RFC 5652) lets them stand in any order in BER; authorities built on openssl send signer before issuer. rfc3161-client reads
DER only, where a SET is sorted. Nothing that is signed is touched: the certificates are outside of the signature.
"""

from typing import NamedTuple

_SEQUENCE, _FIRST = 0x30, 0xA0


class _Element(NamedTuple):
    tag: int
    start: int
    content: int
    end: int


def _read(data: bytes, at: int) -> _Element:
    """The element at a place. Raises `ValueError`."""
    if at + 2 > len(data):
        raise ValueError("cut off")
    tag, first = data[at], data[at + 1]
    content = at + 2
    if first < 0x80:
        length = first
    else:
        count = first & 0x7F
        if not 1 <= count <= 4 or content + count > len(data):
            raise ValueError("no definite length")
        length = int.from_bytes(data[content : content + count], "big")
        content += count
    if content + length > len(data):
        raise ValueError("cut off")
    return _Element(tag, at, content, content + length)


def _children(data: bytes, parent: _Element) -> list[_Element]:
    found = []
    at = parent.content
    while at < parent.end:
        found.append(_read(data, at))
        at = found[-1].end
    return found


def with_sorted_certificates(reply: bytes) -> bytes:
    """A TimeStampResp whose certificates stand in DER's order. Raises `ValueError` where it is none."""
    try:
        token = _children(reply, _read(reply, 0))[1]
        signed_data = _children(reply, _children(reply, token)[1])[0]
        certificates = next(one for one in _children(reply, signed_data) if one.tag == _FIRST)
    except (IndexError, StopIteration) as error:
        raise ValueError("no time-stamp with certificates") from error
    if token.tag != _SEQUENCE:
        raise ValueError("no time-stamp token")
    parts = sorted(reply[one.start : one.end] for one in _children(reply, certificates))
    return reply[: certificates.content] + b"".join(parts) + reply[certificates.end :]
