"""The list of cases and what stands beside it.

rows         the ids of a result and the few pages of rows looked at
columns      what a row says, column by column
model        rows for Qt, covered while parties are present
row_painter  one row drawn on two lines
view         the table and its keys
sidebar      待办, 全部, 已办结, the kinds and grids that have cases
search_band  the search field and the chips
preview      the current case at a glance
page         all of it together
"""
