"""followthemoney: every schema and property is known, and no value is dropped."""

import json

from followthemoney import model
from tally import every, tally


def main(folder, want):
    count = tally("followthemoney", folder)
    seen = set()
    rows = [json.loads(line) for line in open(f"{folder}/entities.ftm.jsonl", encoding="utf-8")]
    ids = {row["id"] for row in rows}
    for row in rows:
        schema = model.get(row["schema"])
        count.same(f"{row['id']} schema", schema is not None, True)
        proxy = model.get_proxy(row)
        seen.add(proxy.id)
        for name, values in row["properties"].items():
            prop = schema.get(name)
            count.same(f"{row['schema']} {name}", prop is not None, True)
            if prop is None:
                continue
            count.same(f"{row['id']} {name}", sorted(proxy.get(name)), sorted(values))
            for value in values:
                if prop.type.name == "entity":
                    count.same(f"{name} is written", value in ids, True)
    for node in want["nodes"]:
        if node["cells"]["node_kind"] != "statement":
            count.same("node", node["id"] in seen, True)


if __name__ == "__main__":
    every(main)
