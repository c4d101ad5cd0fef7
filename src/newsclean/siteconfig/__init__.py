"""What is configured for single sites: rules with `sites`, and files of the FiveFilters collection."""
