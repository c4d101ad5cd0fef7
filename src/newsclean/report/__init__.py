"""Reports to read: that of a run, and one page explained."""
