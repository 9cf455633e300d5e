"""The start page: what today asks, and what is late.

lines    what the page says of an entry, and of it while parties are present
model    heads and entries for Qt
painter  one head or entry drawn
view     the list and its keys
page     all of it together
"""
