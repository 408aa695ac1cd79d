"""What a team says about its round in ``round.toml``: it fills fields and the X of the texts."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError

from xuncha_kb.compose.paper import Field as PaperField
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Frozen
from xuncha_kb.vocabulary import Vocabulary

_BLANK = re.compile("[XＸ×]+")


def _as_text(value: object) -> object:
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value) if isinstance(value, int) else value


Text = Annotated[str, BeforeValidator(_as_text)]
"""Dates and numbers may be written without quotes."""


class Round(Frozen):
    """The same names as the keys of the vocabulary's ``round.toml``; "" where nothing is said."""

    unit: Text = ""
    team: Text = ""
    round: Text = ""
    session: Text = ""
    number: Text = ""
    start: Text = ""
    end: Text = ""
    deadline: Text = ""
    telephone: Text = ""
    hours: Text = ""
    mailbox: Text = ""
    email: Text = ""
    box: Text = ""
    place: Text = ""
    leader: Text = ""
    contact: Text = ""
    placeholders: dict[str, Text] = Field(default_factory=dict)
    """Words of a text with an X in them, and the words to write instead."""

    def value(self, key: str) -> str:
        """Of a field; the round is put together of session and number where it is not said."""
        if key == "round" and not self.round and self.number:
            session = f"{self.session.removesuffix('届')}届" if self.session else ""
            return f"{session}第{_bare(self.number)}轮"
        value: str = getattr(self, key)
        return value

    def fields(self, names: tuple[str, ...], vocabulary: Vocabulary) -> tuple[PaperField, ...]:
        """The fields of a form, those filled that the round knows."""
        keys = vocabulary.round.key_by_name
        return tuple(
            PaperField(name=name, value=self.value(keys[name]) if name in keys else "")
            for name in names
        )

    def fill(self, words: str, vocabulary: Vocabulary) -> str:
        """What to write for the X in ``words``: 第X轮→第三轮, several separated by ；; empty where
        the round says nothing about them."""
        return "；".join(dict.fromkeys(self._fillings(words, vocabulary)))

    def _fillings(self, words: str, vocabulary: Vocabulary) -> Iterator[str]:
        for blank, said in self.placeholders.items():
            if blank in words and said:
                yield f"{blank}→{said}"
        for key in ("session", "number", "start", "end"):
            match = vocabulary.pattern(f"round.{key}").search(words)
            value = self.value(key)
            if match and value:
                yield f"{match[0]}→{_put(match[0], key, value)}"


NO_ROUND = Round()
"""Nothing is known: every field is left to be written in."""


def _put(blank: str, key: str, value: str) -> str:
    if key == "session":
        return f"{value.removesuffix('届')}届"
    if key == "number":
        return f"第{_bare(value)}轮"
    return f"{blank[: _first(blank)]}{value}"


def _first(blank: str) -> int:
    match = _BLANK.search(blank)
    return match.start() if match else len(blank)


def _bare(number: str) -> str:
    return number.removeprefix("第").removesuffix("轮")


def read_round(text: str, name: str, vocabulary: Vocabulary) -> Round:
    """The round written in ``text``; ``name`` stands in the message of a ProjectError where the
    file is wrong."""
    try:
        return Round.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"轮次文件 {name} 读不出来：{error}。请检查引号。") from error
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        known = "、".join(f"{field.key}（{field.label}）" for field in vocabulary.round.field)
        raise ProjectError(
            f"轮次文件 {name} 里的 {place} 不对，可以写的有：{known}、placeholders（其他 X）。"
        ) from error
