"""What the words mean: plain Python, no clock, no files.

vocabulary  every code list, with the rules that hang on codes
moments     a time as well as it is known, and how people type it
amounts     money in fen and counts, each as exact as it was said
text        the one door for typed or imported text
masking     personal details made unreadable for some readers
initials    finding Chinese words by the initials of their pinyin
workdays    the Chinese calendar of working days
sides       the letters of the sides of a dispute
backups     what can be said of a backup before it is restored
drafts      what a form hands over
case_file   what a window shows and a sheet prints
rules       what a case may do next
"""
