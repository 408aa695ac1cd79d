"""What stops a run.

Bad *content* is a :class:`~xuncha_kb.model.Problem`, never an exception. An exception of this
module means that the command cannot go on; its message is one Chinese line for the person at the
keyboard, naming the file or the place and what to do.
"""


class XunchaError(Exception):
    """The command cannot go on; ``str(error)`` is the Chinese line to print."""


class ProjectError(XunchaError):
    """The project folder, or something it must hold, is missing or cannot be read."""


class VocabularyError(XunchaError):
    """A vocabulary file is not valid TOML or breaks its schema."""


class StaleError(XunchaError):
    """Generated files do not match their sources; ``files`` lists them, sorted."""

    def __init__(self, message: str, files: tuple[str, ...]) -> None:
        super().__init__(message)
        self.files = files


class SearchIndexError(XunchaError):
    """The search index cannot be opened or written."""


class PublishError(XunchaError):
    """An output could not be produced."""


class GoldError(XunchaError):
    """An annotated text is missing, badly formed, or quotes words that are not there."""
