"""The fetcher against servers that redirect inwards, never end, lie, or just have a page."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from foedera.errors import ProblemError
from foedera.sources.addresses import is_public, parse_address, pin
from foedera.sources.cache import Cache, Known
from foedera.sources.faults import SourceFault
from foedera.sources.fetch import Client
from foedera.sources.limits import DEFAULT
from foedera.sources.robots import parse_robots
from foedera.sources.visits import Visitor
from tests.sources.servers import LOCAL, Reply, client, raw_server, serving

QUICK = replace(DEFAULT, fetch_seconds=0.6, bytes=50_000)


def code_of(url: str, asking: Client) -> str:
    """Return the code with which a fetch fails."""
    with pytest.raises(SourceFault) as caught:
        asking.get(url)
    return caught.value.code


# --- where to -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ip",
    "127.0.0.1 127.8.9.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 "
    "192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fc00::1 fec0::1 ff02::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 "
    "::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 2001:0:7f00:1:0:0:80ff:fffe".split(),
)
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))
    with pytest.raises(SourceFault) as caught:
        pin(parse_address("http://evil.example/"), lambda *_: [ip])
    assert caught.value.code == "R222"
    assert ip in caught.value.message


@pytest.mark.parametrize("ip", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_addresses_that_are_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


def test_one_private_answer_among_public_ones_is_enough() -> None:
    with pytest.raises(SourceFault, match="no public address"):
        pin(parse_address("http://evil.example/"), lambda *_: ["1.1.1.1", "10.0.0.1"])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://017700000001/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://127.1/",
    ],
)  # fmt: skip
def test_this_machine_by_any_name(url: str) -> None:
    """With the system's own resolver, which knows odd spellings of numbers."""
    assert code_of(url, Client()) in ("R221", "R222")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/", "file:///etc/passwd", "http://", "http://user:pw@a.example/", "http://a.example:22/",
        "http://a.example/\r\nHost: x", "http://a b/", "http://[::1", "gopher://a.example/",
        "http://" + "a" * 300 + "/", "http://a.example/" + "x" * 5_000, "http://\u0000/", "http://xn--\ud800/",
    ],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    assert code_of(url, client()) == "R220"


def test_addresses_are_put_in_one_form() -> None:
    assert str(parse_address("HTTP://Bücher.Example:80/ä?b=ü c".replace(" ", "%20"))) == (
        "http://xn--bcher-kva.example/%C3%A4?b=%C3%BC%20c"
    )
    assert str(parse_address("https://a.example")) == "https://a.example/"
    assert str(parse_address("http://a.example/x!y")) == "http://a.example/x%21y"


def test_a_redirect_inwards_is_refused() -> None:
    """The first host is public, so to say; where it sends us is checked as the first was."""
    with serving({"/in": Reply(status=302, headers={"Location": "http://inner.example/secret"})}) as site:
        asking = client(inner_example="10.0.0.1")
        assert code_of(site.url("/in"), asking) == "R222"
        site.pages["/in"] = Reply(status=302, headers={"Location": f"http://{LOCAL}:{site.port}/secret"})
        strict = Client(resolver=lambda host, _: [LOCAL] if host == "site.example" else [host], allowed=frozenset())
        assert code_of(site.url("/in"), strict) == "R222"
        assert "/secret" not in site.paths


def test_a_name_that_changes_between_two_look_ups() -> None:
    """DNS rebinding: the second answer would lead inwards, but there is no second look-up."""
    answers = iter([[LOCAL], ["10.0.0.1"], ["10.0.0.1"]])
    looked: list[str] = []

    def resolver(host: str, _: int) -> list[str]:
        looked.append(host)
        return next(answers)

    with serving({"/": Reply(b"page")}) as site:
        asking = Client(resolver=resolver, allowed=frozenset((LOCAL,)))
        assert asking.get(site.url("/")).data == b"page"
        assert looked == ["site.example"]
        assert site.asked[0][1]["host"] == f"site.example:{site.port}"
        assert code_of(site.url("/"), asking) == "R222"


def test_redirects_are_followed_and_end() -> None:
    pages = {f"/{number}": Reply(status=301, headers={"Location": f"/{number + 1}"}) for number in range(20)}
    with serving({**pages, "/20": Reply(b"end"), "/a": Reply(status=302, headers={"Location": "/a"})}) as site:
        answer = client().get(site.url("/17"))
        assert (answer.data, answer.url) == (b"end", site.url("/20"))
        assert code_of(site.url("/1"), client()) == "R225"
        assert code_of(site.url("/a"), client()) == "R225"
        site.pages["/f"] = Reply(status=302, headers={"Location": "file:///etc/passwd"})
        assert code_of(site.url("/f"), client()) == "R220"


