"""Reads records in the form that its argument names, and prints each as a JSON object.

Made of nothing but Python's own readers, and of the rules that go-logfmt's README states. What a form
tells of other things than records is left out; what it does not hold is missing.
"""

import csv
import datetime
import html.parser
import io
import json
import re
import sys

GUARDED = re.compile(r"'[ '\"]*[=+\-@\t\r\n\0＝＋－＠]")
PAIR = re.compile(r'([^\s="]+)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?: |$)')
NAMES = {"time": "timestamp", "logger": "logger_name", "func": "func_name", "line": "line_no"}
TEXTS = ("worker", "timestamp", "level", "message", "logger_name", "module", "func_name")


def rows_of_csv(text):
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if row["worker"] and not row.pop("_mark"):
            record = {NAMES.get(name, name): unguarded(cell) for name, cell in row.items() if cell}
            record["line_no"] = int(record["line_no"])
            yield record


def unguarded(cell):
    return cell[1:] if GUARDED.match(cell) else cell


def rows_of_logfmt(text):
    for line in text.split("\n")[:-1]:
        record, at = {}, 0
        for pair in PAIR.finditer(line):
            assert pair.start() == at, line
            at = pair.end()
            name, value = pair.groups()
            record[NAMES.get(name, name)] = json.loads(value) if value.startswith('"') else value
        assert at == len(line), line
        if "_event" not in record:
            stamp = datetime.datetime.fromisoformat(record["timestamp"].replace("Z", "+00:00"))
            record["timestamp"] = stamp.replace(tzinfo=None).isoformat()
            record["line_no"] = int(record["line_no"])
            yield record


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.records = []

    def handle_starttag(self, tag, attributes):
        data = dict(attributes).get("data-j")
        if data:
            self.records.append(json.loads(data))


def rows_of_html(text):
    page = Page()
    page.feed(text)
    return page.records


def rows_of_lines(text):
    return (json.loads(line) for line in text.split("\n")[:-1])


def rows_of_frames(text):
    for frame in rows_of_lines(text):
        yield from frame if isinstance(frame, list) else [frame]


def main():
    text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="strict", newline="").read()
    readers = {"csv": rows_of_csv, "logfmt": rows_of_logfmt, "html": rows_of_html, "json": json.loads,
               "ndjson": rows_of_lines, "raw": rows_of_frames}
    for record in readers[sys.argv[1]](text):
        if "_event" not in record:
            print(json.dumps(record))


main()
