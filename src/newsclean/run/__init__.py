"""The batch: read, clean, write, account for every page."""
