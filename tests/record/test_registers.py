from __future__ import annotations

from pathlib import Path

import foedera

REGISTER = "Event,Start,Who\nGrey Hill,2024-05,Serbia; Hungary\nSlavic Shield,2024-10,Serbia; Russia\n"
MAPPING = 'source: {title: "Register"}\ntype: "exercise"\nstatus: "occurred"\ncolumns:\n'


def test_a_register_comes_in_once_and_again_by_a_corrected_mapping(tmp_path: Path) -> None:
    """A mapping that finds no claim leaves nothing behind that would keep the corrected one out."""
    register, mapping = tmp_path / "drills.csv", tmp_path / "mapping.yaml"
    register.write_text(REGISTER, encoding="utf-8")
    wrong = f'{MAPPING}  "Event": {{to: "name"}}\nunused: ["Start", "Who"]\n'
    right = f'{MAPPING}  "Event": {{to: "name"}}\n  "Who": {{to: "participant", split: ";"}}\nunused: ["Start"]\n'
    dated = right.replace('unused: ["Start"]', '  "Start": {to: "when"}')
    with foedera.open(tmp_path / "record.db") as record:
        kinds = []
        for text in (wrong, right, right, dated):
            mapping.write_text(text, encoding="utf-8")
            kinds.append(record.import_table(register, mapping).kind)
        assert kinds == ["empty", "new", "same", "version"]
        assert record.status().reports == 2
        assert {event.name: event.when for event in record.events()} == {
            "Grey Hill": "2024-05",
            "Slavic Shield": "2024-10",
        }
