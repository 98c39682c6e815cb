"""Reading and checking RFC 3161 time-stamps. Knows no network."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import TimeStampResponse, VerificationError, VerifierBuilder, decode_timestamp_response

from markwarden.evidence.der import with_sorted_certificates
from markwarden.evidence.layout import STAMP

GRANTED = 0
_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")


@dataclass(slots=True)
class StampFacts:
    """What a time-stamp says. `trusted`: its signature leads to a root certificate that the person named."""

    time: str
    authority: str
    trusted: bool = False
    problems: list[str] = field(default_factory=list)


class BadStampError(ValueError):
    """Bytes that are no granted time-stamp of these data."""


def decoded(reply: bytes, message: bytes) -> TimeStampResponse:
    """An authority's reply as a time-stamp of `message`. Raises `BadStampError`."""
    try:
        response = _parsed(reply)
    except ValueError as error:
        raise BadStampError("the reply is no time-stamp") from error
    if response.status != GRANTED:
        raise BadStampError(f"the authority did not grant it: {', '.join(response.status_string) or response.status}")
    try:
        imprint = response.tst_info.message_imprint
        fits = imprint.hash_algorithm == _SHA256 and imprint.message == hashlib.sha256(message).digest()
    except ValueError as error:
        raise BadStampError("the reply is no sound time-stamp") from error
    if not fits:
        raise BadStampError("the time-stamp is not of this package")
    return response


def _parsed(reply: bytes) -> TimeStampResponse:
    try:
        return decode_timestamp_response(reply)
    except ValueError:
        return decode_timestamp_response(with_sorted_certificates(reply))


def certificates_of(response: TimeStampResponse) -> list[x509.Certificate]:
    """The certificates that came with a time-stamp, sorted."""
    return [x509.load_der_x509_certificate(der) for der in sorted(response.signed_data.certificates)]


def as_pem(response: TimeStampResponse) -> bytes:
    """Those certificates as PEM, for `openssl ts -verify -untrusted`."""
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates_of(response))


def facts_of(response: TimeStampResponse) -> StampFacts:
    """Time and signer. Raises `BadStampError`."""
    try:
        return _facts_of(response)
    except ValueError as error:
        raise BadStampError("the time-stamp's certificates cannot be read") from error


def _facts_of(response: TimeStampResponse) -> StampFacts:
    signer = next(iter(response.signed_data.signer_infos), None)
    name = next(
        (
            certificate.subject.rfc4514_string()
            for certificate in certificates_of(response)
            if signer is not None and certificate.serial_number == signer.serial_number
        ),
        "an unnamed authority",
    )
    return StampFacts(time=f"{response.tst_info.gen_time:%Y-%m-%d %H:%M:%S} UTC", authority=name)


def check_signature(response: TimeStampResponse, message: bytes, roots: bytes) -> None:
    """Whether the signature leads to one of the certificates in `roots` (PEM). Raises `BadStampError`."""
    try:
        trusted = x509.load_pem_x509_certificates(roots)
    except ValueError as error:
        raise BadStampError("the root certificates are no PEM") from error
    try:
        # The library trusts what it is given as intermediates like roots: only what the person named may go in. What came
        # with the time-stamp it uses for the path in between all the same.
        VerifierBuilder(roots=trusted).build().verify_message(response, message)
    except (VerificationError, ValueError) as error:
        raise BadStampError(f"the time-stamp's signature does not hold: {error}") from error


def check_stamp(folder: Path, message: bytes, roots: bytes | None) -> StampFacts | None:
    """The time-stamp of a package, checked; None where it has none."""
    path = folder / STAMP
    if not path.is_file():
        return None
    try:
        response = decoded(path.read_bytes(), message)
        facts = facts_of(response)
    except BadStampError as error:
        return StampFacts("unknown", "unknown", problems=[f"{STAMP}: {error}"])
    if roots is not None:
        try:
            check_signature(response, message, roots)
            facts.trusted = True
        except BadStampError as error:
            facts.problems.append(f"{STAMP}: {error}")
    return facts
