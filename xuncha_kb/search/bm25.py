"""How much a word counts: BM25, the same in every engine and in the final ranking."""

from math import log

K1 = 0.4
"""How soon repetition stops to add: at once, nearly. A rule says a thing once."""
B = 1.0
"""How much a long text is held against it: fully, since an entry is one article or line."""


def rarity(having: int, size: int) -> float:
    """The weight of a word that ``having`` of ``size`` entries have."""
    return log(1 + (size - having + 0.5) / (having + 0.5))


def saturation(count: float, length: int, average: float) -> float:
    """0 to 1.4 as a word is repeated, for a text of ``length`` characters."""
    relative = length / max(average, 1)  # texts of marks alone have no length
    return count * (K1 + 1) / (count + K1 * (1 - B + B * relative))
