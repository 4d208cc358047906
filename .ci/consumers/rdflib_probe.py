"""rdflib: the Turtle and the JSON-LD hold the same triples, and each fact its role, dates and evidence."""

import json

from expect import clean, cells
from rdflib import RDF, RDFS, Graph, Namespace
from tally import every, tally

THING, TERM, SCHEMA = (Namespace(n) for n in ("urn:khabar:id:", "urn:khabar:term:", "https://schema.org/"))


def main(folder, want):
    count = tally("rdflib turtle and json-ld", folder)
    graph = Graph().parse(f"{folder}/graph.ttl", format="turtle")
    other = Graph().parse(f"{folder}/graph.jsonld", format="json-ld")
    count.same("triples", len(graph), len(other))
    count.same("the same triples", set(graph) == set(other), True)
    for node in want["nodes"]:
        count.same("label", str(graph.value(THING[node["id"]], RDFS.label)), node["label"])
        for language in ("ar", "en"):
            if f"label_{language}" in node["cells"]:
                names = {str(n) for n in graph.objects(THING[node["id"]], SCHEMA.name) if n.language == language}
                count.same("name", names, {node["cells"][f"label_{language}"]})
        for name in ("node_kind", "pagerank", "community", "mention_count"):
            if name in node["cells"]:
                value = graph.value(THING[node["id"]], TERM[name])
                count.same(name, value.toPython(), node["cells"][name])
    links = json.load(open(f"{folder}/graph.json", encoding="utf-8"))["links"]
    for link in links:
        fact = next(graph.subjects(RDF.subject, THING[link["source"]]), None) if not link["id"] else THING[token(link["id"])]
        count.same("subject", graph.value(fact, RDF.subject), THING[link["source"]])
        count.same("object", graph.value(fact, RDF.object), THING[link["target"]])
        count.same("predicate", graph.value(fact, RDF.predicate), TERM[link["predicate"]])
        for name in ("modality", "weight", "confidence", "symmetric"):
            count.same(name, graph.value(fact, TERM[name]).toPython(), link[name])
        for name in ("role", "valid_from", "valid_to", "first_seen"):
            value, text = graph.value(fact, TERM[name]), clean(link.get(name, ""))
            count.same(name, None if value is None else str(value), text or None)
        for number, evidence in enumerate(link["evidence"]):
            words = graph.value(THING[f"{token(link['id'])}-evidence-{number + 1}"], TERM.sentence)
            count.same("sentence", str(words), clean(evidence["sentence"]))


def token(text):
    return "".join(c if c in ".-_:" or c.isascii() and c.isalnum() or c >= "\xc0" and c.isalpha() else "_"
                   for c in clean(text))


if __name__ == "__main__":
    every(main)
