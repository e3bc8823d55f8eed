"""mentorbot makes a teachers' Discord server a learning web."""

__version__ = "0.1.0"
