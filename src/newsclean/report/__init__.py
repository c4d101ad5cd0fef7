"""Reports for people: the run report, and one page explained."""
