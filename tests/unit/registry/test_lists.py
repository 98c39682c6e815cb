"""The registry's lists as CSV: there and back without a difference, alias packs for brands that are here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from markwarden.cli import main
from markwarden.registry import Registry, RegistryError
from markwarden.registry.aliases_csv import dump_missing
from markwarden.registry.lists import LISTS, parse_list
from markwarden.registry.merge import merge
from markwarden.registry.packs import packs
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import FORMAT, Brand, RegistryDocument, Trademark

# As a model keeps them: without space around, without what a cell cannot hold.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=14).map(str.strip).filter(bool)
texts |= st.sampled_from(["=cmd()", "'quoted", "a, b; c", 'say "hi"', "+1", "@home", "-"])
maybe = st.none() | texts
days = st.none() | st.dates().map(str)


def different(made: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(made, max_size=3, unique_by=str.casefold)


@st.composite
def documents(draw: st.DrawFn) -> RegistryDocument:
    brands = []
    for number, name in enumerate(draw(different(texts))):
        marks = [
            {"kind": "trademark", "mark": mark, "number": f"{number}-{row}", "jurisdiction": draw(maybe), "registrant": draw(maybe),
             "status": draw(maybe), "nice_classes": sorted(draw(st.sets(st.integers(1, 45), max_size=3))), "registered": day, "expires": day}
            for row, mark in enumerate(draw(st.lists(texts, max_size=3)))
            for day in [draw(days)]
        ]  # fmt: skip
        aliases = [
            {"text": text, "tactic": draw(st.sampled_from(["alias", "nickname"])), "risk": draw(st.sampled_from(["low", "high"]))}
            for text in draw(different(texts))
        ]  # fmt: skip
        sellers = [
            {"store_id": draw(st.none() | st.just(str(row))), "name": f"{name} {row}", "standing": draw(st.sampled_from(["own", "watched"])), "contract": draw(maybe), "contract_until": draw(days), "note": draw(maybe)}
            for row, name in enumerate(draw(different(texts)))
        ]  # fmt: skip
        brands.append({"id": f"b{number}", "name": name, "rights": marks, "aliases": aliases, "sellers": sellers})
    return RegistryDocument.model_validate({"format": FORMAT, "brands": brands})


@given(documents(), st.sampled_from(sorted(LISTS)))
def test_a_list_is_the_same_when_it_comes_back(document: RegistryDocument, name: str) -> None:
    text = LISTS[name](document)
    loaded = parse_list(("\ufeff" + text).encode(), "list.csv", document, headed=True) if text.count("\n") > 1 else None
    if loaded is None:
        return
    merged = merge(document.brands, loaded.document.brands)
    assert (merged.new, merged.changed, merged.conflicts) == ([], [], [])
    assert LISTS[name](RegistryDocument(format=FORMAT, brands=loaded.document.brands)) == text
    assert loaded.left_out == ()


def brand(name: str, mark: str | None = None) -> Brand:
    return Brand(id=name, name=name, rights=[Trademark(kind="trademark", mark=mark or name)])


HERE = RegistryDocument(format=FORMAT, brands=[brand("Acmara"), brand("Beaverton Ltd", "Nike")])


def test_a_pack_is_for_the_brands_that_are_here() -> None:
    pack = "brand;text;tactic;risk\nacmara;akmara;misspelling;low\nNIKE;耐克;chinese name;low\nNobody;nbdy;;\nNobody;nby;;\n"
    loaded = parse_list(pack.encode(), "pack.csv", HERE)
    assert [(one.name, [alias.text for alias in one.aliases]) for one in loaded.document.brands] == [("Acmara", ["akmara"]), ("Beaverton Ltd", ["耐克"])]  # fmt: skip
    assert loaded.left_out == ("Nobody",)


def test_the_packs_that_come_with_the_program_are_a_pack() -> None:
    loaded = parse_list(dump_missing(HERE).encode(), "packs", HERE)
    (one,) = loaded.document.brands
    assert {alias.text for alias in one.aliases} == {alias.text for alias in packs()["Nike"]}
    assert {alias.risk for alias in one.aliases} == {alias.risk for alias in packs()["Nike"]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("brand,text,risk\nAcmara,a,dreadful\nAcmara,b,\nAcmara,B,\n", ["line 2: risk", "line 4: the same alias"]),
        ("brand,text\n,a\n", ["line 2: brand is empty"]),
        ("brand,text\nAcmara,a,b,c\nAcmara,\n", ["line 2: has more cells", "line 3: text"]),
        ("brand,text,shape\nAcmara,a,b\n", ["line 1: expected the columns brand,text,tactic,risk"]),
        ("brand,standing\nNobody,own\nAcmara,owned\n", ["line 2: there is no brand 'Nobody'", "line 3: standing"]),
        (
            "brand,standing,name\nAcmara,own,x\nAcmara,own,X\nAcmara,own,\n",
            ["line 3: the same seller", "line 4: needs"],
        ),
        ("brand,mark,expires\nAcmara,Acmara,03/04/2026\n", ["line 2: expires: '03/04/2026' is no date"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: list[str]) -> None:
    with pytest.raises(RegistryError) as raised:
        parse_list(text.encode(), "x.csv", HERE)
    said = [str(problem) for problem in raised.value.problems]
    assert len(said) == len(told)
    assert all(part in line for part, line in zip(told, said, strict=True)), said


PASTED = {
    "quoted cells, tabs, lines in a cell": 'Brand\tTrademark\tClass\tOwner\n"Acmara ""Pro"""\tAcmara\t"Cl. 18, class 25"\t"Acmara GmbH\nBerlin"\n',
    "Chinese": "品牌\t商标\t类别\t国家\t注册号\t注册人\t注册日期\t有效期至\t状态\n阿克马拉\tACMARA\t第18类、第25类\tCN\t12345678\t阿克马拉公司\t2020年1月2日\t2030/1/2\t已注册\n",
}  # fmt: skip


