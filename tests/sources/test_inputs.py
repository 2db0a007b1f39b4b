"""From what a user names to inputs: through real files, processes and servers."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from foedera.errors import Problem
from foedera.run import Source
from foedera.sources import Inputs, Options, SourceLimits, roots_of
from foedera.sources.process import close_workers, iter_container
from tests.sources.making import tarred, zipped
from tests.sources.servers import Reply, client, serving

QUIET = Options(fetch=True, delay=0.0)


def taken(
    *names: str, inputs: Inputs | None = None
) -> tuple[dict[str, bytes | None], list[tuple[str, str]], Counter[str]]:
    """Return the inputs with their bytes, the problems, and what was left out."""
    inputs = inputs or Inputs(names)
    found = list(inputs)
    sources = {each.name: each.data for each in found if isinstance(each, Source)}
    return sources, [(each.code, each.source) for each in found if isinstance(each, Problem)], inputs.left_out


def test_a_folder_with_everything(tmp_path: Path) -> None:
    """Documents are not opened; archives are; what is neither is counted once."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.zip").write_bytes(zipped(("m.txt", b"m"), ("pic.jpg", b"")))
    (tmp_path / "sub" / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "row"}\n'))
    (tmp_path / "d.jpg").write_bytes(b"")
    (tmp_path / "e.xml").write_bytes(b"<other/>")
    (tmp_path / "f.png.gz").write_bytes(gzip.compress(b"png"))
    (tmp_path / ".hidden.txt").write_bytes(b"x")
    (tmp_path / "Makefile").write_bytes(b"x")
    sources, problems, left_out = taken(str(tmp_path))
    assert sources == {
        str(tmp_path / "a.txt"): None,
        f"{tmp_path / 'b.zip'}!m.txt": b"m",
        f"{tmp_path / 'sub' / 'c.jsonl.gz'}!1": b"row",
    }
    assert not problems
    assert left_out == {
        "files ending in .jpg": 2, "files ending in .xml": 1, "files ending in .png": 1, "files without an ending": 1,
    }  # fmt: skip


def test_names_that_mean_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _, problems, _ = taken("no.txt", str(tmp_path / "empty"), "http://a.example/")
    assert problems == [("R101", "no.txt"), ("R111", str(tmp_path / "empty")), ("R220", "http://a.example/")]


def test_parquet_alone_and_in_an_archive(tmp_path: Path) -> None:
    """Its library needs room of its own, whatever was read before."""
    pl = pytest.importorskip("polars")
    table, archive = tmp_path / "t.parquet", tmp_path / "a.zip"
    pl.DataFrame({"text": ["one", "two"]}).write_parquet(table)
    archive.write_bytes(zipped(("t.parquet", table.read_bytes())))
    sources, problems, _ = taken(str(archive), str(table), str(archive))
    assert not problems
    assert sources == {
        f"{archive}!t.parquet!1": b"one", f"{archive}!t.parquet!2": b"two", f"{table}!1": b"one", f"{table}!2": b"two",
    }  # fmt: skip


def test_a_file_named_twice_comes_once(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tarred(("a.txt", b"x")))
    (tmp_path / "b.txt").write_bytes(b"y")
    assert len(list(Inputs([str(path), str(tmp_path), str(path)]))) == 2


def test_standard_input_may_be_an_archive() -> None:
    for data, expected in (
        (b"plain text", {"standard input": b"plain text"}),
        (zipped(("a.txt", b"x")), {"standard input!a.txt": b"x"}),
        (b'{"text": "one"}\n{"text": "two"}\n', {"standard input!1": b"one", "standard input!2": b"two"}),
    ):
        assert taken(inputs=Inputs(["-"], standard_input=io.BytesIO(data)))[0] == expected


def test_what_a_table_says_reaches_the_input(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("body,when,paper,web\nSerbia,2025-07-19,Herald,https://h.example/\n", encoding="utf-8")
    columns = {"text": "body", "published": "when", "publisher": "paper", "url": "web"}
    (source,) = Inputs([str(path)], Options(columns))
    assert source == Source(f"{path}!1", None, b"Serbia", "2025-07-19", "Herald", "https://h.example/")


def test_inputs_are_made_when_asked_for(tmp_path: Path) -> None:
    """A large archive is neither unpacked nor listed: the process waits after a few members."""
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3_000):
            archive.writestr(f"{number}.txt", os.urandom(1_000).hex())
    close_workers()
    before = children_of(os.getpid())
    stream = iter(Inputs([str(path)]))
    first = next(stream)
    assert isinstance(first, Source)
    assert first.name.endswith("!0.txt")
    children = children_of(os.getpid()) - before  # other tests' servers live, too
    assert children
    assert isinstance(stream, Iterator)
    stream.close()  # type: ignore[attr-defined]
    assert not children & children_of(os.getpid())


