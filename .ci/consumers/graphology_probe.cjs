// graphology, which Gephi Lite reads with: GEXF and GraphML, strictly and with Gephi Lite's options.
const fs = require('fs');
const path = require('path');
const { MultiDirectedGraph, MultiGraph } = require('graphology');
const gexf = require('graphology-gexf');
const graphml = require('graphology-graphml');

const [room, ...folders] = process.argv.slice(2);
const tallies = new Map();

// One reader, through all graphs.
function tally(reader, folder) {
  if (!tallies.has(reader)) tallies.set(reader, { graphs: 0, cells: 0, differ: 0 });
  const t = tallies.get(reader);
  t.graphs += 1;
  t.same = (where, got, wanted) => {
    t.cells += 1;
    if (JSON.stringify(got) === JSON.stringify(wanted)) return;
    t.differ += 1;
    if (t.differ > 5) return;
    console.error(`  ${reader}: ${folder}: ${where}: got ${JSON.stringify(got)}, want ${JSON.stringify(wanted)}`);
  };
  return t;
}

function compare(folder, want, reader, graph, inFile) {
  const t = tally(reader, folder);
  t.same('nodes', graph.order, want.nodes.length);
  t.same('edges', graph.size, want.edges.length);
  for (const node of want.nodes) {
    const got = graph.getNodeAttributes(node.id);
    t.same(`${node.id} label`, got.label, node.label);
    t.same(`${node.id} size`, got.size, node.size);
    if (node.x !== null) t.same(`${node.id} place`, [got.x, got.y], [node.x, node.y]);
    if (inFile.colour) t.same(`${node.id} colour`, colour(got.color), node.rgb);
    for (const [name, value] of Object.entries(node.cells)) t.same(`${node.id} ${name}`, got[name], value);
  }
  const edges = new Map(graph.mapEdges((id, got, source, target) => [id, { got: { edge_id: id, ...got }, source, target }]));
  for (const edge of want.edges) {
    const { got, source, target } = edges.get(edge.id);
    t.same(`${edge.id} ends`, [source, target], [edge.source, edge.target]);
    t.same(`${edge.id} weight`, got.weight, edge.weight);
    t.same(`${edge.id} label`, got.label, edge.kind);
    t.same(`${edge.id} kind`, got[inFile.kind], edge.kind);
    for (const [name, value] of Object.entries(edge.cells)) t.same(`${edge.id} ${name}`, got[name], value);
  }
}

// `#e69f00` or `rgb(230,159,0)`.
function colour(text) {
  const hex = /^#(..)(..)(..)$/.exec(text);
  return hex ? hex.slice(1).map((h) => parseInt(h, 16)) : text.match(/[\d.]+/g).slice(0, 3).map(Number);
}

// A file without edges is of mixed type to the parser, whatever its default, and the strict class refuses it.
const fitting = (text) => (/<edge\b/.test(text) ? MultiDirectedGraph : MultiGraph);

const lite = { allowUndeclaredAttributes: true, addMissingNodes: true };
for (const folder of folders) {
  const name = path.basename(folder);
  const want = JSON.parse(fs.readFileSync(path.join(room, name, 'expected.json'), 'utf8'));
  for (const [mode, options] of [['strict', {}], ['as Gephi Lite', lite]]) {
    const text = fs.readFileSync(path.join(folder, 'graph.gexf'), 'utf8');
    compare(name, want, `graphology gexf, ${mode}`, gexf.parse(fitting(text), text, options), { colour: true, kind: 'kind' });
  }
  for (const [mode, options] of [['strict', {}], ['as Gephi Lite', { addMissingNodes: true }]]) {
    const text = fs.readFileSync(path.join(folder, 'graph.graphml'), 'utf8');
    compare(name, want, `graphology graphml, ${mode}`, graphml.parse(fitting(text), text, options), { colour: true, kind: 'interaction' });
  }
}
for (const [reader, t] of tallies) console.log(`${reader}: ${t.graphs} graphs, ${t.cells} cells compared, ${t.differ} differ`);
process.exit([...tallies.values()].some((t) => t.differ) ? 1 : 0);
