"""Every endpoint of the table: served, documented, and refusing in the one shape with the codes it names."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from markwarden.app import create_app
from markwarden.services import services_of
from markwarden.settings import Settings
from markwarden_schema.endpoints import ENDPOINTS, PREFIX, Access, Endpoint
from markwarden_schema.error import STATUS, ErrorCode, ErrorReply
from markwarden_schema.openapi import document
from tests.kit.client import OTHER_EXTENSION, Client, Reply

ROOT = Path(__file__).parents[2]
HUGE = str(65 * 2**20)


def name_of(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


def filled(path: str) -> str:
    """The path with an id that nothing has."""
    return re.sub(r"\{\w+\}", "none", path)


def ask(client: Client, endpoint: Endpoint, body: bytes | None = None, **headers: str | None) -> Reply:
    sent: dict[str, str | None] = {"Authorization": f"Bearer {client.token}"}
    if endpoint.request is not None:
        body = b"{}" if body is None else body
        sent["Content-Type"] = "application/json"
    elif endpoint.raw:
        body = b"x" if body is None else body
        sent["Content-Type"] = endpoint.raw[0]
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    path = PREFIX + filled(endpoint.path)
    return client.raw(endpoint.method, path, sent, body)


def refusals(endpoint: Endpoint) -> list[tuple[ErrorCode, dict[str, str | None], bytes | None]]:
    """For each code that an endpoint names, a request that brings it about."""
    found: list[tuple[ErrorCode, dict[str, str | None], bytes | None]] = [
        (ErrorCode.HOST_NOT_ALLOWED, {"Host": "evil.example"}, None),
        (ErrorCode.CROSS_SITE, {"Sec_Fetch_Site": "cross-site"}, None),
        (ErrorCode.ORIGIN_NOT_ALLOWED, {"Origin": "https://evil.example"}, None),
    ]
    if endpoint.access is Access.TOKEN:
        found += [
            (ErrorCode.TOKEN_MISSING, {"Authorization": None}, None),
            (ErrorCode.TOKEN_INVALID, {"Authorization": "Bearer x"}, None),
        ]
    if endpoint.request is not None:
        found += [
            (ErrorCode.UNSUPPORTED_MEDIA_TYPE, {"Content_Type": "text/plain"}, None),
            (ErrorCode.BODY_TOO_LARGE, {}, b" " * (endpoint.most_bytes + 1)),
            (ErrorCode.INVALID_JSON, {}, b"{"),
            (ErrorCode.INVALID_REQUEST, {}, b'{"unknown": 1}'),
        ]
    elif endpoint.raw:
        found += [
            (ErrorCode.UNSUPPORTED_MEDIA_TYPE, {"Content_Type": "text/plain"}, None),
            (ErrorCode.BODY_TOO_LARGE, {}, b" " * (endpoint.most_bytes + 1)),
            (ErrorCode.INVALID_REQUEST, {}, None),
        ]
    if ErrorCode.NOT_FOUND in endpoint.codes and endpoint.request is None and not endpoint.raw:
        found.append((ErrorCode.NOT_FOUND, {}, None))
    return found


CASES = [(endpoint, *refusal) for endpoint in ENDPOINTS for refusal in refusals(endpoint)]


@pytest.mark.parametrize(
    ("endpoint", "code", "headers", "body"), CASES, ids=[f"{name_of(case[0])} {case[1].value}" for case in CASES]
)
def test_refusal_has_the_one_shape(
    paired: Client, endpoint: Endpoint, code: ErrorCode, headers: dict[str, str | None], body: bytes | None
) -> None:
    reply = ask(paired, endpoint, body, **headers)
    error = ErrorReply.model_validate_json(reply.body).error
    assert error.code is code
    assert reply.status == STATUS[code]
    assert reply.headers["content-type"] == "application/json"
    assert error.message.endswith(".")
    assert code in endpoint.all_codes


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=name_of)
def test_other_methods_are_refused_in_the_one_shape(paired: Client, endpoint: Endpoint) -> None:
    reply = paired.ask("PATCH", filled(endpoint.path))
    error = ErrorReply.model_validate_json(reply.body).error
    assert (error.code, reply.status) == (ErrorCode.METHOD_NOT_ALLOWED, 405)


def test_unknown_paths_are_refused_in_the_one_shape(paired: Client) -> None:
    for path in ("/api/v1/none", "/api/v2/pages", "/none", "/favicon.ico", "/api/v1/pages/"):
        reply = paired.raw("GET", path, {"Authorization": f"Bearer {paired.token}"})
        assert ErrorReply.model_validate_json(reply.body).error.code is ErrorCode.NOT_FOUND


def test_every_route_is_in_the_table_and_the_other_way_round(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, port=1))
    services_of(app).close()
    served = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] not in ("console", "bootstrap")  # for people, not of the contract
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    named = {(endpoint.method, endpoint.rule) for endpoint in ENDPOINTS}
    assert named <= served
    assert {rule for _, rule in served - named} == {
        f"{PREFIX}/docs/<any('swagger-ui.css', 'swagger-ui-bundle.js', 'start.js'):name>"
    }


def test_every_code_has_a_status_and_is_named_somewhere() -> None:
    assert STATUS.keys() == set(ErrorCode)
    named = {code for endpoint in ENDPOINTS for code in endpoint.all_codes}
    assert named == set(ErrorCode)


def test_document_names_every_status_of_every_endpoint() -> None:
    paths = document()["paths"]
    for endpoint in ENDPOINTS:
        responses = paths[PREFIX + endpoint.path][endpoint.method.lower()]["responses"]
        assert {str(int(STATUS[code])) for code in endpoint.all_codes} | {str(endpoint.status)} == responses.keys()


def test_written_contract_is_fresh() -> None:
    """`make check` compares the types too; here what needs no npm."""
    written = json.loads((ROOT / "shared_schema" / "openapi.json").read_text("utf-8"))
    assert written == document()


def test_stale_contract_is_noticed(tmp_path: Path) -> None:
    """The generator on a copy whose file was changed by hand."""
    copy = tmp_path / "shared_schema"
    shutil.copytree(ROOT / "shared_schema", copy)
    for name in ("package.json", "node_modules"):
        if (ROOT / name).exists():
            (tmp_path / name).symlink_to(ROOT / name)
    (copy / "openapi.json").write_text(
        (copy / "openapi.json").read_text("utf-8").replace("Markwarden", "Markwarten"), "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "markwarden_schema.generate", "--check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "openapi.json is stale" in done.stdout


def test_token_of_another_extension(paired: Client) -> None:
    first = paired.token
    paired.pair(OTHER_EXTENSION)
    paired.token = first
    for endpoint in ENDPOINTS:
        if endpoint.access is Access.TOKEN:
            assert ask(paired, endpoint, Origin=OTHER_EXTENSION).code == ErrorCode.ORIGIN_NOT_ALLOWED
