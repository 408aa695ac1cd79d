"""What is known of the ways to ask: made from ``search_data``, used while a query is answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from xuncha_kb.search.folding import Folding
from xuncha_kb.search.respelling import respelled
from xuncha_kb.text import DIGITS

MOST_VARIANTS = 12
_COUNT = re.compile(f"(?:[0-9]+|[{DIGITS}]+)[个项条种大类点次份]")


class Interview(NamedTuple):
    """Where it is asked what to ask somebody, or what to say at a stage of a talk."""

    roles: frozenset[str]
    stages: frozenset[str]
    rest: str
    """What is left of the text."""


class Other(NamedTuple):
    """Another wording of something asked."""

    text: str
    shown: str
    """The same as people write it."""
    related: bool = False
    """Only the broader matter."""
    note: str = ""


class Piece(NamedTuple):
    """A part of what was typed, in normal form."""

    text: str
    role: str
    """``plain``, ``known`` (the vocabulary has other wordings for it), ``kind`` (it names a kind
    of content), ``question`` or ``answer`` (it asks for a date, a place)."""


class Language:
    """The vocabulary of searching; every lookup takes and gives normal forms."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.folding = Folding.of(data)

    def variants(self, text: str) -> list[str]:
        """Other spellings of ``text``, those with other forms of a word last: 绝/决. A bounded
        number."""
        found = dict.fromkeys(respelled(text))
        for start in (text, *found):
            found.update(dict.fromkeys(self._replaced(start)))
        found.pop(text, None)
        return list(found)[:MOST_VARIANTS]

    def _replaced(self, text: str) -> Iterable[str]:
        """One or several forms replaced by others of their groups."""
        results = [text]
        for forms in self._variant_groups:
            for form in forms:
                if form in text:
                    results += [
                        result.replace(form, other)
                        for result in results
                        for other in forms
                        if other != form and form in result and other not in text
                    ]
        return results[1:]

    @cached_property
    def _variant_groups(self) -> list[list[str]]:
        return [self._normal(forms) for forms in self.data["variants"]]

    def others(self, text: str) -> list[Other]:
        """Synonyms first, then what the vocabulary says it means."""
        return self._others.get(text, [])

    @cached_property
    def _others(self) -> dict[str, list[Other]]:
        others: dict[str, list[Other]] = {}
        normal = self.folding.normal
        names = [term["names"] for term in self.data["terms"] if len(term["names"]) > 1]
        for group in (*self.data["synonyms"], *names):
            same = [Other(normal(word), word) for word in group]
            for word in same:
                others.setdefault(word.text, []).extend(s for s in same if s is not word)
        for entry in self.data["colloquial"]:
            related, note = entry["related"], entry["note"]
            means = [Other(normal(word), word, related, note) for word in entry["means"]]
            for said in self._normal(entry["say"]):
                others.setdefault(said, []).extend(m for m in means if m.text != said)
        return others

    def members(self, text: str) -> list[list[str]]:
        """The members of every set of points called ``text``."""
        return self._members.get(text, [])

    @cached_property
    def _members(self) -> dict[str, list[list[str]]]:
        members: dict[str, list[list[str]]] = {}
        for term in self.data["terms"]:
            for name in self._normal(term["names"]):
                members.setdefault(name, []).append(self._normal(term["members"]))
        return members

    def answers(self, text: str) -> list[str]:
        """What a text says where it answers the question word ``text``."""
        return self._answers.get(text, [])

    @cached_property
    def _answers(self) -> dict[str, list[str]]:
        return {
            word: self._normal(entry["means"])
            for entry in self.data["answers"]
            for word in self._normal(entry["say"])
        }

    def pieces(self, text: str) -> list[Piece]:
        """``text`` cut where the vocabulary knows a part of it, the longest part first."""
        pieces: list[Piece] = []
        plain = position = 0
        while position < len(text):
            known = self._known_at(text, position)
            if known is None:
                position += 1
                continue
            if plain < position:
                pieces.append(Piece(text[plain:position], "plain"))
            pieces.append(known)
            plain = position = position + len(known.text)
        if plain < len(text):
            pieces.append(Piece(text[plain:], "plain"))
        return pieces

    def knows(self, text: str) -> bool:
        """Whether the vocabulary has ``text`` as a word or a phrase."""
        return text in self._roles

    def _known_at(self, text: str, position: int) -> Piece | None:
        for length in range(min(self._longest, len(text) - position), 0, -1):
            part = text[position : position + length]
            role = self._roles.get(part)
            if role:
                return Piece(part, role)
        return None

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._roles))

    @cached_property
    def _roles(self) -> dict[str, str]:
        """Every part the vocabulary knows; where it knows it in several ways, as the last of
        these."""
        roles = dict.fromkeys(self.data["words"], "plain")
        roles.update(dict.fromkeys(self._normal(self.data["question_words"]), "question"))
        roles.update(dict.fromkeys(self._kinds_called, "kind"))
        roles.update(dict.fromkeys(self._others, "known"))
        roles.update(dict.fromkeys(self._members, "known"))
        roles.update(dict.fromkeys(self._answers, "answer"))
        return roles

    def is_weak(self, text: str) -> bool:
        """Whether ``text`` alone is no content: 情况, 七个."""
        return text in self._weak or bool(_COUNT.fullmatch(text))

    @cached_property
    def _weak(self) -> frozenset[str]:
        return frozenset(self._normal(self.data["weak_words"]))

    def wanted_kinds(self, text: str) -> frozenset[str]:
        """The kinds of answer that the way of asking shows."""
        entries = (*self.data["intents"], *self.data["answers"])
        return frozenset(
            kind
            for entry in entries
            for word in self._normal(entry.get("words") or entry["say"])
            if word in text
            for kind in entry["kinds"]
        )

    def interview(self, text: str) -> Interview | None:
        """Whom ``text`` wants to talk to, or at which stage of a talk; None where it asks for
        something else. A role or a stage alone is not enough: it must be about asking."""
        roles, rest = _named_in(text, self.data["roles"])
        stages, rest = _named_in(rest, self.data["stages"])
        asking = self._asking(rest, self._interview_words(roles, stages))
        if not asking:
            return None
        for word in asking:
            rest = rest.replace(word, "")
        return Interview(roles, stages, rest)

    def talk(self, text: str) -> Interview | None:
        """Whom ``text`` names besides a matter, though it does not ask; None where nobody."""
        roles, rest = _named_in(text, self.data["roles"])
        return Interview(roles, frozenset(), rest) if roles and rest.strip() else None

    def _asking(self, text: str, words: list[str]) -> list[str]:
        """Those of ``words`` that stand in ``text``, not only as a part of another word: 谈话 in
        谈话函询."""
        parts = {piece.text for piece in self.pieces(text)} - set(words)
        longer = parts.intersection(self.data["words"])
        return [w for w in words if w in text and not any(w in other for other in longer)]

    def _interview_words(self, roles: frozenset[str], stages: frozenset[str]) -> list[str]:
        """The longer ones first."""
        words = [*self.data["interview_words"]]
        words += self.data["interview_nouns"] if roles or stages else []
        words += self.data["stage_words"] if stages else []
        return sorted(self._normal(words), key=len, reverse=True)

    def names_of(self, interview: Interview) -> str:
        """The roles and the stages in Chinese."""
        roles = [self.data["roles"][role][0] for role in sorted(interview.roles)]
        stages = [self.data["stages"][stage][0] for stage in sorted(interview.stages)]
        return "；".join(roles + stages)

    def content(self, text: str) -> list[str]:
        """The parts of ``text`` that say what it is about."""
        return [
            piece.text
            for piece in self.pieces(text)
            if piece.role not in ("question", "kind")
            and len(piece.text) > 1
            and not self.is_weak(piece.text)
        ]

    def kinds_called(self, text: str) -> frozenset[str]:
        """The kinds of content that people call ``text``."""
        return self._kinds_called.get(text, frozenset())

    @cached_property
    def _kinds_called(self) -> dict[str, frozenset[str]]:
        called: dict[str, frozenset[str]] = {}
        for kind, words in self.data["kind_words"].items():
            for word in self._normal(words):
                called[word] = called.get(word, frozenset()) | {kind}
        return called

    def kinds_named(self, name: str) -> frozenset[str]:
        """The kinds that ``name`` means: a key, a Chinese label or a part of one."""
        labels: dict[str, str] = self.data["kinds"]
        exact = {kind for kind, label in labels.items() if name.lower() == kind or name == label}
        return frozenset(exact or {kind for kind, label in labels.items() if name in label})

    def roles_named(self, name: str) -> frozenset[str]:
        """The ids of the roles that ``name`` means."""
        roles: dict[str, list[str]] = self.data["roles"]
        if name.upper() in roles:
            return frozenset({name.upper()})
        return frozenset(
            role for role, names in roles.items() if any(name in known for known in names)
        )

    def step_label(self, key: str, **values: str) -> str:
        label: str = self.data["steps"][key]
        return label.format(**values)

    def kind_label(self, kind: str) -> str:
        label: str = self.data["kinds"][kind]
        return label

    def _normal(self, words: Iterable[str]) -> list[str]:
        return [self.folding.normal(word) for word in words]


def _named_in(text: str, names: dict[str, list[str]]) -> tuple[frozenset[str], str]:
    """The keys of the longest name that stands in ``text``, and the text without it."""
    found = [(len(n), n, key) for key, several in names.items() for n in several if n in text]
    if not found:
        return frozenset(), text
    longest = max(found)[1]
    return frozenset(key for _, n, key in found if n == longest), text.replace(longest, "")
