"""A time as well as it is known, typed, read, shown and printed.

known    the values, and their texts for the screen and for paper
grammar  days, clocks, months and lengths of time as they are typed
parser   a typed time read, with the sentence that says how
limits   a typed time limit read, with the calendar of workdays
typed    a moment as a hand would type it, and the arrow keys
"""

from .known import (
    Moment,
    Precision,
    Reading,
    clock_text,
    cut_to,
    date_text,
    duration_text,
    moment_text,
    paper_lines,
    paper_text,
)
from .limits import CANNOT_RECKON, parse_limit
from .parser import parse_moment, weekday_text
from .typed import stepped, typed_text

__all__ = [
    "CANNOT_RECKON",
    "Moment",
    "Precision",
    "Reading",
    "clock_text",
    "cut_to",
    "date_text",
    "duration_text",
    "moment_text",
    "paper_lines",
    "paper_text",
    "parse_limit",
    "parse_moment",
    "stepped",
    "typed_text",
    "weekday_text",
]
