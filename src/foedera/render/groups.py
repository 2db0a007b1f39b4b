"""Kinds of claim that share a colour and a line wherever claims are shown."""

from __future__ import annotations

from collections.abc import Mapping

TYPE_GROUPS: Mapping[str, str] = {
    "exercise": "drill",
    "training": "drill",
    "transfer": "arms",
    "variant": "arms",
    "aid": "arms",
    "agreement": "pact",
    "membership": "pact",
    "office": "pact",
    "meeting": "talk",
    "deployment": "force",
    "mobilize": "force",
    "retreat": "force",
    "relations": "tie",
    "support": "tie",
    "concede": "tie",
    "oppose": "clash",
    "concern": "clash",
    "demand": "clash",
    "threat": "clash",
    "sanction": "clash",
    "assault": "clash",
    "coerce": "clash",
    "protest": "clash",
    "investigate": "clash",
}
"""Claim type to the group whose colour and line it has; a type of the user's own has the group `other`."""
GROUP_NAMES: Mapping[str, str] = {
    "drill": "exercises, training",
    "arms": "arms, aid",
    "pact": "agreements, membership, office",
    "talk": "meetings",
    "force": "forces",
    "tie": "relations, support",
    "clash": "disputes, sanctions",
    "other": "other types",
}


def type_group(type_: str) -> str:
    """Return the group that a claim type is shown as."""
    return TYPE_GROUPS.get(type_, "other")
