"""What is kept: the record file, its tables, and how it is opened and upgraded.

opening    make a connection, know a file for ours; the standard library alone
database   one transaction for reading or writing
upgrade    make a file, migrate a copy, verify, swap
whole      whether a copy is whole, and putting it in place
lock       one writer at a time
backup     make a backup; manifest says of it what it is
restore    put a backup in place of the file; comparing says what that would change
aside      read a file without leaving a byte beside it
checking   look for what is wrong in a file, changing nothing
tables     what the file holds
"""
