"""Writes what khabar wrote again: `exports.py igraph|networkx DIR`, where DIR/khabar holds the bench's figures."""

import gc
import re
import sys
import time

import igraph


def status(name):
    """A line of the kernel's report, in MB."""
    with open("/proc/self/status") as report:
        return next(int(line.split()[1]) for line in report if line.startswith(name)) / 1024


def measure(who, file, write):
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")  # The peak is counted from here on.
    before, start = status("VmRSS:"), time.process_time()
    write(f"{work}/theirs")
    cpu, grown = time.process_time() - start, status("VmHWM:") - before
    told = re.search(rf"{re.escape(file)}:.* to a file in ([\d.]+) CPU s", open(f"{work}/khabar").read())
    ratio = f", {cpu / float(told[1]):.0f} times khabar's" if float(told[1]) else ""
    print(f"{who}, {file}: written in {cpu:.2f} CPU s{ratio}; {before:.0f} MB with the graph, {grown:.0f} MB beside it", flush=True)


peer, work = sys.argv[1:]
graph = igraph.Graph.Read_GraphML(f"{work}/graph.graphml")
if peer == "igraph":
    measure("igraph", "graph.graphml", graph.write_graphml)
else:
    import networkx

    def known(cells):
        """igraph has an empty text or NaN where the file says nothing."""
        return {key: value for key, value in cells.items() if value == value and value != ""}

    theirs = networkx.MultiDiGraph()
    theirs.add_nodes_from((node.index, known(node.attributes())) for node in graph.vs)
    theirs.add_edges_from((edge.source, edge.target, edge.index, known(edge.attributes())) for edge in graph.es)
    del graph
    gc.collect()
    measure("NetworkX", "graph.graphml", lambda file: networkx.write_graphml_xml(theirs, file))
    measure("NetworkX", "graph.gexf", lambda file: networkx.write_gexf(theirs, file))
