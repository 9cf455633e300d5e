"""One story each, driven through the real desk as a person would, by keys alone."""
