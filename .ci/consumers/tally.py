"""Counts the cells that a reader kept, and shows the first that it did not.

A probe is called with the folder of what is expected and the folders of the graphs: `probe.py EXPECTED FOLDER…`.
"""

import json
import os
import sys


class Tally:
    """One reader, through all graphs."""

    all = {}

    def __init__(self, reader):
        self.reader, self.graphs, self.cells, self.differ, self.folder = reader, 0, 0, 0, ""

    def same(self, where, got, want):
        self.cells += 1
        # A whole number is read as a double by some; a text is never read as a number.
        alike = got == want and (isinstance(got, str) == isinstance(want, str))
        if not alike:
            self.differ += 1
            if self.differ <= 5:
                print(f"  {self.reader}: {self.folder}: {where}: got {got!r:.200}, want {want!r:.200}", file=sys.stderr)


def tally(reader, folder):
    """Begins with the next graph."""
    made = Tally.all.setdefault(reader, Tally(reader))
    made.graphs, made.folder = made.graphs + 1, os.path.basename(folder)
    return made


def every(probe):
    """Takes each graph through `probe(folder, want)`, and tells the figures of all; ends with 1 where a cell differs."""
    room, *folders = sys.argv[1:]
    for folder in folders:
        with open(f"{room}/{os.path.basename(folder)}/expected.json", encoding="utf-8") as expected:
            want = json.load(expected)
        probe(folder, want)
    done()


def done():
    for made in Tally.all.values():
        print(f"{made.reader}: {made.graphs} graphs, {made.cells} cells compared, {made.differ} differ", flush=True)
    sys.exit(1 if any(made.differ for made in Tally.all.values()) else 0)
