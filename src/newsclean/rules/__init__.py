"""Boilerplate rules: data in TOML, a loader with a linter, and the judge."""

from newsclean.rules.apply import Judgement
from newsclean.rules.catalogue import Catalogue, Rule, load_catalogue

__all__ = ["Catalogue", "Judgement", "Rule", "load_catalogue"]
