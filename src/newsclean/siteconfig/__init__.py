"""Configurations of single sites: rules with `sites`, and files in the format of the FiveFilters collection."""
