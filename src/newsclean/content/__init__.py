"""Main-content detection: select the blocks of a page that are its article."""
