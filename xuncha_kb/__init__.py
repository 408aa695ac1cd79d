"""xuncha_kb turns inspection policy texts into structured, searchable, printable knowledge."""

__version__ = "0.1.0"
