"""Pages written in Markdown: the methods, as ``docs/methodes`` says them (see ``render.prose_pages``)."""

from arpent.render.prose_pages import ProsePage, method_pages

__all__ = ["ProsePage", "method_pages"]
