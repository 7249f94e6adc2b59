"""How far two readers agree who judged the same things apart from each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def share(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the share, from 0 to 1, of the pairs whose two verdicts are the same; 1 for no pair.

    Examples
    --------
    >>> from geodata import agreement
    >>> agreement.share([("holds", "holds"), ("holds", "open")])
    0.5
    """
    return sum(first == second for first, second in pairs) / len(pairs) if pairs else 1.0


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa: the agreement beyond what the readers' own habits would bring about by chance.

    Unweighted, as verdicts have no order (J. Cohen, "A coefficient of agreement for nominal scales", Educational and
    Psychological Measurement 20, 1960, 37-46).

    Parameters
    ----------
    pairs
        The first and the second reader's verdict on each thing.

    Returns
    -------
    float
        1 for full agreement, 0 for what chance alone would bring about, below 0 for less than that.

    Examples
    --------
    Of 50 applications 20 are granted and 15 refused by both readers, 5 by the first alone, 10 by the second alone:

    >>> from geodata import agreement
    >>> pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    >>> round(agreement.kappa(pairs), 2)
    0.4
    """
    first, second = (Counter(reader) for reader in zip(*pairs, strict=True)) if pairs else (Counter(), Counter())
    chance = sum(first[verdict] * second[verdict] for verdict in first) / len(pairs) ** 2 if pairs else 1.0
    return (share(pairs) - chance) / (1 - chance) if chance < 1 else 1.0
