"""What the standard library reads: GeoJSON, the tables for Neo4j, yEd's labels, the picture's names."""

import csv
import json
import xml.etree.ElementTree as ET

from tally import every, tally

Y, SVG = "{http://www.yworks.com/xml/graphml}", "{http://www.w3.org/2000/svg}"


def geojson(folder, want):
    count = tally("geojson", folder)
    features = {f["id"]: f for f in json.load(open(f"{folder}/places.geojson", encoding="utf-8"))["features"]}
    placed = [n for n in want["nodes"] if "latitude" in n["cells"] and "longitude" in n["cells"]]
    count.same("features", len(features), len(placed))
    for node in placed:
        got = features[node["id"]]
        point = [node["cells"]["longitude"], node["cells"]["latitude"]]
        count.same("point", got["geometry"], {"type": "Point", "coordinates": point})
        count.same("label", got["properties"]["label"], node["label"])


def neo4j(folder, want):
    count = tally("neo4j tables", folder)
    for file, things, key in (("nodes", want["nodes"], "id"), ("relationships", want["edges"], "edge_id")):
        with open(f"{folder}/neo4j/{file}.csv", encoding="utf-8", newline="") as table:
            rows = {}
            for row in csv.DictReader(table):
                row = {name.split(":")[0] or name: (name, cell) for name, cell in row.items()}
                rows[row[key][1]] = row
        count.same(file, len(rows), len(things))
        for thing in things:
            for name, value in thing["cells"].items():
                header, got = rows[thing["id"]][name]
                if header.endswith("[]"):
                    # An item may hold the `|` that parts items elsewhere.
                    got, value = got.replace("|", "/").replace(";", "|"), value
                elif isinstance(value, bool):
                    value = str(value).lower()
                elif isinstance(value, (int, float)):
                    got = type(value)(got)
                count.same(f"{thing['id']} {name}", got, value)


def yed(folder, want):
    count = tally("yed labels", folder)
    root = ET.parse(f"{folder}/graph.yed.graphml").getroot()
    labels = [label.text for label in root.iter(f"{Y}NodeLabel")]
    count.same("labels", [l.replace("‹html", "<html") for l in labels], [n["label"] for n in want["nodes"]])
    count.same("kinds", [l.text for l in root.iter(f"{Y}EdgeLabel")], [e["kind"] for e in want["edges"]])


def svg(folder, want):
    count = tally("svg names", folder)
    root = ET.parse(f"{folder}/graph.svg").getroot()
    titles = [c.find(f"{SVG}title").text for c in root.iter(f"{SVG}circle") if c.find(f"{SVG}title") is not None]
    count.same("names", titles, [node["label"] for node in want["nodes"]])


if __name__ == "__main__":
    every(lambda folder, want: [probe(folder, want) for probe in (geojson, neo4j, yed, svg)])
