"""NetworkX: the GEXF with its spells and colours, the GraphML, the node-link JSON."""

import json

import networkx as nx
from tally import every, tally


def gexf(folder, want):
    count = tally("networkx gexf", folder)
    graph = nx.read_gexf(f"{folder}/graph.gexf")
    count.same("nodes", len(graph), len(want["nodes"]))
    count.same("edges", graph.number_of_edges(), len(want["edges"]))
    for node in want["nodes"]:
        got = graph.nodes[node["id"]]
        count.same(f"{node['id']} label", got["label"], node["label"])
        viz = got["viz"]
        count.same("rgb", [viz["color"][c] for c in "rgb"], node["rgb"])
        count.same("size", viz["size"], node["size"])
        if node["x"] is not None:
            count.same("x y", [viz["position"]["x"], viz["position"]["y"]], [node["x"], node["y"]])
        spells(count, node, got)
        cells(count, node, got, {"label", "viz", "spells"})
    edges = {data["id"]: (s, t, data) for s, t, data in graph.edges(data=True)}
    for edge in want["edges"]:
        source, target, got = edges[edge["id"]]
        # What is a column elsewhere is the edge's own id here.
        got["edge_id"] = got.pop("id")
        count.same("ends", (source, target), (edge["source"], edge["target"]))
        count.same("weight", got["weight"], edge["weight"])
        count.same("label", got["label"], edge["kind"])
        spells(count, edge, got)
        cells(count, edge, got, {"label", "weight", "viz", "spells", "kind"})


def spells(count, want, got):
    read = [[None if day in (None, "None", "") else day for day in pair] for pair in got.get("spells", [])]
    count.same(f"{want['id']} spells", read, want["spells"])


def cells(count, want, got, beside):
    for name, value in want["cells"].items():
        count.same(f"{want['id']} {name}", got.get(name), value)
    count.same(f"{want['id']} columns", sorted(set(got) - beside), sorted(set(want["cells"]) - beside))


def graphml(folder, want):
    count = tally("networkx graphml", folder)
    graph = nx.read_graphml(f"{folder}/graph.graphml")
    count.same("nodes", len(graph), len(want["nodes"]))
    count.same("edges", graph.number_of_edges(), len(want["edges"]))
    for node in want["nodes"]:
        got = graph.nodes[node["id"]]
        count.same(f"{node['id']} label", got["label"], node["label"])
        count.same("rgb", [got["r"], got["g"], got["b"]], node["rgb"])
        count.same("x y size", [got.get("x"), got.get("y"), got["size"]], [node["x"], node["y"], node["size"]])
        cells(count, node, got, {"label", "x", "y", "size", "r", "g", "b"})
    edges = {data["edge_id"]: (s, t, data) for s, t, data in graph.edges(data=True)}
    for edge in want["edges"]:
        source, target, got = edges[edge["id"]]
        count.same("ends", (source, target), (edge["source"], edge["target"]))
        count.same("weight", got["weight"], edge["weight"])
        count.same("label", (got["label"], got["interaction"]), (edge["kind"], edge["kind"]))
        cells(count, edge, got, {"id", "label", "interaction", "weight", "r", "g", "b"})


def node_link(folder, want):
    count = tally("networkx json", folder)
    data = json.load(open(f"{folder}/graph.json", encoding="utf-8"))
    graph = nx.node_link_graph(data, edges="links")
    count.same("multi directed", (graph.is_multigraph(), graph.is_directed()), (True, True))
    count.same("nodes", len(graph), len(want["nodes"]))
    count.same("edges", graph.number_of_edges(), len(data["links"]))
    for node in want["nodes"]:
        count.same("label", graph.nodes[node["id"]]["label"], node["label"])
    for _, _, link in graph.edges(data=True):
        for evidence in link["evidence"]:
            count.same("span", evidence["end"] - evidence["start"], len(evidence["surface"]))


if __name__ == "__main__":
    every(lambda folder, want: [probe(folder, want) for probe in (gexf, graphml, node_link)])
