"""What people state about a document, in a sidecar file or in front matter."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from pydantic import ValidationError

from xuncha_kb.model import DocumentKind, Frozen, Metadata
from xuncha_kb.read.raw import Refusal

_ALLOWED = ("title", "kind", *Metadata.model_fields)
_LARGEST_NUMBER = 10**12
_SHOWN = 20
"""Characters of a wrong value that are shown."""
_OF_SIDECARS = frozenset({"publish", "publish_reason"})
"""What a text cannot state about itself."""


class Statement(Frozen):
    """Title, kind and metadata as stated; None where nothing is."""

    title: str | None = None
    kind: DocumentKind | None = None
    metadata: Mapping[str, str | bool] = {}


class Stated(NamedTuple):
    statement: Statement
    refusals: tuple[Refusal, ...] = ()


def read_sidecar(data: bytes) -> Stated:
    """What a sidecar file states; a file that is no TOML states nothing."""
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        refusal = Refusal(
            "broken_sidecar",
            f'不合 TOML 写法（{error}），没有采用。请按 title = "……" 的样子逐行改正。',
        )
        return Stated(Statement(), (refusal,))
    return read_statement(values, complain=True)


def read_statement(values: Mapping[str, object], *, complain: bool) -> Stated:
    """The entries of ``values`` that are known and well formed; the others become refusals, an
    unknown key only where ``complain`` is set, since front matter serves other tools too. Whether
    to publish a text is stated beside it only, never in it."""
    known: dict[str, object] = {}
    refusals = []
    for key, value in values.items():
        if not complain and key in _OF_SIDECARS:
            continue
        if key not in _ALLOWED:
            if complain:
                refusals.append(_unknown(str(key)))
        elif (plain := _plain(value)) is None or not _fits(str(key), plain):
            refusals.append(_unfit(str(key), value))
        else:
            known[key] = plain
    title, kind = known.pop("title", None), known.pop("kind", None)
    return Stated(
        Statement.model_validate({"title": title, "kind": kind, "metadata": known}), tuple(refusals)
    )


def _plain(value: object) -> str | bool | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return str(value) if abs(value) < _LARGEST_NUMBER else None
    return None


def _fits(key: str, value: str | bool) -> bool:
    if key == "kind":
        return value in tuple(DocumentKind)
    if key == "title":
        return isinstance(value, str) and bool(value.strip())
    try:
        Metadata.model_validate({key: value})
    except ValidationError:
        return False
    return True


def _unknown(key: str) -> Refusal:
    return Refusal(
        "unknown_sidecar_key", f"里的“{key}”不认识，没有采用。可以写的有：{'、'.join(_ALLOWED)}。"
    )


def _unfit(key: str, value: object) -> Refusal:
    if key == "kind":
        written = f"写成了“{value[:_SHOWN]}”" if isinstance(value, str) else "不是文字"
        return Refusal(
            "bad_sidecar_value",
            f"里的 kind {written}，没有采用。可以写：{'、'.join(DocumentKind)}。",
        )
    return Refusal("bad_sidecar_value", f"里“{key}”的值不合要求，没有采用。请写成一行文字或日期。")
