"""NetworkX: the GEXF with its spells and colours, the GraphML, the node-link JSON."""

import json
import sys

import networkx as nx
from tally import Tally, expected


def gexf(folder, want):
    tally = Tally("networkx gexf")
    graph = nx.read_gexf(f"{folder}/graph.gexf")
    tally.same("nodes", len(graph), len(want["nodes"]))
    tally.same("edges", graph.number_of_edges(), len(want["edges"]))
    for node in want["nodes"]:
        got = graph.nodes[node["id"]]
        tally.same(f"{node['id']} label", got["label"], node["label"])
        viz = got["viz"]
        tally.same("rgb", [viz["color"][c] for c in "rgb"], node["rgb"])
        tally.same("size", viz["size"], node["size"])
        if node["x"] is not None:
            tally.same("x y", [viz["position"]["x"], viz["position"]["y"]], [node["x"], node["y"]])
        spells(tally, node, got)
        cells(tally, node, got, {"label", "viz", "spells"})
    edges = {data["edge_id"]: (s, t, data) for s, t, data in graph.edges(data=True)}
    for edge in want["edges"]:
        source, target, got = edges[edge["id"]]
        tally.same("ends", (source, target), (edge["source"], edge["target"]))
        tally.same("weight", got["weight"], edge["weight"])
        tally.same("label", got["label"], edge["kind"])
        spells(tally, edge, got)
        cells(tally, edge, got, {"id", "label", "weight", "viz", "spells", "kind"})
    return tally.done()


def spells(tally, want, got):
    read = [[None if day in (None, "None", "") else day for day in pair] for pair in got.get("spells", [])]
    tally.same(f"{want['id']} spells", read, want["spells"])


def cells(tally, want, got, beside):
    for name, value in want["cells"].items():
        tally.same(f"{want['id']} {name}", got.get(name), value)
    tally.same(f"{want['id']} columns", sorted(set(got) - beside), sorted(set(want["cells"]) - beside))


def graphml(folder, want):
    tally = Tally("networkx graphml")
    graph = nx.read_graphml(f"{folder}/graph.graphml")
    tally.same("nodes", len(graph), len(want["nodes"]))
    tally.same("edges", graph.number_of_edges(), len(want["edges"]))
    for node in want["nodes"]:
        got = graph.nodes[node["id"]]
        tally.same(f"{node['id']} label", got["label"], node["label"])
        tally.same("rgb", [got["r"], got["g"], got["b"]], node["rgb"])
        tally.same("x y size", [got.get("x"), got.get("y"), got["size"]], [node["x"], node["y"], node["size"]])
        cells(tally, node, got, {"label", "x", "y", "size", "r", "g", "b"})
    edges = {data["edge_id"]: (s, t, data) for s, t, data in graph.edges(data=True)}
    for edge in want["edges"]:
        source, target, got = edges[edge["id"]]
        tally.same("ends", (source, target), (edge["source"], edge["target"]))
        tally.same("weight", got["weight"], edge["weight"])
        tally.same("label", (got["label"], got["interaction"]), (edge["kind"], edge["kind"]))
        cells(tally, edge, got, {"id", "label", "interaction", "weight", "r", "g", "b"})
    return tally.done()


def node_link(folder, want):
    tally = Tally("networkx json")
    data = json.load(open(f"{folder}/graph.json", encoding="utf-8"))
    graph = nx.node_link_graph(data, edges="links")
    tally.same("multi directed", (graph.is_multigraph(), graph.is_directed()), (True, True))
    tally.same("nodes", len(graph), len(want["nodes"]))
    tally.same("edges", graph.number_of_edges(), len(data["links"]))
    for node in want["nodes"]:
        tally.same("label", graph.nodes[node["id"]]["label"], node["label"])
    for _, _, link in graph.edges(data=True):
        for evidence in link["evidence"]:
            tally.same("span", evidence["end"] - evidence["start"], len(evidence["surface"]))
    return tally.done()


if __name__ == "__main__":
    folder, out = sys.argv[1:]
    want = expected(out)
    sys.exit(1 if gexf(folder, want) + graphml(folder, want) + node_link(folder, want) else 0)
