"""Cutting Chinese text into words: rjieba where it is installed, else jieba.

Both get the same words of our own and cut alike. Neither shared default segmenter is touched, so
that other programs in the process keep theirs.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Iterable
from hashlib import sha1
from importlib.machinery import PathFinder
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from xuncha_kb.search.folding import Folding

RJIEBA, JIEBA = "rjieba", "jieba"

FREQUENCY = 100_000
"""Of our own words: higher than that of their parts, so that they stay whole."""


def installed() -> str:
    """The segmenter that will be used: its name."""
    return RJIEBA if _extension() else JIEBA


def is_installed(name: str) -> bool:
    """Whether the segmenter ``name`` can be used here."""
    return PathFinder.find_spec(name) is not None


def fingerprint(name: str, words: Iterable[str]) -> str:
    """Changes when texts may be cut otherwise: another segmenter or another word list."""
    digest = sha1("\n".join(words).encode()).hexdigest()
    return f"{name} {digest[:16]}"


class Segmenter:
    """Cuts texts with our own words kept whole.

    ``name`` is ``rjieba`` or ``jieba``; ImportError where it is not installed.
    """

    def __init__(
        self, name: str, words: Iterable[str], folding: Folding, cache: Path | None = None
    ) -> None:
        self.name = name
        self.folding = folding
        self._search, self._cut = (_open_rjieba if name == RJIEBA else _open_jieba)(words, cache)

    def words(self, text: str) -> list[str]:
        """The words of ``text`` and the shorter ones within them, two characters at least."""
        return _kept(self._search(self.folding.fold(text)))

    def cut(self, text: str) -> list[str]:
        """``text`` in consecutive pieces, folded; joined they are the folded text."""
        return self._cut(self.folding.fold(text))


def _kept(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > 1 and word.isalnum()]


Cut = Callable[[str], list[str]]


def _open_rjieba(words: Iterable[str], cache: Path | None) -> tuple[Cut, Cut]:
    segmenter = _rjieba().Jieba()
    for word in words:
        segmenter.add_word(word, FREQUENCY, None)
    return segmenter.cut_for_search, segmenter.cut


def _open_jieba(words: Iterable[str], cache: Path | None) -> tuple[Cut, Cut]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own regular expressions warn on newer Pythons
        import jieba
    jieba.setLogLevel("WARNING")
    segmenter = jieba.Tokenizer()
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        segmenter.tmp_dir = str(cache)
    for word in words:
        segmenter.add_word(word, FREQUENCY)
    return segmenter.lcut_for_search, segmenter.lcut


def _extension() -> Any:
    """Where rjieba's compiled part is; None where it is not installed."""
    package = PathFinder.find_spec(RJIEBA)
    if package is None or package.submodule_search_locations is None:
        return None
    return PathFinder.find_spec(f"{RJIEBA}.{RJIEBA}", package.submodule_search_locations)


def _rjieba() -> Any:
    """rjieba's compiled part. Importing the package itself would first load a second dictionary
    for its shared default, a tenth of a second for nothing."""
    name = f"{RJIEBA}.{RJIEBA}"
    if name not in sys.modules:
        spec = _extension()
        if spec is None or spec.loader is None:
            raise ImportError("rjieba is not installed")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        sys.modules[name] = module
    return sys.modules[name]


def tables() -> tuple[str, str]:
    """What cutting goes by, for a script: all words by their frequency (``3:… …;4:… …``), and as
    JSON the hidden Markov model for words that are in no dictionary."""
    package = PathFinder.find_spec(JIEBA)
    if package is None or package.origin is None:
        raise ImportError("jieba is not installed")
    folder = Path(package.origin).parent
    words: dict[str, list[str]] = {}
    for line in (folder / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.rsplit(" ", 2)
        words.setdefault(frequency, []).append(word)
    lines = (f"{frequency}:{' '.join(words[frequency])}" for frequency in sorted(words, key=int))
    return ";".join(lines), json.dumps(_model(folder / "finalseg"), ensure_ascii=False)


_COSTS = 100_000
"""The model's logarithms are given as whole numbers, so many times as large."""


def _model(folder: Path) -> dict[str, Any]:
    start, passing, emitting = (
        vars(_load(folder / f"prob_{name}.py"))["P"] for name in ("start", "trans", "emit")
    )
    emit = {
        state: {
            "characters": "".join(costs),
            "costs": [round(-cost * _COSTS) for cost in costs.values()],
            "scale": _COSTS,
        }
        for state, costs in emitting.items()
    }
    return {"start": start, "pass": passing, "emit": emit}


def _load(file: Path) -> Any:
    """A module of jieba by itself; importing the package would open its dictionary."""
    spec = spec_from_file_location(f"_{file.stem}", file)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
