"""Schema of ``documents.toml``: how the kind and the title of a document show."""

from xuncha_kb.model import DocumentKind, Frozen


class TitleWords(Frozen):
    kind: DocumentKind
    words: tuple[str, ...]
    with_articles: DocumentKind | None = None
    """The kind where the text has articles (第N条)."""


class BodySigns(Frozen):
    kind: DocumentKind
    words: tuple[str, ...]


class BodyWords(Frozen):
    articles: int
    """So many articles make a text a regulation, whatever it is called."""
    signs: tuple[BodySigns, ...]


class TitleLines(Frozen):
    skip: tuple[str, ...]
    versions: tuple[str, ...]
    """Words in brackets after a title that are no part of its name."""
    longest: int
    """A line longer than this many characters is no title."""


class DocumentsFile(Frozen):
    title: tuple[TitleWords, ...]
    body: BodyWords
    title_lines: TitleLines
