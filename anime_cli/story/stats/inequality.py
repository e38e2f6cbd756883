"""How unevenly a whole is shared out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def gini(shares: Iterable[float]) -> float | None:
    """Return the Gini coefficient of SHARES: 0 where all are equal, towards 1 where one has all; None without any.

    Corrado Gini, "Variabilità e mutabilità", 1912; computed over the sorted shares.
    """
    ordered = sorted(shares)
    total = sum(ordered)
    if not ordered or total <= 0:
        return None
    weighted = sum(place * share for place, share in enumerate(ordered, 1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def evenness(shares: Iterable[float]) -> float | None:
    """Return Pielou's evenness of SHARES: 1 where all are equal, towards 0 where one has all; None for fewer than two.

    Entropy over its greatest value. E. C. Pielou, "The measurement of diversity in different types of biological
    collections", 1966.
    """
    parts = list(shares)
    total = sum(parts)
    if len(parts) < 2 or total <= 0:  # noqa: PLR2004  # one part has nothing to be even with
        return None
    entropy = -sum(part / total * math.log(part / total) for part in parts if part > 0)
    return entropy / math.log(len(parts))
