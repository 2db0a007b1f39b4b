# ruff: noqa: E501  (a row of a table is one line)
"""The model card, from the figures."""

from __future__ import annotations

from typing import Any

from training.data import DEV, HELD_BACK

MAIN = ("typed trigger", "typed trigger, exact", "sentence has a frame", "fillers, overlap", "fillers, exact")


def table(rows: dict[str, dict[str, float]]) -> str:
    """Return a Markdown table of precision, recall and F1."""
    lines = ["| | P | R | F1 | n |", "|---|---|---|---|---|"]
    lines += [f"| {k} | {v['p']} | {v['r']} | {v['f1']} | {v['n']} |" for k, v in rows.items()]
    return "\n".join(lines)


def card(figures: dict[str, Any], tuned: dict[str, Any], data: dict[str, Any]) -> str:
    """Return the model card."""
    f = figures["frames"]
    trees = "\n".join(
        f"| {name} | {v['upos']} | {v['xpos']} | {v['lemma']} | {v['uas']} | {v['las']} | {v['las_universal']} | {v.get('ner', '-')} |"
        for name, v in figures.items()
        if name.startswith("en_")
    )
    plain = figures["frames without extra_*"]
    note = f" ({data['note']})" if data.get("note") else ""
    statuses = "\n".join(f"| {k} | {right} | {n} |" for k, (right, n) in f["status by"].items())
    return f"""# Foedera's language model for English

One encoder (6 layers, 384 wide, int8) with heads for tags, dependency tree, names and candidate triggers, and a second
stage of two small layers that reads each candidate and gives its type, status and fillers. Made {data["made"]} by
the steps of `training.recipe` (`training/EXPERIMENTS.md`, seventh session, has the run; the tenth that on rough texts, the eleventh and twelfth those on real sentences) and by `training.release`: trained on
the marks and on what two larger networks (12 layers, 768 wide), trained on the same marks, think of all sentences.

**Use**: English reports on how states deal with each other. **Not for**: other languages, decisions on people.
It makes mistakes at the rates below; every claim that Foedera shows carries its passage so that a person can judge.

## Data and licences
| what | licence | part |
|---|---|---|
| all-MiniLM-L6-v2 (starting weights, tokenizer) | Apache-2.0 | encoder |
| all-mpnet-base-v2 (starting weights of the larger networks) | Apache-2.0 | teachers, not shipped |
| Foedera's own plain reports, `training/texts` | Apache-2.0 | read by the teachers |
| Foedera's own annotated sentences, `training/frames`: {data["frames"]["train"]} trained on, {data["frames"]["dev"]} for tuning, {data["frames"]["test"]} held back ({HELD_BACK:.0%} and {DEV:.0%} of passages by hash) | Apache-2.0 | frames |
| Real sentences (of the treebanks below, the Lee corpora, newspapers' editorials) that somebody marked, `training/frames_r`: {data["real sentences"]}; the marks are ours, the words are not in the repository | Apache-2.0 | frames |
| UD English EWT (May 2025) | CC BY-SA 4.0 | tags, tree |
| UD English GUM, genres with texts free for any use (news, interview, bio, voyage, speech, textbook, academic) | CC BY / BY-SA texts of a corpus that is BY-NC-SA as a whole | tags, tree |
| Universal NER v1 on EWT | CC BY-SA 4.0 | names |

## Figures, all of the int8 model as shipped
| test set | UPOS | XPOS | lemmas | UAS | LAS | LAS, universal relations | names F1 |
|---|---|---|---|---|---|---|---|
{trees}

Gold words; punctuation counted; LAS with relation subtypes.

Frames, {f["sentences"]} held-back sentences, from plain text{note}:

{table({k: f[k] for k in MAIN})}

The same on the {plain["sentences"]} of them that are not from `extra_*` files, which seek rare wordings by design
(status right on {plain["status"]} %):

{table({k: plain[k] for k in MAIN})}

Typed triggers count as right when the type is and the words overlap; fillers are measured at gold triggers.
Status on right triggers: {f["status"]} %. Calibration error of frame probabilities on the tuning part: {tuned["calibration error"]}.

| status | right % | n |
|---|---|---|
{statuses}

### Triggers by type
{table(f["by type"])}

### Fillers by label (overlap)
{table(f["by label"])}
"""
