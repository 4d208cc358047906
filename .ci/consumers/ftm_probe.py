"""followthemoney: every schema and property is known, and no value is dropped."""

import json
import sys

from followthemoney import model
from tally import Tally, expected


def main(folder, out):
    want, tally = expected(out), Tally("followthemoney")
    seen = set()
    rows = [json.loads(line) for line in open(f"{folder}/entities.ftm.jsonl", encoding="utf-8")]
    ids = {row["id"] for row in rows}
    for row in rows:
        schema = model.get(row["schema"])
        tally.same(f"{row['id']} schema", schema is not None, True)
        proxy = model.get_proxy(row)
        seen.add(proxy.id)
        for name, values in row["properties"].items():
            prop = schema.get(name)
            tally.same(f"{row['schema']} {name}", prop is not None, True)
            if prop is None:
                continue
            tally.same(f"{row['id']} {name}", sorted(proxy.get(name)), sorted(values))
            for value in values:
                if prop.type.name == "entity":
                    tally.same(f"{name} is written", value in ids, True)
    for node in want["nodes"]:
        if node["cells"]["node_kind"] != "statement":
            tally.same("node", node["id"] in seen, True)
    return tally.done()


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
