"""A report seen while it is written: served to this machine alone, made anew on every save, and never the published file."""

from eia.runner.preview.serving import serve

__all__ = ["serve"]
