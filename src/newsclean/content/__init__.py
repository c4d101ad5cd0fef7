"""Main-content detection: which blocks of a page are its article."""