def test_hosts_that_are_not_there() -> None:
    def unknown(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert code_of("http://no.example/", Client(resolver=unknown)) == "R221"
    with socket.create_server((LOCAL, 0)) as closed:
        port = closed.getsockname()[1]
    assert code_of(f"http://site.example:{port}/", client()) == "R228"


# --- how much and how long ----------------------------------------------------------------------------------------


def test_bodies_are_capped() -> None:
    with serving({"/big": Reply(b"x" * 60_000), "/fits": Reply(b"x" * 50_000)}) as site:
        assert len(client(QUICK).get(site.url("/fits")).data) == 50_000
        assert code_of(site.url("/big"), client(QUICK)) == "R226"
        bomb = {"Content-Encoding": "gzip"}
        site.pages["/bomb"] = Reply(gzip.compress(b"\0" * 10_000_000), headers=bomb)
        assert code_of(site.url("/bomb"), client(QUICK)) == "R226"


def test_bodies_are_unpacked() -> None:
    with serving({}) as site:
        for packing, pack in (("gzip", gzip.compress), ("deflate", zlib.compress)):
            site.pages["/"] = Reply(pack(b"page"), headers={"Content-Encoding": packing})
            assert client().get(site.url("/")).data == b"page"
        site.pages["/"] = Reply(b"page", headers={"Content-Encoding": "br"})
        assert code_of(site.url("/"), client()) == "R229"
        site.pages["/"] = Reply(gzip.compress(b"page" * 100)[:20], headers={"Content-Encoding": "gzip"})
        assert code_of(site.url("/"), client()) == "R200"


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x" * 8_192)


def slow_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X")
        time.sleep(0.05)


def slow_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


def silent(connection: socket.socket) -> None:
    connection.recv(1_000)


def many_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-A: b\r\n" * 50)


def not_http(connection: socket.socket) -> None:
    connection.sendall(b"\x16\x03\x01 hello\r\n\r\n")


def cut_off(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\nhalf")


@pytest.mark.parametrize(
    ("talk", "codes"),
    [(endless, "R226"), (slow_headers, "R227"), (slow_body, "R227"), (silent, "R227"), (many_headers, "R228"),
     (not_http, "R228"), (cut_off, "R228")],
)  # fmt: skip
def test_servers_that_never_end(talk, codes: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    with raw_server(talk) as port:
        assert code_of(f"http://site.example:{port}/", client(QUICK)) == codes


def test_a_look_up_that_hangs() -> None:
    def hanging(*_: object) -> list[str]:
        time.sleep(1)
        return [LOCAL]

    assert code_of("http://slow.example/", Client(replace(QUICK, fetch_seconds=0.1), hanging)) == "R227"


# --- manners ------------------------------------------------------------------------------------------------------


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        """Return what time it is."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(round(seconds, 3))
        self.now += seconds


def visitor(cache: Path | None = None, clock: Clock | None = None) -> Visitor:
    clock = clock or Clock()
    return Visitor(client(), Cache(cache), sleep=clock.sleep, clock=clock, now=clock)


def refused(visiting: Visitor, url: str) -> str:
    with pytest.raises(SourceFault) as caught:
        visiting.visit(url)
    return caught.value.code


def test_robots_are_asked_once_and_heeded() -> None:
    robots = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: Foedera\nCrawl-delay: 5\nDisallow: /private\nAllow: /private/ok$\n"
    )
    with serving(
        {"/robots.txt": Reply(robots), "/a": Reply(b"a"), "/private/ok": Reply(b"ok"), "/private/x": Reply(b"x")}
    ) as site:
        clock = Clock()
        visiting = visitor(clock=clock)
        page = visiting.visit(site.url("/a"))
        assert page is not None
        assert page.data == b"a"
        assert visiting.visit(site.url("/private/ok")) is not None
        assert refused(visiting, site.url("/private/x")) == "R223"
        assert site.paths == ["/robots.txt", "/a", "/private/ok"]
        assert clock.slept == [1.0, 5.0]
        assert site.asked[0][1]["user-agent"].startswith("foedera/")


def test_redirects_ask_the_robots_of_their_host_too() -> None:
    with serving(
        {"/robots.txt": Reply(b"User-agent: *\nDisallow: /no"), "/a": Reply(status=302, headers={"Location": "/no"})}
    ) as site:
        assert refused(visitor(), site.url("/a")) == "R223"


@pytest.mark.parametrize(("status", "code"), [(404, None), (403, None), (500, "R223"), (503, "R223")])
def test_robots_that_cannot_be_had(status: int, code: str | None) -> None:
    with serving({"/robots.txt": Reply(b"x", status), "/a": Reply(b"a")}) as site:
        visiting = visitor()
        if code:
            assert refused(visiting, site.url("/a")) == code
        else:
            assert visiting.visit(site.url("/a")) is not None


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow:", "/x", True),
        ("Disallow: /", "/x", False),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdfx", True),
        ("Disallow: /a*b*c", "/a1b2c3", False),
        ("Disallow: /a*b*c", "/a1c2b3", True),
        ("Disallow: /ä", "/%C3%A4", False),
        ("Disallow: /x$", "/x", False),
        ("Disallow: /x$", "/xy", True),
    ],
)
def test_robots_rules(rules: str, path: str, allowed: bool) -> None:  # noqa: FBT001
    robots = parse_robots(f"# words\nUser-agent: *\n{rules} # why\n".encode())
    assert robots.allows(path) is allowed


def test_robots_patterns_are_linear() -> None:
    robots = parse_robots(b"User-agent: *\nDisallow: /" + b"*a" * 2_000 + b"$\n")
    assert robots.allows("/" + "a" * 4_000 + "b")
    assert parse_robots(b"\xff\xfe" * 1_000 + b"\nUser-agent\nDisallow /\n").allows("/")
    assert (
        parse_robots(b"User-agent: a\nUser-agent: foedera\nDisallow: /\nUser-agent: b\nAllow: /").allows("/x") is False
    )


def test_what_has_not_changed_is_not_taken_again(tmp_path: Path) -> None:
    cache = tmp_path / "fetched"
    with serving({"/a": Reply(b"one", headers={"ETag": '"1"'})}) as site:
        visiting = visitor(cache)
        page = visiting.visit(site.url("/a"))
        assert page is not None
        assert visitor(cache).visit(site.url("/a")) is not None, "not safe yet, so it is taken again"
        visiting.done(page)
        assert visitor(cache).visit(site.url("/a")) is None
        assert site.asked[-1][1]["if-none-match"] == '"1"'
        assert visitor(cache).visit(site.url("/a"), anew=True) is not None
        site.pages["/a"] = Reply(b"two", headers={"ETag": '"2"'})
        changed = visitor(cache).visit(site.url("/a"))
        assert changed is not None
        assert changed.data == b"two"


def test_listed_pages_are_asked_once_a_day(tmp_path: Path) -> None:
    with serving({"/a": Reply(b"one")}) as site:
        clock = Clock()
        visiting = visitor(tmp_path / "fetched", clock)
        page = visiting.visit(site.url("/a"), listed=True)
        assert page is not None
        visiting.done(page)
        count = len(site.asked)
        assert visiting.visit(site.url("/a"), listed=True) is None
        assert len(site.asked) == count
        clock.now += 25 * 3600
        assert visiting.visit(site.url("/a"), listed=True) is not None


def test_servers_that_are_busy_are_asked_once_more() -> None:
    with serving({"/a": Reply(b"", 503, {"Retry-After": "7"})}) as site:
        clock = Clock()
        assert refused(visitor(clock=clock), site.url("/a")) == "R224"
        assert site.paths.count("/a") == 2
        assert 7.0 in clock.slept


def test_headers_say_encodings_that_pages_do_not() -> None:
    with serving(
        {"/a": Reply("Šabac".encode("cp1250"), headers={"Content-Type": "text/html; charset=windows-1250"})}
    ) as site:
        page = visitor().visit(site.url("/a"))
        assert page is not None
        assert page.data == "Šabac".encode()


def test_the_cache_outlives_crashes_and_keeps_tidy(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "fetched"
    cache = Cache(path)
    for number in range(1_200):
        cache.put(Known("http://a.example/", float(number), str(number)))
    with path.open("ab") as file:
        file.write(b'{"url": "http://b.exa')
    again = Cache(path)
    assert again.find("http://a.example/") == Known("http://a.example/", 1_199.0, "1199")
    assert again.find("http://b.example/") is None
    assert len(path.read_bytes().splitlines()) == 1
    with pytest.raises(ProblemError, match="R230"):
        Cache(tmp_path / "deep").put(Known("http://a.example/", 1.0))
