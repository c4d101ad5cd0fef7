"""Main-content detection: select the blocks of a page that are its article."""

# Log-odds above which a block is taken; here because who compares with it need not load the classifier.
TAKEN = 0.2  # even odds keep a little more boilerplate than they save of stories