def children_of(process: int) -> set[int]:
    """Return the processes that a process has started and that live."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return {int(each) for task in tasks for each in task.read_text(encoding="ascii").split()}


def signalled(path: Path, limits: SourceLimits, number: signal.Signals) -> list[object]:
    """Return what a container gives whose reader gets a signal after the first document."""
    before = children_of(os.getpid())
    assert list(iter_container(path, "a.zip", SourceLimits(), Counter()))  # so that the process has started
    outcome: list[object] = []
    for each in iter_container(path, "a.zip", limits, Counter()):
        outcome.append(each)
        if len(outcome) == 1:
            for child in children_of(os.getpid()) - before:
                os.kill(child, number)
    return outcome


@pytest.mark.parametrize(("number", "code"), [(signal.SIGSTOP, "R207"), (signal.SIGKILL, "R208")])
def test_a_reader_that_stands_still_or_dies(tmp_path: Path, number: signal.Signals, code: str) -> None:
    """Stopped as a parser in an endless loop would be, or killed as without memory."""
    close_workers()
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(*((f"{number}.txt", os.urandom(90_000)) for number in range(40))))
    outcome = signalled(path, replace(SourceLimits(), seconds=2.0), number)
    assert 1 < len(outcome) < 40
    last = outcome[-1]
    assert isinstance(last, Problem)
    assert last.code == code
    assert ("2 s" in last.message) is (code == "R207")


def test_memory_is_capped(tmp_path: Path) -> None:
    """One cell of a table larger than the memory allowed ends the table, not the machine."""
    path = tmp_path / "t.jsonl"
    path.write_bytes(b'{"text": "one"}\n{"text": [' + b"[]," * 4_000_000 + b"[]]}\n")
    sources, problems, _ = taken(inputs=Inputs([str(path)], Options(limits=replace(SourceLimits(), memory=50_000_000))))
    assert list(sources.values()) == [b"one"]
    assert problems in ([("R208", str(path))], [("R210", f"{path}!2")])


# --- the web ------------------------------------------------------------------------------------------------------

FEED = """<rss><channel><title>Herald</title>
<item><title>One</title><link>{0}/one</link><pubDate>Sat, 19 Jul 2025 10:00:00 GMT</pubDate>
 <description>own one</description></item>
<item><title>Two</title><link>{0}/two</link></item>
<item><title>Gone</title><link>{0}/gone</link><description>own gone</description></item>
<item><title>In</title><link>http://inner.example/</link></item></channel></rss>"""
PAGE = b"<html><body><p>page</p></body></html>"


def web(names: list[str], options: Options = QUIET) -> Inputs:
    return Inputs(names, options, client=client(inner_example="10.0.0.1"))


def test_pages_and_feeds_by_address(tmp_path: Path) -> None:
    with serving({"/one": Reply(PAGE), "/two": Reply(PAGE)}) as site:
        site.pages["/feed"] = Reply(FEED.format(site.url("")).encode())
        (page,) = web([site.url("/one")])
        assert page == Source(site.url("/one"), None, PAGE, url=site.url("/one"))
        sources, problems, left_out = taken(inputs=web([site.url("/feed")]))
        assert sources == {f"{site.url('/feed')}!1": b"One\n\nown one", f"{site.url('/feed')}!3": b"Gone\n\nown gone"}
        assert not problems
        assert list(left_out.values()) == [2]
        assert "/two" not in site.paths

        found = list(web([site.url("/feed")], replace(QUIET, follow=True)))
        assert [each.name if isinstance(each, Source) else each.code for each in found] == [
            site.url("/one"), site.url("/two"), "R224", f"{site.url('/feed')}!3", "R222",
        ]  # fmt: skip
        assert isinstance(found[0], Source)
        assert (found[0].data, found[0].published, found[0].publisher, found[0].title) == (
            PAGE,
            "2025-07-19",
            "Herald",
            "One",
        )

        (tmp_path / "feed.rss").write_bytes(site.pages["/feed"].body)
        assert len(taken(inputs=Inputs([str(tmp_path / "feed.rss")]))[0]) == 2


