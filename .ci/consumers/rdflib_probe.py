"""rdflib: the Turtle and the JSON-LD hold the same triples, and each fact its role, dates and evidence."""

import json
import sys

from expect import clean, cells
from rdflib import RDF, RDFS, Graph, Namespace
from tally import Tally, expected

THING, TERM, SCHEMA = (Namespace(n) for n in ("urn:khabar:id:", "urn:khabar:term:", "https://schema.org/"))


def main(folder, out):
    want, tally = expected(out), Tally("rdflib turtle and json-ld")
    graph = Graph().parse(f"{folder}/graph.ttl", format="turtle")
    other = Graph().parse(f"{folder}/graph.jsonld", format="json-ld")
    tally.same("triples", len(graph), len(other))
    tally.same("the same triples", set(graph) == set(other), True)
    for node in want["nodes"]:
        tally.same("label", str(graph.value(THING[node["id"]], RDFS.label)), node["label"])
        for language in ("ar", "en"):
            if f"label_{language}" in node["cells"]:
                names = {str(n) for n in graph.objects(THING[node["id"]], SCHEMA.name) if n.language == language}
                tally.same("name", names, {node["cells"][f"label_{language}"]})
        for name in ("node_kind", "pagerank", "community", "mention_count"):
            if name in node["cells"]:
                value = graph.value(THING[node["id"]], TERM[name])
                tally.same(name, value.toPython(), node["cells"][name])
    links = json.load(open(f"{folder}/graph.json", encoding="utf-8"))["links"]
    for link in links:
        fact = next(graph.subjects(RDF.subject, THING[link["source"]]), None) if not link["id"] else THING[token(link["id"])]
        tally.same("subject", graph.value(fact, RDF.subject), THING[link["source"]])
        tally.same("object", graph.value(fact, RDF.object), THING[link["target"]])
        tally.same("predicate", graph.value(fact, RDF.predicate), TERM[link["predicate"]])
        for name in ("modality", "weight", "confidence", "symmetric"):
            tally.same(name, graph.value(fact, TERM[name]).toPython(), link[name])
        for name in ("role", "valid_from", "valid_to", "first_seen"):
            value, text = graph.value(fact, TERM[name]), clean(link.get(name, ""))
            tally.same(name, None if value is None else str(value), text or None)
        for number, evidence in enumerate(link["evidence"]):
            words = graph.value(THING[f"{token(link['id'])}-evidence-{number + 1}"], TERM.sentence)
            tally.same("sentence", str(words), clean(evidence["sentence"]))
    return tally.done()


def token(text):
    return "".join(c if c in ".-_:" or c.isascii() and c.isalnum() or c >= "\xc0" and c.isalpha() else "_"
                   for c in clean(text))


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
