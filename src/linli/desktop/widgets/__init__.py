"""The pieces every page is put together from; each paints in the colours that hold now.

labels    plain words, elided titles
buttons   primary, normal, quiet, chips
segments  one of a few, side by side
shapes    the drawn signs: status, lock
badges    kind, stage, status, tier, confidentiality
panels    cards, a side's ground, the joint ground, the covered ground
flow      things in rows that break like words
snug      a ground no taller than its content
tick_box  a box to tick
form_foot the foot of a form
strips    the amber strip, the thin line of progress
"""
