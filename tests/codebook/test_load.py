"""Loading: the built codebook, a user's types on top of it, the hash."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from foedera.codebook import build_asset, load
from foedera.codebook import load as load_function
from foedera.errors import CodebookError
from tests.codebook.trees import OWN

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data" / "codebook"
ENVIRONMENT = {"PYTHONPATH": str(ROOT / "src")}


def test_the_asset_is_what_the_data_say(tmp_path: Path) -> None:
    built = build_asset(DATA, tmp_path / "codebook.json")
    asset = ROOT / "src" / "foedera" / "assets" / "codebook.json"
    assert (tmp_path / "codebook.json").read_bytes() == asset.read_bytes(), "run scripts/build_codebook.py"
    assert built == load()


def test_the_yaml_parser_is_not_imported_for_the_built_codebook() -> None:
    code = "import sys, foedera.codebook as c; c.load(); print('ruamel.yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_users_type_is_added_and_changes_the_hash() -> None:
    built, own = load(), load(OWN)
    assert set(own.types) == {*built.types, "border_closure"}
    assert own.hash != built.hash
    assert "close" in own.triggers


def test_a_users_type_takes_the_place_of_a_built_one(tmp_path: Path) -> None:
    text = (DATA / "protest.yaml").read_text(encoding="utf-8")
    (tmp_path / "protest.yaml").write_text(text.replace("People demonstrate", "Crowds demonstrate"), encoding="utf-8")
    own = load(tmp_path)
    assert own.types["protest"].definition.startswith("Crowds")
    assert len(own.types) == len(load().types)


def test_what_a_users_type_does_not_say_follows_from_nothing(tmp_path: Path) -> None:
    own = load(OWN).types["border_closure"]
    assert (own.group, own.manner, own.takes_side, own.faint) == ("other", None, False, 1.0)
    text = (OWN / "border_closure.yaml").read_text(encoding="utf-8")
    added = text.replace("roles:", 'group: "clash"\nmanner: "against"\nfaint: 0.25\n\nroles:', 1)
    (tmp_path / "border_closure.yaml").write_text(added, encoding="utf-8")
    said = load(tmp_path).types["border_closure"]
    assert (said.group, said.manner, said.takes_side, said.faint) == ("clash", "against", True, 0.25)


def test_who_deal_with_each_other_is_said_or_follows_from_the_least_number(tmp_path: Path) -> None:
    actor = load(OWN).types["border_closure"].roles[0]
    assert (actor.mutual, actor.aside, actor.is_open) == (False, False, False)
    text = (OWN / "border_closure.yaml").read_text(encoding="utf-8")
    for key, wanted in (("minimum: 2", (True, False)), ("mutual: true", (True, False)), ("aside: true", (False, True))):
        added = text.replace("    required: true\n", f"    required: true\n    {key}\n", 1)
        (tmp_path / "border_closure.yaml").write_text(added, encoding="utf-8")
        actor = load(tmp_path).types["border_closure"].roles[0]
        assert ((actor.mutual, actor.aside), actor.is_open) == (wanted, True)
    assert load(tmp_path).types["border_closure"].onlooker == "actor"
    assert [name for name, kind in load(OWN).types.items() if kind.onlooker] == ["exercise"]


def test_the_hash_is_of_what_is_said_not_of_how(tmp_path: Path) -> None:
    text = (OWN / "border_closure.yaml").read_text(encoding="utf-8")
    (tmp_path / "border_closure.yaml").write_text("# a remark\n" + text.replace("\n\n", "\n"), encoding="utf-8")
    assert load(tmp_path).hash == load(OWN).hash


def test_a_missing_or_foreign_asset_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules[load_function.__module__]
    monkeypatch.setattr(module, "ASSET", tmp_path / "codebook.json")
    with pytest.raises(CodebookError, match=r"C100 .*build_codebook"):
        load()
    (tmp_path / "codebook.json").write_text(json.dumps({"format": 0}), encoding="utf-8")
    with pytest.raises(CodebookError, match="format 0"):
        load()
