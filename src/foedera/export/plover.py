"""Claims as PLOVER events."""

from __future__ import annotations

from foedera.codebook import Codebook
from foedera.export.material import PloverOf


def rules_of(codebook: Codebook) -> PloverOf:
    """Return the PLOVER rule of any claim under a codebook, for `Material.plover`."""
    raise NotImplementedError
