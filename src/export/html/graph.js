// The graph that the page holds: nodes by id, one edge a (source, target, kind), names ready for search, and what of
// it is shown now.
const data = JSON.parse(document.getElementById('graph').textContent);
const nodes = data.nodes;
const byId = new Map(nodes.map((node) => [node.id, node]));
const articles = new Map(data.graph.articles.map((article) => [article.id, article]));

const edges = [];
{
  const seen = new Map();
  for (const link of data.links) {
    const key = `${link.source}\n${link.target}\n${link.kind}`;
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
for (const node of nodes) Object.assign(node, { edges: [], quotes: [], quotes_about: [] });
for (const edge of edges) {
  edge.source.edges.push(edge);
  if (edge.target !== edge.source) edge.target.edges.push(edge);
}
for (const statement of data.graph.statements) {
  byId.get(statement.speaker)?.quotes.push(statement);
  for (const id of statement.about) byId.get(id)?.quotes_about.push(statement);
}
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
const byWeight = [...nodes].sort((a, b) => b.weight - a.weight);

// The nodes with all these words in one of their names; the most important ones where there are no words.
function find(text) {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  if (!wanted.length) return byWeight.slice(0, 30);
  const found = nodes.filter((node) => node.names.some((name) => wanted.every((word) => name.includes(word))));
  const begins = (node) => node.names.some((name) => name.startsWith(wanted[0]));
  return found.sort((a, b) => begins(b) - begins(a) || b.weight - a.weight).slice(0, 30);
}

// Days since 1970 of the first and the last day of a date; a year or month is all of its days.
const DAY = 86400000;
function first(text) {
  const [year, month, date] = text.split('-').map(Number);
  return Date.UTC(year, (month || 1) - 1, date || 1) / DAY;
}
function last(text) {
  const [year, month, date] = text.split('-').map(Number);
  return date ? first(text) : Date.UTC(month ? year : year + 1, month || 0, 1) / DAY - 1;
}
// When an edge is there: on the days of its event, or its own, or those of its articles; null: always.
for (const edge of edges) {
  const event = [edge.target, edge.source].find((node) => node.event_start);
  const of = (name) => edge.facts.map((fact) => fact[name]).filter(Boolean).sort();
  let [from, to] = event ? [event.event_start, event.event_end ?? event.event_start] : [of('valid_from')[0], of('valid_to').at(-1)];
  if (!from && !to) [from, to] = [of('first_seen')[0], of('last_seen').at(-1)];
  edge.from = from ? first(from) : null;
  edge.to = to ? last(to) : null;
}

// What is left out: kinds of nodes, kinds of edges, and the days outside the brush.
const hidden = new Set();
let brush = null;
const inTime = (edge) => !brush || ((edge.from ?? -Infinity) <= brush[1] && (edge.to ?? Infinity) >= brush[0]);
const shown = { nodes: 0, edges: 0 };

// Marks what is shown. With a brush, what has no edge then is not there either.
function select() {
  for (const node of nodes) node.on = !hidden.has(node.node_kind);
  const linked = new Set();
  shown.nodes = shown.edges = 0;
  for (const edge of edges) {
    edge.on = edge.source.on && edge.target.on && !hidden.has(edge.kind) && inTime(edge);
    if (!edge.on) continue;
    shown.edges += 1;
    if (brush) linked.add(edge.source).add(edge.target);
  }
  for (const node of nodes) {
    node.on &&= !brush || linked.has(node);
    shown.nodes += node.on ? 1 : 0;
  }
}
select();
