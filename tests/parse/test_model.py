"""The real model on real text."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread, current_thread, main_thread

import numpy as np
import pytest
from numpy.typing import NDArray

from foedera.errors import ModelError
from foedera.parse import MODEL, Model
from foedera.parse.check import REFERENCE, SUMS, check, outputs
from foedera.parse.inputs import Cut
from foedera.parse.words import split_words
from foedera.types import STATUSES, Filler, Frame, Name, Segment, Sentence

ROOT = Path(__file__).parents[2]
ENGLISH = (
    "Serbia and China held the joint exercise Peace Guardian 2025 in Hebei from July 19 to 28.",
    "The ministry in Oslo said that Norway would send six patrol boats to Kenya.",
    "Brazil denied that it had applied to join the pact.",
    "Chinese instructors will train Zambian pilots if parliament agrees.",
)
MIXED = (
    "🇷🇸 Председник Vučić met Xi Jinping (习近平) in Beijing — “iron friendship” — on 3 May.",
    "Türkiye’s Erdoğan said naïve café talk won’t stop the Łódź drills… 𝔅old words 😀.",
    "Cafe\u0301 owners in Zu\u0308rich opposed the sanctions.",
)


def laid_out(texts: tuple[str, ...], between: str = "\n\n") -> tuple[str, list[Segment]]:
    """Return a report of some paragraphs, and a segment for each."""
    segments, at = [], 0
    for number, text in enumerate(texts):
        segments.append(Segment(at, at + len(text), "prose", number))
        at += len(text) + len(between)
    return between.join(texts), segments


def check_records(text: str, sentence: Sentence) -> None:
    """Every offset lies on a word of its sentence, and the words are a tree with one root."""
    starts = {token.start for token in sentence.tokens}
    ends = {token.end for token in sentence.tokens}
    assert all(token.text == text[token.start : token.end] for token in sentence.tokens)
    assert [t.deprel for t in sentence.tokens if t.head == -1] == ["root"]
    assert all(t.head == -1 or t.deprel != "root" for t in sentence.tokens)
    frames = (*sentence.frames, *sentence.faint)
    fillers = [f for frame in frames for f in (*frame.fillers, *frame.weak)]
    spans: list[Name | Frame | Filler] = [*sentence.names, *frames, *fillers]
    for span in spans:
        assert span.start in starts
        assert span.end in ends
        assert 0 <= span.score <= 1
    assert all(frame.status in STATUSES and frame.producer == "model" for frame in frames)


def test_it_reads_what_it_was_made_for(model: Model) -> None:
    text, segments = laid_out(ENGLISH)
    first, second, third, fourth = model.parse(text, segments)
    (exercise,) = first.frames
    assert (exercise.type, exercise.status) == ("exercise", "occurred")
    fillers = {(f.label, text[f.start : f.end]) for f in exercise.fillers}
    assert {("participant", "Serbia"), ("participant", "China"), ("name", "Peace Guardian 2025")} <= fillers
    assert {text[n.start : n.end] for n in first.names} >= {"Serbia", "China", "Hebei"}
    assert any(token.lemma == "hold" and token.upos == "VERB" and token.head == -1 for token in first.tokens)
    assert any(f.label == "recipient" and text[f.start : f.end] == "Kenya" for g in second.frames for f in g.fillers)
    assert any(frame.status == "denied" for frame in third.frames)
    assert any(frame.status == "conditional" for frame in fourth.frames)


@pytest.mark.parametrize("texts", [ENGLISH, MIXED, ("\n".join(ENGLISH + MIXED),)])
def test_offsets_are_exact_in_any_script(model: Model, texts: tuple[str, ...]) -> None:
    text, segments = laid_out(texts, "\u2028\n😀 \n")
    parsed = model.parse(text, segments)
    assert [sentence.segment for sentence in parsed] == segments
    for sentence in parsed:
        assert [t.text for t in sentence.tokens] == [
            text[sentence.segment.start :][s:e]
            for s, e in split_words(text[sentence.segment.start : sentence.segment.end])
        ]
        check_records(text, sentence)


def test_segments_without_words_give_nothing(model: Model) -> None:
    text, segments = laid_out(("   ", ENGLISH[0], "", "\t\n", ENGLISH[2]))
    assert [s.segment for s in model.parse(text, segments)] == [segments[1], segments[4]]
    assert model.parse(text, []) == []
    assert model.parse("", [Segment(0, 0, "prose", 0)]) == []


def test_a_very_long_segment_is_cut_and_nothing_is_lost(model: Model) -> None:
    """5,000 words without a full stop, among ordinary sentences."""
    rng = random.Random(5)  # noqa: S311 - the same words each time
    vocabulary = " ".join((*ENGLISH, *MIXED, "ω" * 300, "1" * 90)).replace(".", "").split()
    long = " ".join(rng.choice(vocabulary) for _ in range(5_000))
    text, segments = laid_out((ENGLISH[0], long, ENGLISH[2]))
    parsed = model.parse(text, segments)
    pieces = [s for s in parsed if s.segment == segments[1]]
    assert len(pieces) > 15
    assert [s.segment for s in parsed] == [segments[0], *[segments[1]] * len(pieces), segments[2]]
    tokens = [(t.start, t.end) for s in pieces for t in s.tokens]
    assert tokens == [(segments[1].start + s, segments[1].start + e) for s, e in split_words(long)]
    for sentence in parsed:
        assert model.size_of([t.text for t in sentence.tokens]) <= 240
        check_records(text, sentence)


def test_a_report_does_not_depend_on_others(model: Model) -> None:
    """The same report gives the same, to the last digit, first or after others, in this or another instance."""
    text, segments = laid_out(ENGLISH + MIXED)
    alone = repr(model.parse(text, segments))
    other, others = laid_out(MIXED * 3 + ENGLISH[::-1])
    model.parse(other, others)
    assert repr(model.parse(text, segments)) == alone
    assert repr(Model(threads=1).parse(text, segments)) == alone


def test_batches_read_at_once_give_the_same(model: Model) -> None:
    """More batches than threads, each with frames; to the last digit and in order."""
    text, segments = laid_out((*ENGLISH * 12, *MIXED))
    with_more = Model(threads=3)
    assert repr(with_more.parse(text, segments)) == repr(model.parse(text, segments))
    assert with_more.parse(text, segments[:1]) == model.parse(text, segments[:1])


class Interrupted(Model):
    """A model whose user presses Ctrl-C over the first batch."""

    def __init__(self) -> None:
        super().__init__(threads=2)
        self.read: list[Thread] = []

    def _read(self, many: list[list[Cut]]) -> list[list[Sentence]]:
        self.read.append(current_thread())
        if current_thread() is main_thread():
            raise KeyboardInterrupt
        return super()._read(many)


def test_an_interrupted_report_is_left_at_once(model: Model) -> None:
    """The thread beside finishes its batch and takes no other: a text of megabytes does not keep the program."""
    text, segments = laid_out(ENGLISH * 200)
    interrupted = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        interrupted.parse(text, segments)
    for thread in {*interrupted.read} - {main_thread()}:
        thread.join()
    assert len(interrupted.read) < 10 < len(list(model.network_inputs(text, segments)))


def test_another_process_gives_the_same_bytes(model: Model) -> None:
    code = (
        "from foedera.parse import Model; from foedera.types import Segment; import sys\n"
        "t = sys.stdin.buffer.read().decode()\n"
        "sys.stdout.buffer.write(repr(Model().parse(t, [Segment(0, len(t), 'prose', 0)])).encode())"
    )
    text = MIXED[0]
    environment = {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], input=text.encode(), stdout=-1, check=True, env=environment)
    assert done.stdout.decode() == repr(model.parse(text, [Segment(0, len(text), "prose", 0)]))


def test_given_words(model: Model) -> None:
    """Words that are joined by blanks anyway give what their text gives."""
    text = "Serbia and China held joint drills in Hebei on Monday"
    (parsed,) = model.parse(text, [Segment(0, len(text), "prose", 0)])
    assert model.parse_words(text.split()) == parsed


def test_given_triggers(model: Model) -> None:
    """A trigger that is known gets a frame of its type; one of an unknown type or outside the segment gets none."""
    text, segments = laid_out(ENGLISH)
    at = text.index("exercise")
    known = [(at, at + 8, "exercise"), (at, at + 8, "picnic"), (len(text) - 5, len(text), "exercise")]
    (frame,) = model.frames_at(text, segments[0], known)
    assert (frame.type, frame.start, frame.end) == ("exercise", at, at + 8)
    assert {text[f.start : f.end] for f in frame.fillers if f.label == "participant"} == {"Serbia", "China"}
    assert model.frames_at(text, segments[0], []) == []
    assert model.frames_at("  ", Segment(0, 2, "prose", 0), known) == []


def test_settings_can_be_tried(model: Model) -> None:
    """With thresholds that nothing reaches there are no frames, or frames without fillers."""
    text, segments = laid_out(ENGLISH)
    tried = Model(threads=1)
    tried.adjust(filler=dict.fromkeys(model.config.fillers, 1.1))
    frames = [frame for s in tried.parse(text, segments) for frame in s.frames]
    assert frames
    assert not any(frame.fillers for frame in frames)
    assert any(frame.weak for frame in frames)
    tried.adjust(trigger=1.1)
    assert not any(s.frames for s in tried.parse(text, segments))


FILES = ("config.json", "tokenizer.json", "reader.onnx", "framer.onnx")


@pytest.fixture
def folder(model: Model, tmp_path: Path) -> Path:
    """Return a copy of the model directory that a test may break."""
    assert model.config.types
    for path in MODEL.iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [None, b"", b"{}", "half"])
def test_a_missing_or_broken_file_is_one_clear_error(folder: Path, name: str, content: bytes | str | None) -> None:
    data = (MODEL / name).read_bytes()
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(data[: len(data) // 2] if isinstance(content, str) else content)
    with pytest.raises(ModelError, match=r"^M101 .*the language model cannot be loaded.*reinstall foedera") as raised:
        Model(folder)
    assert str(folder) in str(raised.value)


def test_a_label_without_threshold_is_an_error(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["filler"].popitem()
    (folder / "config.json").unlink()
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match="M101"):
        Model(folder)


def test_the_shipped_model_is_whole_and_runs_as_where_it_was_made() -> None:
    if not (MODEL / REFERENCE).exists():
        pytest.skip("the model has no reference outputs yet")
    assert (MODEL / SUMS).exists()
    assert check() == []


def test_changed_files_and_other_results_are_found(model: Model, folder: Path) -> None:
    for name in (SUMS, REFERENCE):
        (folder / name).unlink(missing_ok=True)
    assert check(folder) == []
    kept = outputs(model, list(ENGLISH[:2]))
    kept[1]["upos"][0] = "X"
    (folder / REFERENCE).write_text(json.dumps(kept), encoding="utf-8")
    (folder / SUMS).write_text(f"{'0' * 64}  config.json\n{'0' * 64}  card\n", encoding="utf-8")
    found = check(folder)
    assert [problem.code for problem in found] == ["M102", "M102", "M103"]
    assert "changed" in found[0].message
    assert "missing" in found[1].message
    assert found[2].message.startswith("upos of 'The ministry in Oslo")


def test_the_model_is_small_enough_to_ship(model: Model) -> None:
    """At most 30 MB, without what training needs."""
    assert model.config.hash
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 30e6
    assert not shutil.ignore_patterns("*.pt", "*.pkl", "*.safetensors")(str(MODEL), [p.name for p in MODEL.iterdir()])


def test_features_of_a_frame_speak_for_a_claim() -> None:
    text, segments = laid_out(ENGLISH)
    seen: list[NDArray[np.float32]] = []

    class Looking(Model):
        def worth_of(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
            seen.extend(features)
            return super().worth_of(features)

    model = Looking()
    model.adjust(worth=())
    assert {frame.worth for sentence in model.parse(text, segments) for frame in sentence.frames} == {0.0}
    size = len(seen[0])
    seen.clear()
    model.adjust(worth=[0.0, 2.0, *[0.0] * (size - 2), 0.5])
    frames = [f for s in model.parse(text, segments) for f in (*s.frames, *s.faint)]
    assert sorted(f.worth for f in frames) == pytest.approx(sorted(2 * float(row[1]) + 0.5 for row in seen))
    assert len({f.worth for f in frames}) > 1


def test_what_ships_weighs_every_feature(model: Model) -> None:
    text, segments = laid_out(ENGLISH)
    assert len({f.worth for s in model.parse(text, segments) for f in s.frames}) > 1
