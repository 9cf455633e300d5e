"""What leaves the desk: content first, then paper.

content     what stands on a sheet, as plain words
case_sheet  the words of the 事项办理单, from a frozen case file
typeset     content -> PDF or SVG pages, by the templates in resources/sheets
report_text a case as plain text for a chat group, masked
glyphs      the characters our fonts have
"""
