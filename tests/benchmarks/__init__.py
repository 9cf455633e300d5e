"""How fast and how large, beside the least that could do the same.

`LINLI_BENCHMARKS=long python3 tests tests/benchmarks -s` measures and prints one table;
otherwise each benchmark runs once, to show that it still works. Times are printed and
never asserted: a busy computer is no fault of the code.

measuring       running by turns, and the table
bare_window     the least window (a process of its own)
watched_desk    the program, watched while it paints (a process of its own)
desk_by_parts   the program's memory as its parts come (a process of its own)
caseload        a record file of any number of cases
"""
