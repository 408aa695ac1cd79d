"""Schemas of ``traditional.toml`` and ``pinyin.toml``: what a character is folded to, and how it
sounds."""

from functools import cached_property

from pydantic import model_validator

from xuncha_kb.model import Frozen


class TraditionalFile(Frozen):
    pairs: tuple[tuple[str, str], ...]
    """Simplified characters, and the traditional ones in the same order."""

    @model_validator(mode="after")
    def _aligned(self) -> "TraditionalFile":
        for simplified, traditional in self.pairs:
            if len(simplified) != len(traditional):
                raise ValueError(f"“{simplified}”与“{traditional}”字数不同")
        return self

    @cached_property
    def simplified(self) -> str:
        return "".join(simplified for simplified, _ in self.pairs)

    @cached_property
    def traditional(self) -> str:
        return "".join(traditional for _, traditional in self.pairs)


class PinyinFile(Frozen):
    syllables: dict[str, str]
    """The characters of each syllable, without tones."""
