"""Reads the tables of pages with what people use, in turns with another process.

    python3 read_tables.py --version
    python3 read_tables.py FOLDER          # then a line "KIND ROUNDS" on standard input for each turn

For each turn the files FOLDER/KIND/* are read ROUNDS times; a line with the processor seconds taken and the number of cells read is
printed. Reading ends with the cells of the tables as lists of texts: less than an importer does, which also finds the rows
of the form and reads their numbers.
"""

import importlib.metadata
import io
import platform
import sys
import time
from pathlib import Path


def html(data):
    import pandas

    return sum(frame.size for frame in pandas.read_html(io.BytesIO(data), flavor="lxml", encoding="utf-8"))


def docx(data):
    import docx

    return sum(len(row.cells) for table in docx.Document(io.BytesIO(data)).tables for row in table.rows if [cell.text for cell in row.cells])


def xlsx(data):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def pdf(data):
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(row) for page in document.pages for table in page.extract_tables() for row in table)


READERS = {"html": html, "docx": docx, "xlsx": xlsx, "pdf": pdf}
PACKAGES = ("pandas", "lxml", "python-docx", "openpyxl", "pdfplumber")


def main():
    if sys.argv[1] == "--version":
        versions = (f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
        print(", ".join([*versions, f"Python {platform.python_version()}"]))
        return
    folder = Path(sys.argv[1])
    files = {kind: [path.read_bytes() for path in sorted((folder / kind).iterdir())] for kind in READERS if (folder / kind).is_dir()}
    for line in sys.stdin:
        kind, rounds = line.split()
        read, cells = READERS[kind], 0
        start = time.process_time()
        for _ in range(int(rounds)):
            cells = sum(read(data) for data in files[kind])
        print(time.process_time() - start, cells, flush=True)


main()
