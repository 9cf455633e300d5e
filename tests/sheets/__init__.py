"""Sheets on paper; samples and pages are shared by the tests of this folder."""
