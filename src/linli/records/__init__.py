"""What is kept: the record file, its tables, and how it is opened and upgraded.

opening    make a connection, know a file for ours; the standard library alone
database   one transaction for reading or writing
upgrade    make a file, migrate a copy, verify, swap
tables     what the file holds
"""
