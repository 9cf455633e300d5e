"""The cases of the file, for reading.

listing  which cases, in what order, with which figures
whole    one case with all its joint facts
brought  who takes part, what is asked, how it was brought
aided    what was given, held, asked and thanked in it
around   its links and reminders
"""

from .listing import case_count, case_ids, case_numbered, case_rows, counts
from .whole import case_file

__all__ = ["case_count", "case_file", "case_ids", "case_numbered", "case_rows", "counts"]
