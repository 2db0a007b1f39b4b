"""The command as people run it: exit codes, messages, formats, pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from foedera.cli import main
from foedera.cli.arguments import build_parser
from foedera.cli.early import is_short
from foedera.codebook import load
from foedera.parse import MODEL
from foedera.reading.files import EXTENSIONS, find_files
from foedera.schema import schema
from tests.record.making import new_record

ROOT = Path(__file__).parents[2]
NEWS = (
    "Serbian and Chinese special forces ended a joint exercise on Monday\n\n"
    "BELGRADE, July 29, 2025 - Serbia and China held the joint exercise Peace Guardian 2025 in Hebei from July 19 to "
    "28, the Defence Ministry said.\n"
)

model = pytest.mark.skipif(not (MODEL / "config.json").exists(), reason="the language model is not built")


def run(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "foedera", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False, env=environment)


def test_help_and_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command has help; wrong usage is exit code 2."""
    for arguments in ([], ["read"], ["codebook"], ["codebook", "show"], ["codebook", "check"], ["schema"], ["doctor"]):
        with pytest.raises(SystemExit) as stopped:
            main([*arguments, "--help"])
        assert stopped.value.code == 0
        assert "usage: foedera" in capsys.readouterr().out
    for arguments in ([], ["read"], ["read", "x", "--published", "soon"], ["read", "x", "--json", "--format", "csv"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "command", "told"),
    [
        (["events", "--colour"], "events", "unrecognized arguments: --colour"),
        (["decide", "accept", "c1", "--why", "x"], "decide accept", "unrecognized arguments: --why x"),
        (["read", "x", "--nothing"], "read", "unrecognized arguments: --nothing"),
        (["decide", "rate", "Post", "Z"], "decide rate", "argument LETTER: invalid choice"),
    ],
)
def test_wrong_usage_is_told_by_the_command_that_it_is_of(
    arguments: list[str], command: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its own usage, which has the options that there are."""
    with pytest.raises(SystemExit):
        main(arguments)
    said = capsys.readouterr().err
    assert said.startswith(f"usage: foedera {command} [-h]")
    assert f"foedera {command}: error: {told}" in said


def test_words_to_leave_out_are_no_options() -> None:
    """`--text -only` asks for what does not have the word, as the help says."""
    for words in (["--text", "-only", "--json"], ["--text=-only", "--json"]):
        options = build_parser().parse_args(["events", *words])
        assert (options.text, options.format) == ("-only", "json")
    assert build_parser().parse_args(["search", "--", "drill", "-only"]).words == ["drill", "-only"]


def test_starting_up_loads_nothing_heavy() -> None:
    """Help and wrong usage come at once: no model, no numbers, no terminal library."""
    heavy = ["numpy", "onnxruntime", "rich", "foedera.pipeline"]
    code = f"import sys, foedera.cli; print([name for name in {heavy} if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert out.stdout.strip() == b"[]"


@model
def test_reading_one_report_loads_only_what_it_needs() -> None:
    """No processes, parsers of other formats, stores or terminal libraries; the networks load beside the imports."""
    spared = "concurrent.futures.process multiprocessing importlib.resources rich lxml sqlalchemy ruamel yaml pypdfium2"
    names = [
        *spared.split(),
        "foedera.events",
        "foedera.store",
        "foedera.merge",
        "foedera.run.team",
        "foedera.sources.addresses",
    ]
    code = (
        "import sys; from foedera.cli import main; main(['read', sys.argv[1], '--json']); "
        "from foedera.parse.networks import _begun; "
        f"print([name for name in {names} if name in sys.modules], _begun, file=sys.stderr)"
    )
    path = min((ROOT / "examples").glob("*.txt"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert json.loads(done.stdout)["claims"]
    assert done.stderr.split() == [b"[]", b"{}"]


def test_a_short_read_is_told_at_a_glance(tmp_path: Path) -> None:
    """A few files or standard input; not folders, many files, a cluster, or what is no file."""
    file = tmp_path / "a.txt"
    file.write_text("Nothing.", encoding="utf-8")

    def short(*arguments: str) -> bool:
        return is_short(build_parser().parse_args(["read", *arguments]))

    assert short(str(file))
    assert short("-", str(file))
    assert not short(str(tmp_path))
    assert not short(*[str(file)] * 5)
    assert not short(str(file), "x" * 5000)
    assert not short(str(tmp_path / "missing.txt"))
    assert not short(str(file), "--engine", "ray")


def test_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the schema."""
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def test_codebook_show(capsys: pytest.CaptureFixture[str]) -> None:
    """All types a line each, one in full, and a hint where a name is nearly right."""
    assert main(["codebook", "show"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n{name} " in f"\n{out}" for name in load().types)
    assert main(["codebook", "show", "transfer"]) == 0
    out = capsys.readouterr().out
    assert "supplier" in out
    assert "negotiation" in out
    assert main(["codebook", "show", "exercize"]) == 2
    assert "did you mean 'exercise'?" in capsys.readouterr().err
    assert main(["codebook", "show", "--json"]) == 0
    assert {each["id"] for each in json.loads(capsys.readouterr().out)} == set(load().types)


def test_codebook_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Faults are named with file and line, and give exit code 1; our own codebook has none."""
    (tmp_path / "bad.yaml").write_text('id: "bad"\nrolls: []\n', encoding="utf-8")
    assert main(["codebook", "check", "--quick", str(tmp_path)]) == 1
    assert f"{tmp_path}/bad.yaml:" in capsys.readouterr().out
    assert main(["codebook", "check", "--quick", "--json", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out)[0]["code"].startswith("C")
    assert main(["codebook", "check", "--quick", str(ROOT / "data" / "codebook")]) == 0


def test_codebook_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new type's file passes the checks as it stands; no file is overwritten, no bad name taken."""
    assert main(["codebook", "new", "border_closure", str(tmp_path / "own")]) == 0
    path = tmp_path / "own" / "border_closure.yaml"
    assert capsys.readouterr().out == f"{path}\n"
    assert main(["codebook", "check", "--quick", str(tmp_path / "own")]) == 0
    assert main(["codebook", "show", "border_closure", "--codebook", str(tmp_path / "own")]) == 0
    path.write_text("kept", encoding="utf-8")
    assert main(["codebook", "new", "border_closure", str(tmp_path / "own")]) == 1
    assert path.read_text(encoding="utf-8") == "kept"
    assert main(["codebook", "new", "../Evil", str(tmp_path)]) == 2


@model
def test_a_new_type_passes_the_checks_with_trees(tmp_path: Path) -> None:
    """Its pattern finds its example when the model parses it."""
    assert main(["codebook", "new", "border_closure", str(tmp_path)]) == 0
    assert main(["codebook", "check", str(tmp_path)]) == 0


def test_doctor_tells_each_part(capsys: pytest.CaptureFixture[str]) -> None:
    """Every part is told of, sound or not, and the exit code follows."""
    code = main(["doctor", "--json"])
    findings = json.loads(capsys.readouterr().out)
    assert {"Python", "codebook", "gazetteer", "language model", "reading"} <= {each["part"] for each in findings}
    assert code == (0 if all(each["ok"] for each in findings) else 1)


def test_files_of_folders(tmp_path: Path) -> None:
    """Known kinds at any depth, each once, hidden ones left out; what means nothing gives a problem."""
    for name in ("b.txt", "a.HTML", "sub/c.pdf", "image.png", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = list(find_files([str(tmp_path), str(tmp_path / "b.txt"), str(tmp_path / "image.png"), "-", "nothing"]))
    names = [
        str(each.relative_to(tmp_path)) if isinstance(each, Path) and each.is_absolute() else str(each)
        for each in found
    ]
    assert names[:5] == ["a.HTML", "b.txt", "sub/c.pdf", "image.png", "-"]
    assert names[5] == "R101 nothing: no such file"
    (tmp_path / "empty").mkdir()
    assert [str(each)[:4] for each in find_files([str(tmp_path / "empty")])] == ["R111"]
    assert ".txt" in EXTENSIONS


@model
def test_read_prints_claims_and_names_what_failed(tmp_path: Path) -> None:
    """Good inputs are printed, bad ones named with their reasons, and the exit code is 1."""
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = run("read", str(tmp_path), str(tmp_path / "missing.txt"))
    assert done.returncode == 1
    assert b"EXERCISE" in done.stdout
    errors = done.stderr.decode().splitlines()
    assert [line.split()[1] for line in errors] == ["R101", "R102"]
    assert all(line.startswith("foedera: ") for line in errors)


@model
def test_read_from_a_pipe(tmp_path: Path) -> None:
    """Standard input gives JSON that satisfies the schema; what is told on the command line counts."""
    done = run("read", "-", "--json", "--publisher", "Danube Post", "--published", "29 July 2025", data=NEWS.encode())
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    jsonschema.validate(data, schema())
    assert data["report"]["publisher"] == "Danube Post"
    assert data["report"]["published"] == "2025-07-29"
    text = data["report"]["text"]
    for claim in data["claims"]:
        assert all(text[cell["start"] : cell["end"]] for cell in claim["cells"])
    out = run("read", "-", "-o", str(tmp_path / "page.html"), "--format", "html", data=NEWS.encode())
    assert out.returncode == 0
    assert out.stdout == b""
    assert (tmp_path / "page.html").stat().st_size > 1000


@model
def test_the_name_of_the_output_tells_its_format(tmp_path: Path) -> None:
    """`-o out.json` is JSON; a format that is asked for holds, whatever the name."""
    for name, begin, more in (
        ("out.json", b"{", ()),
        ("out.txt", b"Serbian", ()),
        ("page.json", b"<!", ("-f", "html")),
    ):
        assert run("read", "-", "-o", str(tmp_path / name), *more, data=NEWS.encode()).returncode == 0
        assert (tmp_path / name).read_bytes().lstrip().startswith(begin), name


def test_an_output_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Nobody finds what went into a folder made for a slip of the pen."""
    made = tmp_path / "nope" / "x"
    new_record(tmp_path).close()
    for command in (("read", "-"), ("export", "json"), ("map",)):
        record = () if command[0] == "read" else ("--record", str(next(tmp_path.glob("*.db"))))
        done = run(*command, "-o", str(made.with_suffix(".html")), *record, data=NEWS.encode())
        assert done.returncode == 1
        assert b"there is no folder" in done.stderr, done.stderr
        assert not made.parent.exists()


@model
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`foedera read ... | head -1` ends quietly."""
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(NEWS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "foedera", "read", str(tmp_path), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(60) in (0, 141)
    assert errors == b""
