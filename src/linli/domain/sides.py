"""The sides of a dispute; a module of its own, for the desk's colours need no more of it."""

SIDES = "甲乙丙丁戊己庚辛壬癸"
"""The letters of the sides in their order; a party without a side has ""."""
