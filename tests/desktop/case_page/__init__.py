"""The page of one case, looked at and driven as a clerk drives it."""
