"""The pass that learns site profiles from the pages of a run."""
