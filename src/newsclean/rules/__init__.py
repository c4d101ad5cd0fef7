"""Boilerplate rules: data in TOML, a loader with a linter, and their application to the blocks of a page."""

from newsclean.rules.load import load_catalogue
from newsclean.rules.rule import Catalogue, Rule

__all__ = ["Catalogue", "Rule", "load_catalogue"]