@pytest.mark.parametrize("name", PASTED)
def test_a_table_copied_from_a_spreadsheet(name: str) -> None:
    (one,) = parse_list(PASTED[name].encode(), "pasted", HERE).document.brands
    (right,) = one.rights
    assert isinstance(right, Trademark)
    assert right.nice_classes == [18, 25]
    assert (one.name, right.registrant, str(right.expires)) == (
        ("阿克马拉", "阿克马拉公司", "2030-01-02")
        if name == "Chinese"
        else ('Acmara "Pro"', "Acmara GmbH\nBerlin", "None")
    )


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setenv("MARKWARDEN_DATA_DIR", str(tmp_path / "data"))
    kept = Registry(TinyStore(tmp_path / "data"), BlobStore(tmp_path / "data" / "blobs"))
    for one in HERE.brands:
        kept.add(one)
    return kept


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run() -> Run:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["registry", *words])
        return result.exit_code, result.output

    return run


def test_lists_and_previews_by_command(stored: Registry, run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.csv"
    pack.write_text("brand,text,risk\nAcmara,akmara,low\nNobody,x,\n", "utf-8")
    code, said = run("import", str(pack), "--dry-run")
    assert code == 0
    assert "changed: Acmara" in said
    assert "left out: Nobody" in said
    assert run("import", str(pack))[0] == 0
    out = tmp_path / "aliases.csv"
    assert run("export", str(out), "--list", "aliases")[0] == 0
    assert out.read_bytes() == "\ufeffbrand,text,tactic,risk\r\nAcmara,akmara,alias,low\r\n".encode()
    assert run("export", str(out), "--list", "marks", "--brand", "Acmara")[0] == 2
    pack.write_text("brand,text,risk\nAcmara,akmara,high\n", "utf-8")
    assert "conflict: Acmara akmara risk: here 'low' (replaced), in the file 'high'" in run("import", str(pack), "--dry-run")[1]  # fmt: skip
    assert "(kept)" in run("import", str(pack), "--dry-run", "--keep")[1]
    run("import", str(pack), "--keep")
    assert [alias.risk.value for alias in stored.document().brands[0].aliases] == ["low"]
    run("import", str(pack))
    assert [alias.risk.value for alias in stored.document().brands[0].aliases] == ["high"]
