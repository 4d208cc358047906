"""graph.json → what every other file has to show: expected.json, and expected.tsv for readers without JSON.
`expect.py EXPECTED FOLDER…` makes EXPECTED/the name of each folder.

Written from the contract alone, not from the program: clean cells, one edge a (source, target, kind), spells.
"""

import calendar
import datetime
import json
import os
import re
import sys

SPACE = re.compile("[\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\ufffe\uffff]")
NOT_COLUMNS = {"id", "label", "name", "key", "mentions", "evidence", "source", "target", "kind", "weight",
               "x", "y", "size", "color"}
LISTS = {"role"}
DAYS = {"event_start", "event_end", "first_seen", "last_seen", "valid_from", "valid_to", "published"}


def clean(text):
    # Hidden characters vanish; then runs of space become one.
    text = "".join(" " if SPACE.fullmatch(c) else c for c in text)
    return re.sub(" +", " ", HIDDEN.sub("", text)).strip(" ")


def joined(items):
    items = [clean(item).replace("|", "/").replace(";", ",") for item in items]
    return "|".join(item for item in items if item)


def cell(value):
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return joined(value)
    return value


def cells(row):
    made = {name: cell(value) for name, value in row.items() if name not in NOT_COLUMNS}
    return {name: value for name, value in made.items() if value != ""}


def first(day):
    return day + "-01-01"[len(day) - 4:] if len(day) < 10 else day


def last(day):
    if len(day) == 4:
        day += "-12"
    if len(day) == 7:
        day += "-%02d" % calendar.monthrange(int(day[:4]), int(day[5:]))[1]
    return day


def spell(start, end):
    if start and end and first(start) > last(end):
        start, end = end, start
    return [first(start) if start else None, last(end) if end else None]


def merged(spells):
    out = []
    for s, e in sorted(spells, key=lambda p: (p[0] or "", p[1] or "9999")):
        if out:
            end = out[-1][1]
            nextday = end and str(datetime.date.fromisoformat(end) + datetime.timedelta(days=1))
            if end is None or (s or "") <= nextday:
                out[-1][1] = None if end is None or e is None else max(end, e)
                continue
        out.append([s, e])
    return out


def event_spell(node):
    start = node.get("event_start") or node.get("event_end")
    return [spell(start, node.get("event_end") or start)] if start else []


def main(folder, out):
    graph = json.load(open(f"{folder}/graph.json", encoding="utf-8"))
    articles = {a["id"]: (n, a) for n, a in enumerate(graph["graph"]["articles"])}
    published = {a["id"]: a["published"] for _, a in articles.values() if a.get("published")}
    nodes, by_id = [], {}
    for row in graph["nodes"]:
        when = event_spell(row)
        if row["node_kind"] == "article" and row.get("published"):
            when = [spell(row["published"], row["published"])]
        by_id[row["id"]] = row
        nodes.append({
            "id": row["id"], "label": row["label"], "cells": cells(row), "x": row.get("x"), "y": row.get("y"),
            "size": row["size"], "rgb": [int(row["color"][i:i + 2], 16) for i in (1, 3, 5)], "spells": when,
        })
    said = {}
    for statement in graph["graph"]["statements"]:
        said[statement["id"]] = statement
    for node in nodes:
        if node["cells"]["node_kind"] == "statement" and said[node["id"]]["article"] in published:
            day = published[said[node["id"]]["article"]]
            node["spells"] = [spell(day, day)]
    edges = {}
    for link in graph["links"]:
        edges.setdefault((link["source"], link["target"], link["kind"]), []).append(link)
    made = []
    for (source, target, kind), links in edges.items():
        sources = sorted({i for link in links for i in link.get("source_ids", [])}, key=lambda i: articles[i][0])
        row = dict(cells(links[0]), edge_id=links[0]["edge_id"], confidence=max(l["confidence"] for l in links))
        if len(links) > 1:
            row["source_count"] = len({articles[i][1]["story"] for i in sources})
        texts = {
            "source_ids": joined(sources),
            "role": joined(dict.fromkeys(l["role"] for l in links if "role" in l)),
            "rules": joined(sorted({r for l in links for r in l.get("rules", [])})),
        }
        for name, pick in (("valid_from", min), ("first_seen", min), ("valid_to", max), ("last_seen", max)):
            days = [l[name] for l in links if name in l]
            texts[name] = pick(days) if days else ""
        for name, text in texts.items():
            row.pop(name, None)
            if text:
                row[name] = text
        when = event_spell(by_id[target]) or event_spell(by_id[source])
        own = links[0]["predicate"] in ("holds_role", "shared_event")
        if not when and own and all("valid_from" in l or "valid_to" in l for l in links):
            when = merged([spell(l.get("valid_from"), l.get("valid_to")) for l in links])
        elif not when and links[0]["predicate"] != "holds_role":
            when = merged([spell(published[i], published[i]) for i in sources if i in published])
        made.append({"id": row["edge_id"], "source": source, "target": target, "kind": kind,
                     "weight": sum(l["weight"] for l in links), "cells": row, "spells": when})
    json.dump({"nodes": nodes, "edges": made}, open(f"{out}/expected.json", "w", encoding="utf-8"), ensure_ascii=False)
    with open(f"{out}/expected.tsv", "w", encoding="utf-8", newline="\n") as tsv:
        def put(*parts):
            tsv.write("\t".join("" if p is None else str(p) for p in parts) + "\n")
        for n in nodes:
            put("node", n["id"], n["label"], n["x"], n["y"], n["size"], *n["rgb"])
            put_cells(put, n)
        for e in made:
            put("edge", e["id"], e["source"], e["target"], e["kind"], e["weight"])
            put_cells(put, e)


def put_cells(put, thing):
    for name, value in thing["cells"].items():
        kind = {bool: "boolean", int: "integer", float: "double"}.get(type(value), "day" if name in DAYS else "string")
        put("cell", name, kind, str(value).lower() if kind == "boolean" else value)
    for start, end in thing["spells"]:
        put("spell", start, end)


if __name__ == "__main__":
    for folder in sys.argv[2:]:
        room = os.path.join(sys.argv[1], os.path.basename(folder))
        os.makedirs(room, exist_ok=True)
        main(folder, room)
