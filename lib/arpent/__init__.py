"""arpent: reproducible notebook analysis suite for an agence d'urbanisme."""

__version__ = "0.1.0"
