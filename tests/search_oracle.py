"""A plain scan that says what an engine must find; it shares no code with the engines."""

from __future__ import annotations

from xuncha_kb.search.engine import Atom, Entry, Wanted
from xuncha_kb.search.folding import Folding

STRONG = set("，。；：！？…（）【】〔〕,.;:!?()[]\n")

FOLDING = Folding("巡视责决", "巡視責決")


class PlainCutter:
    """Every two neighbouring characters between marks are a word: no dictionary needed."""

    folding = FOLDING

    def words(self, text: str) -> list[str]:
        words = []
        for part in "".join(c if c.isalnum() else " " for c in FOLDING.fold(text)).split():
            words += [part[i : i + 2] for i in range(len(part) - 1)]
        return words


def places(text: str, phrase: str, strict: bool) -> list[tuple[int, int]]:
    """Where ``phrase`` stands in ``text``: walking the original, skipping what is no letter;
    with ``strict`` not over a strong mark."""
    folded = FOLDING.fold(text)
    found = []
    for start, character in enumerate(folded):
        if character != phrase[0]:
            continue
        end, matched = start + 1, 1
        while matched < len(phrase) and end < len(folded):
            if folded[end].isalnum():
                if folded[end] != phrase[matched]:
                    break
                matched += 1
            elif strict and folded[end] in STRONG:
                break
            end += 1
        if matched == len(phrase):
            found.append((start, end))
    return found


def has(entry: Entry, atom: Atom) -> bool:
    if atom.word:
        spoken = atom.text in PlainCutter().words(entry.text)
    else:
        spoken = bool(places(entry.text, atom.text, atom.strict))
    return spoken or atom.text in map(FOLDING.normal, entry.names)


def expected(entries: list[Entry], wanted: Wanted) -> set[str]:
    """The keys of the entries that fill every slot and have nothing that is excluded."""
    return {
        entry.key
        for entry in entries
        if all(any(all(has(entry, a) for a in c) for c in slot) for slot in wanted.slots)
        and not any(has(entry, atom) for atom in wanted.excluded)
    }
