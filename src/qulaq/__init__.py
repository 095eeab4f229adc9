"""Qulaq, the ear: the listening state as open software."""

__version__ = "0.1.0"
