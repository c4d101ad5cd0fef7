"""Dates of publication and change: as machines and as people write them, and which of them applies."""
