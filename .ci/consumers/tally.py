"""Counts the cells that a reader kept, and shows the first that it did not."""

import json
import sys


class Tally:
    def __init__(self, reader):
        self.reader, self.cells, self.differ = reader, 0, 0

    def same(self, where, got, want):
        self.cells += 1
        # A whole number is read as a double by some; a text is never read as a number.
        alike = got == want and (isinstance(got, str) == isinstance(want, str))
        if not alike:
            self.differ += 1
            if self.differ <= 5:
                print(f"  {self.reader}: {where}: got {got!r:.200}, want {want!r:.200}", file=sys.stderr)

    def done(self):
        print(f"{self.reader}: {self.cells} cells compared, {self.differ} differ", flush=True)
        return self.differ


def expected(folder):
    return json.load(open(f"{folder}/expected.json", encoding="utf-8"))
