"""Training examples: the split, words under marks, treebanks, variants."""

from __future__ import annotations

import lzma
import random
from pathlib import Path

import pytest

from foedera.codebook import load as load_codebook
from foedera.parse.words import split_words
from foedera.types import STATUSES
from training import labels
from training.augment import STATES, masked, other_case, other_states
from training.data import Example, from_marked, load_frames, load_texts, load_treebank
from training.markup import FIELDS, ROLES, parse_line

FRAMES = Path(__file__).parents[2] / "training" / "frames"
LINE = (
    "[Serbia|e1.participant] will host the [FK-3|e1.equipment] {drills|e1 exercise planned} "
    "with [China|e1.participant]."
)


@pytest.fixture(scope="module")
def parts() -> dict[str, list[Example]]:
    return load_frames(FRAMES)


def test_a_split_holds_back_what_it_says(parts: dict[str, list[Example]]) -> None:
    total = sum(map(len, parts.values()))
    assert 0.12 < len(parts["test"]) / total < 0.18
    assert 0.04 < len(parts["dev"]) / total < 0.09


def test_passages_are_never_torn(parts: dict[str, list[Example]]) -> None:
    sources = [{example.source for example in examples} for examples in parts.values()]
    assert sum(map(len, sources)) == len(set.union(*sources))


def test_new_passages_move_no_old_one(tmp_path: Path) -> None:
    """Passages put before, between and after leave each old sentence in its part."""
    old = sorted(FRAMES.glob("*.txt"))[:4]
    for path in old:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = {part: {e.text for e in examples} for part, examples in load_frames(tmp_path).items()}
    for path in old:
        text = (tmp_path / path.name).read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(f"A new sentence begins.\n\n{text}\n\nAnd another ends.\n", encoding="utf-8")
    (tmp_path / "a_first.txt").write_text("Quite another passage.\n", encoding="utf-8")
    after = {part: {e.text for e in examples} for part, examples in load_frames(tmp_path).items()}
    assert all(before[part] <= after[part] for part in before)


def test_label_sets_are_those_of_the_codebook() -> None:
    """A type, role or field that the model learns and the codebook does not know would be lost without a word."""
    book = load_codebook()
    assert set(labels.TYPES) <= set(book.types)
    assert set(labels.STATUSES) == set(STATUSES)
    for name, roles in ROLES.items():
        assert roles <= {role.name for role in book.types[name].roles}, name
    known = frozenset[str]().union(*(kind.labels for kind in book.types.values()))
    assert known >= FIELDS, FIELDS - known
    assert set(labels.FILLERS) == FIELDS.union(*ROLES.values())
    for name in labels.TYPES:
        allowed = {label for label, may in zip(labels.FILLERS, labels.ALLOWED[name], strict=True) if may}
        assert allowed == FIELDS | ROLES[name]


def test_marks_lie_on_whole_words() -> None:
    example = from_marked(parse_line(LINE), "x")
    assert example.frames is not None
    (frame,) = example.frames
    assert example.words[slice(*frame.trigger)] == ["drills"]
    fillers = [(label, example.words[start:end]) for label, start, end in frame.fillers]
    assert fillers == [("participant", ["Serbia"]), ("equipment", ["FK-3"]), ("participant", ["China"])]


def test_every_mark_has_words(parts: dict[str, list[Example]]) -> None:
    for example in (e for examples in parts.values() for e in examples):
        assert example.words == [example.text[s:e] for s, e in split_words(example.text)]
        for frame in example.frames or ():
            spans = [frame.trigger, *((start, end) for _, start, end in frame.fillers)]
            assert all(0 <= start < end <= len(example.words) for start, end in spans)


def test_treebanks_are_read(tmp_path: Path) -> None:
    """Multiword tokens and empty nodes are no words; names that end in -OTH are none."""
    rows = [
        "# sent_id = a-1",
        "# text = NATO didn't.",
        "1\tNATO\tNATO\tPROPN\tNNP\t_\t2\tnsubj\t_\t_",
        "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_",
        "2\tdid\tdo\tAUX\tVBD\t_\t0\troot\t_\t_",
        "3\tn't\tnot\tPART\tRB\t_\t2\tadvmod:x\t_\t_",
        "3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_",
        "",
        "",
    ]
    names = ["# sent_id = a-1", "1\tNATO\tB-ORG", "2\tdid\tB-OTH", "3\tn't\tO"]
    with lzma.open(tmp_path / "en_ewt-dev.conllu.xz", "wt", encoding="utf-8") as file:
        file.write("\n".join(rows))
    with lzma.open(tmp_path / "uner_en_ewt-dev.iob2.xz", "wt", encoding="utf-8") as file:
        file.write("\n".join(names))
    (example,) = load_treebank(tmp_path, "en_ewt-dev")
    assert (example.source, example.text) == ("a-1", "NATO didn't.")
    assert example.words == ["NATO", "did", "n't"]
    assert example.heads == [2, 0, 2]
    assert example.deprels == ["nsubj", "root", "advmod:x"]
    assert example.ner == ["B-ORG", "O", "O"]


def test_variants_keep_the_words_in_place(parts: dict[str, list[Example]]) -> None:
    """Marks are positions of words: a variant has as many, and only states change."""
    rng = random.Random(3)  # noqa: S311 - the same each time
    known = {name for pair in STATES for name in pair}
    changed = 0
    for example in parts["dev"]:
        varied = other_states(example.words, rng)
        assert len(varied) == len(example.words)
        for old, new in zip(example.words, varied, strict=True):
            assert old == new or {old, new} <= known
            changed += old != new
        # a dotless i goes to I in capitals and comes back dotted: such letters are as good as the same
        cased = other_case(example.words, rng)
        assert [w.upper().casefold() for w in cased] == [w.upper().casefold() for w in example.words]
        assert masked(example, rng, 0.5, 0.1) <= set(range(len(example.words)))
    assert changed > 100


def test_one_state_stays_one() -> None:
    rng = random.Random(1)  # noqa: S311 - the same each time
    words = "Serbia thanked China and Chinese troops left Serbia".split()
    for _ in range(20):
        new = other_states(words, rng)
        pairs = {tuple(pair) for pair in STATES}
        assert new[0] == new[-1] != new[2]
        assert (new[2], new[4]) in pairs


def test_masks_hit_triggers() -> None:
    example = from_marked(parse_line(LINE), "x")
    hidden = masked(example, random.Random(1), 1.0, 0.0)  # noqa: S311 - the same each time
    assert [example.words[i] for i in hidden] == ["drills"]


def test_plain_reports_come_as_sentences(tmp_path: Path) -> None:
    (tmp_path / "a_1.txt").write_text("Oslo sends a ship\nOslo, 3 May\nOne sails. Two stay.\n\nNext report\n", "utf-8")
    (tmp_path / "notes.md").write_text("Not a report.", "utf-8")
    found = load_texts(tmp_path)
    assert [e.text for e in found if "sail" in e.text or "stay" in e.text] == ["One sails.", "Two stay."]
    assert all(e.frames is None and e.words for e in found)