def test_sitemaps_are_followed_on_their_own_site_only() -> None:
    with serving({"/one": Reply(PAGE), "/two": Reply(PAGE)}) as site:
        index = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/a.xml", "/loop.xml"))
        site.pages["/sitemap.xml"] = Reply(f"<sitemapindex>{index}</sitemapindex>".encode())
        urls = "".join(f"<url><loc>{url}</loc></url>" for url in (site.url("/one"), site.url("/two", "other.example")))
        site.pages["/a.xml"] = Reply(f"<urlset>{urls}</urlset>".encode())
        loop = f"<sitemapindex><sitemap><loc>{site.url('/loop.xml')}</loc></sitemap></sitemapindex>"
        site.pages["/loop.xml"] = Reply(loop.encode())
        assert taken(inputs=web([site.url("/a.xml")]))[1] == [("R214", site.url("/a.xml"))]
        sources, problems, left_out = taken(inputs=web([site.url("/sitemap.xml")], replace(QUIET, follow=True)))
        assert sources == {site.url("/one"): PAGE}
        assert problems == [("R205", site.url("/loop.xml"))]
        assert left_out == {"addresses of other sites in sitemaps": 1}


def test_links_are_counted() -> None:
    with serving({"/x": Reply(PAGE)}) as site:
        urls = f"<url><loc>{site.url('/x')}</loc></url>" * 9
        site.pages["/s.xml"] = Reply(f"<urlset>{urls}</urlset>".encode())
        limits = replace(SourceLimits(), links=4)
        _, problems, _ = taken(inputs=web([site.url("/s.xml")], replace(QUIET, follow=True, limits=limits)))
        assert problems == [("R204", site.url("/s.xml"))]


def test_archives_from_the_web_and_resuming(tmp_path: Path) -> None:
    """What was fetched and safely kept is not asked for again; what was not is."""
    options = replace(QUIET, follow=True, cache=tmp_path / "fetched")
    with serving({"/one": Reply(PAGE, headers={"ETag": '"1"'}), "/two": Reply(PAGE)}) as site:
        site.pages["/a.zip"] = Reply(zipped(("a.txt", b"x")), headers={"ETag": '"z"'})
        urls = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in ("/one", "/two"))
        site.pages["/s.xml"] = Reply(f"<urlset>{urls}</urlset>".encode())
        assert taken(inputs=web([site.url("/a.zip")]))[0] == {f"{site.url('/a.zip')}!a.txt": b"x"}

        broken_off = web([site.url("/s.xml")], options)
        first = next(iter(broken_off))
        assert isinstance(first, Source)
        broken_off.done(first.name)
        again = web([site.url("/s.xml")], options)
        assert list(taken(inputs=again)[0]) == [site.url("/two")]
        again.done(site.url("/two"))
        again.finish()
        assert not taken(inputs=web([site.url("/s.xml"), site.url("/one")], options))[0]
        assert site.paths.count("/two") == 1
        wanted = replace(options, wanted=frozenset((site.url("/one"),)))
        assert list(taken(inputs=web([site.url("/one")], wanted))[0]) == [site.url("/one")]


def test_only_what_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("a.txt", b"1"), ("b.txt", b"2"), ("in.zip", zipped(("c.txt", b"3"), ("d.txt", b"4")))))
    names = {f"{path}!b.txt", f"{path}!in.zip!d.txt"}
    assert roots_of(sorted(names)) == [str(path)]
    assert set(taken(inputs=Inputs(roots_of(names), Options(wanted=frozenset(names))))[0]) == names
    whole = Inputs([str(path)], Options(wanted=frozenset((f"{path}!in.zip",))))
    assert set(taken(inputs=whole)[0]) == {f"{path}!in.zip!c.txt", f"{path}!in.zip!d.txt"}


def test_roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "odd!name.zip").write_bytes(b"")
    (tmp_path / "dir").mkdir()
    assert roots_of(["odd!name.zip!x", "gone.zip!x", "gone.txt", "dir", "http://a.example/f!2", "odd!name.zip"]) == [
        "odd!name.zip", "gone.zip", "gone.txt", "dir", "http://a.example/f",
    ]  # fmt: skip


def test_starting_up_loads_nothing_heavy() -> None:
    """Archives, the web and XML are loaded when they come up."""
    heavy = ["lxml", "polars", "http.client", "ssl", "tarfile", "sqlalchemy", "zipfile"]
    code = f"import sys, foedera.sources, json; print(json.dumps([name for name in {heavy} if name in sys.modules]))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert json.loads(out.stdout) == []
