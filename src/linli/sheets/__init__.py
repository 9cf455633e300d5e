"""What leaves the desk: content first, then paper.

content     what stands on a sheet, as plain words
case_sheet  the words of the 事项办理单, from a frozen case file
typeset     content -> PDF or SVG pages, by the templates in resources/sheets
glyphs      the characters our fonts have
"""
