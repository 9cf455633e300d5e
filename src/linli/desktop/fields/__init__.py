"""Labelled fields: each says beneath itself how it read what was typed, and what is wrong.

field     what all fields share: caption, hint, error, raw text
line      one line
text      several lines; can be covered while parties are present
choice    one of a list, by label, part of it, or initials
found     one of very many, sought in the record
segments  one of a few that decide a form's shape
moment    times and time limits
amount    sums and counts
many      several names
tick      yes or no
"""
