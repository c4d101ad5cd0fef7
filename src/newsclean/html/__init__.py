"""Bytes to blocks to plain text."""
