"""The formats of a brief, one module each, so that reading plain text never waits for a PDF compiler.

Each ``as_…`` module has one public function ``to_…(brief)``: text, Markdown and HTML as ``str``, JSON, PDF
and DOCX as ``bytes``. All are pure: the same brief gives the same bytes on every day.
"""
