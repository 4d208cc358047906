// The graph that the page holds: nodes by id, one edge a (source, target, kind), names ready for search.
const data = JSON.parse(document.getElementById('graph').textContent);
const nodes = data.nodes;
const byId = new Map(nodes.map((node) => [node.id, node]));
const articles = new Map(data.graph.articles.map((article) => [article.id, article]));

const edges = [];
{
  const seen = new Map();
  for (const link of data.links) {
    const key = JSON.stringify([link.source, link.target, link.kind]);
    let edge = seen.get(key);
    if (!edge) {
      edge = { source: byId.get(link.source), target: byId.get(link.target), kind: link.kind, predicate: link.predicate, weight: 0, facts: [] };
      seen.set(key, edge);
      edges.push(edge);
    }
    edge.weight += link.weight;
    edge.facts.push(link);
  }
}
nodes.forEach((node) => { node.edges = []; node.quotes = []; });
for (const edge of edges) {
  edge.source.edges.push(edge);
  if (edge.target !== edge.source) edge.target.edges.push(edge);
}
for (const statement of data.graph.statements) byId.get(statement.speaker)?.quotes.push(statement);
// Where no layout gave places: rings, the first nodes inside.
if (nodes.every((node) => node.x === undefined)) {
  nodes.forEach((node, n) => {
    const ring = Math.ceil((Math.sqrt(1 + n) - 1) / 2);
    node.x = Math.cos(n * 2.4) * ring * 60;
    node.y = Math.sin(n * 2.4) * ring * 60;
  });
}

// One form for all ways to write a name: no marks, no case, one alef, one ya, one ha.
function fold(text) {
  return text.normalize('NFKD').replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '').replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي').replace(/ة/g, 'ه').toLowerCase();
}
for (const node of nodes) {
  node.names = [node.label, node.label_ar, node.label_en, ...(node.aliases ?? [])].filter(Boolean).map(fold);
  node.weight = (node.degree_total ?? node.edges.length) + node.size / 1000;
}

function find(text) {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const found = nodes.filter((node) => node.names.some((name) => wanted.every((word) => name.includes(word))));
  const begins = (node) => node.names.some((name) => name.startsWith(wanted[0]));
  return found.sort((a, b) => begins(b) - begins(a) || b.weight - a.weight).slice(0, 30);
}

const hidden = new Set();
const shownNode = (node) => !hidden.has(node.node_kind);
const shownEdge = (edge) => !hidden.has(edge.kind) && shownNode(edge.source) && shownNode(edge.target);
