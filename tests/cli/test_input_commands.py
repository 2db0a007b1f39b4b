"""Archives, tables, feeds and what failed, through the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foedera.cli import main
from foedera.cli.input_arguments import columns
from foedera.cli.inputs import cache_of
from foedera.parse import MODEL
from foedera.store import open_store
from tests.sources.making import tarred, zipped

pytestmark = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")
NEWS = (
    "Title: Exercise ends\nPublisher: Defence Ministry\nPublished: 2025-07-29\n\n"
    "Serbia and China held the joint exercise Peace Guardian 2025 in Hebei from July 19 to 28.\n"
)
BODY = "Serbia and {} held a joint exercise in Hebei on Monday, the Defence Ministry said."


def reports_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_read_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, out = tmp_path / "a.zip", tmp_path / "out.jsonl"
    archive.write_bytes(zipped(("one/news.txt", NEWS.encode()), ("b.txt", b""), ("pic.jpg", b"x")))
    assert main(["read", str(archive), "--format", "jsonl", "-o", str(out)]) == 1
    told = capsys.readouterr().err
    assert f"R102 {archive}!b.txt: empty" in told
    assert "left out: 1 files ending in .jpg" in told
    (report,) = reports_of(out)
    assert report["claims"]
    folder = tmp_path / "folder"
    assert main(["read", str(archive), "--format", "json", "-o", str(folder)]) == 1
    assert [path.name for path in folder.iterdir()] == ["news.json"]
    assert main(["read", str(out), "--format", "jsonl", "-o", str(tmp_path / "again.jsonl")]) == 0
    assert reports_of(tmp_path / "again.jsonl") == [report], "a report with its claims comes as it is"


def test_read_a_table(tmp_path: Path) -> None:
    """What the columns say dates the weekday, and stands in the report."""
    table, out = tmp_path / "t.csv", tmp_path / "out.jsonl"
    table.write_text(
        f'body,when,paper,web\n"{BODY.format("China")}",2025-07-30,Herald,https://h.example/1\n', encoding="utf-8"
    )
    arguments = ["--columns", "text=body,published=when,publisher=paper,url=web", "--format", "jsonl", "-o", str(out)]
    assert main(["read", str(table), *arguments]) == 0
    (got,) = reports_of(out)
    report, claims = got["report"], got["claims"]
    assert isinstance(report, dict)
    assert isinstance(claims, list)
    assert (report["published"], report["publisher"], report["url"]) == ("2025-07-30", "Herald", "https://h.example/1")
    assert [claim["when"] for claim in claims if claim["type"] == "exercise"] == ["2025-07-28"]


def test_add_and_retry(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails is in the record with its reason, and is read again by itself once it is mended."""
    monkeypatch.chdir(tmp_path)
    Path("a.zip").write_bytes(zipped(("good.txt", NEWS.encode()), ("bad.txt", b"")))
    whole = tarred(
        ("x.txt", NEWS.replace("China", "Kenya").encode()), ("y.txt", NEWS.replace("China", "Ghana").encode())
    )
    Path("b.tar").write_bytes(whole[:1024])
    assert main(["add", "a.zip", "b.tar", "gone.txt", "--record", "r.db"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("2 new, 3 failed")

    assert main(["add", "a.zip", "b.tar", "--record", "r.db"]) == 1
    assert capsys.readouterr().out.startswith("0 new, 2 known already, 2 failed")
    with open_store(Path("r.db")) as store:
        assert [(each.source, each.code) for each in store.failures.all()] == [
            ("a.zip!bad.txt", "R102"), ("b.tar", "R200"), ("gone.txt", "R101"),
        ]  # fmt: skip
        assert store.failures.find("b.tar").tries == 2  # type: ignore[union-attr]

    Path("a.zip").write_bytes(
        zipped(("good.txt", b"not looked at"), ("bad.txt", NEWS.replace("China", "Egypt").encode()))
    )
    Path("b.tar").write_bytes(whole)
    assert main(["retry", "--record", "r.db", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    kinds = {each["source"]: each["kind"] for each in told["inputs"]}
    assert kinds == {"a.zip!bad.txt": "new", "b.tar!x.txt": "same", "b.tar!y.txt": "new", "gone.txt": "failed"}
    with open_store(Path("r.db")) as store:
        assert [each.source for each in store.failures.all()] == ["gone.txt"]
    assert main(["retry", "nothing.txt", "--record", "r.db"]) == 1
    assert "no failed input of this name" in capsys.readouterr().err


def test_what_takes_too_long_to_code_fails_and_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a file, in an archive and in the record: the input is named with the reason, the others are not touched."""
    monkeypatch.chdir(tmp_path)
    long = " ".join([NEWS, *["Serbia and China signed an agreement on joint patrols in Belgrade."] * 300]).encode()
    Path("long.txt").write_bytes(long)
    Path("a.zip").write_bytes(zipped(("long.txt", long), ("empty.txt", b"")))
    hurry = ["--coding-time", "0.1"]
    for name, source in (("long.txt", "long.txt"), ("a.zip", "a.zip!long.txt")):
        assert main(["read", name, *hurry]) == 1
        told = capsys.readouterr().err
        assert f"R114 {source}: parsing and coding its text took more than 0.1 s" in told
    assert "R102 a.zip!empty.txt" in told
    assert main(["add", "a.zip", "--record", "r.db", *hurry]) == 1
    with open_store(Path("r.db")) as store:
        assert [(each.source, each.code) for each in store.failures.all()] == [
            ("a.zip!empty.txt", "R102"), ("a.zip!long.txt", "R114"),
        ]  # fmt: skip
    assert main(["retry", "a.zip!long.txt", "--record", "r.db"]) == 0
    with open_store(Path("r.db")) as store:
        assert [each.code for each in store.failures.all()] == ["R102"]


def test_rows_with_one_text_by_two_publishers_are_two_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And adding the table again adds nothing, and reads nothing."""
    table = tmp_path / "t.csv"
    text = BODY.format("China")
    table.write_text(f'text,publisher\n"{text}",Herald\n"{text}",Post\n', encoding="utf-8")
    for expected in ("2 new; ", "0 new, 2 known already; "):
        assert main(["add", str(table), "--record", str(tmp_path / "r.db")]) == 0
        assert capsys.readouterr().out.startswith(expected)


def test_reports_with_claims_are_added_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    news, out = tmp_path / "news.txt", tmp_path / "out.jsonl"
    news.write_text(NEWS, encoding="utf-8")
    assert main(["read", str(news), "--format", "jsonl", "-o", str(out)]) == 0
    broken = json.loads(out.read_text(encoding="utf-8"))
    broken["claims"][0]["triggers"] = [{"start": 5, "end": 10_000}]
    with out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(broken) + "\n" + '{"report": {"id": "x", "text": "y"}, "claims": [7]}\n')
    assert main(["add", str(out), "--record", str(tmp_path / "r.db")]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("1 new, 2 failed")
    assert told.err.count("R216") == 2


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["--columns", "body"],
        ["--columns", "text=a,text=b"],
        ["--columns", "author=a"],
        ["--delay", "-1"],
    ):
        with pytest.raises(SystemExit) as stopped:
            main(["read", "x", *arguments])
        assert stopped.value.code == 2
        capsys.readouterr()
    assert columns("text=a b, url = c") == {"text": "a b", "url": "c"}


def test_where_fetched_pages_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password in a database's address does not become a file's name."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert cache_of("dir/r.db") == Path("dir/r.db.fetched")
    path = cache_of("postgresql://u:secret@host/db")
    assert path.parent == Path("/cache/foedera")
    assert "secret" not in str(path)
