"""Every form, driven as a clerk drives it."""
