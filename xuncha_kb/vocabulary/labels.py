"""Schema of ``labels.toml``: the Chinese names of the values of the contract."""

from functools import cached_property
from typing import Generic, TypeVar

from xuncha_kb.model import Binds, DocumentKind, Expansion, Frozen, Provenance, Severity

Value = TypeVar("Value")


class Label(Frozen, Generic[Value]):
    value: Value
    label: str
    explanation: str = ""


class LabelsFile(Frozen):
    provenance: tuple[Label[Provenance], ...]
    binds: tuple[Label[Binds], ...]
    document_kind: tuple[Label[DocumentKind], ...]
    severity: tuple[Label[Severity], ...]
    expansion: tuple[Label[Expansion], ...]

    @cached_property
    def by_value(self) -> dict[str, str]:
        """The Chinese name of every value of every family."""
        families = (self.provenance, self.binds, self.document_kind, self.severity, self.expansion)
        return {str(entry.value): entry.label for family in families for entry in family}
