"""igraph: the GraphML. What is missing is read as "", NaN or False; numbers are doubles; its `id`s of edges are wrong."""

import math

import igraph
from tally import every, tally


def cell(value):
    missing = value is None or value is False or value == "" or isinstance(value, float) and math.isnan(value)
    return None if missing else value


def main(folder, want):
    count = tally("igraph graphml", folder)
    graph = igraph.Graph.Read_GraphML(f"{folder}/graph.graphml")
    count.same("directed", graph.is_directed(), True)
    count.same("nodes", graph.vcount(), len(want["nodes"]))
    count.same("edges", graph.ecount(), len(want["edges"]))
    ids = graph.vs["id"] if graph.vcount() else []
    vertices = {v["id"]: v.attributes() for v in graph.vs}
    for node in want["nodes"]:
        got = vertices[node["id"]]
        count.same("label", got["label"], node["label"])
        count.same("rgb", [got["r"], got["g"], got["b"]], node["rgb"])
        for name, value in node["cells"].items():
            count.same(f"{node['id']} {name}", cell(got.get(name)), cell(value))
    edges = {e["edge_id"]: e for e in graph.es}
    for edge in want["edges"]:
        got = edges[edge["id"]]
        count.same("ends", (ids[got.source], ids[got.target]), (edge["source"], edge["target"]))
        count.same("label weight", (got["label"], got["weight"]), (edge["kind"], edge["weight"]))
        for name, value in edge["cells"].items():
            count.same(f"{edge['id']} {name}", cell(got.attributes().get(name)), cell(value))


if __name__ == "__main__":
    every(main)
