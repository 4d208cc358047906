// What is known of a node, and the sentences of an edge. Texts go in as text, never as markup. The address names what
// is open, so that the browser's way back leads to what was open before.
const $ = (id) => document.getElementById(id);
let opened = null;

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function dot(node) {
  const mark = make('span', { className: 'dot' });
  mark.style.background = node.color;
  return mark;
}

const nodeLink = (node) => make('button', { type: 'button', className: 'link', onclick: () => open(node, true) }, dot(node), make('bdi', {}, node.label));

const open = (node, centre = false) => { jump(`#${encodeURIComponent(node.id)}`, () => showNode(node, centre)); };
const openEdge = (edge) => { jump(`#${encodeURIComponent(edge.facts[0].edge_id)}`, () => showEdge(edge)); };
function jump(hash, show) {
  if (location.hash !== hash) history.pushState(null, '', hash);
  show();
}

// Shows what the address names.
function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const node = byId.get(id), edge = node ? null : id && edges.find((e) => e.facts[0].edge_id === id);
  if (node) showNode(node, true);
  else if (edge) showEdge(edge);
  else hideDossier();
}

function dossier(title, ...children) {
  const shut = make('button', { type: 'button', className: 'close', onclick: close }, word('close'));
  const heading = make('h2', { id: 'title', tabIndex: -1 }, make('bdi', {}, title));
  const had = $('dossier').contains(document.activeElement) || document.activeElement === document.body;
  $('dossier').setAttribute('aria-labelledby', 'title');
  $('dossier').replaceChildren(shut, heading, ...children.filter(Boolean));
  $('dossier').hidden = false;
  $('dossier').scrollTop = 0;
  if (had || document.activeElement !== canvas) heading.focus({ preventScroll: true });
}

function close() {
  if (location.hash) history.pushState(null, '', location.pathname + location.search);
  hideDossier();
}

function hideDossier() {
  if ($('dossier').contains(document.activeElement)) canvas.focus();
  selected = opened = null;
  lit = [];
  $('dossier').hidden = true;
  draw();
}

// A heading, the first items, and a button for more of them.
function section(name, items, row, limit = 25) {
  if (!items.length) return null;
  const list = make('div');
  const add = (from) => {
    list.append(...items.slice(from, from + limit).map(row));
    if (items.length <= from + limit) return;
    list.append(make('button', { type: 'button', className: 'more', onclick: (event) => { event.target.remove(); add(from + limit); } }, `${word('more')} (${items.length - from - limit})`));
  };
  add(0);
  return make('section', { className: name }, make('h3', {}, `${word(name)} (${items.length})`), list);
}

const FACTS = ['aliases', 'time_text', 'first_seen', 'last_seen', 'mention_count', 'article_count', 'degree_total', 'wikidata'];

function showNode(node, centre = false) {
  [selected, lit] = [node, node.edges];
  opened = () => showNode(node);
  if (centre) Object.assign(view, { x: node.x, y: node.y });
  const facts = make('dl');
  for (const name of FACTS) {
    const value = node[name];
    if (value === undefined || value === '') continue;
    const text = name.endsWith('_seen') ? day(value) : Array.isArray(value) ? value.join(words.dir === 'rtl' ? '، ' : ', ') : `${value}`;
    const shown = name === 'wikidata' ? make('a', { href: `https://www.wikidata.org/wiki/${encodeURIComponent(value)}`, target: '_blank', rel: 'noopener noreferrer' }, text) : text;
    facts.append(make('dt', {}, word(name)), make('dd', {}, make('bdi', {}, shown)));
  }
  const others = [node.label_ar, node.label_en].filter((name) => name && name !== node.label).map((name) => make('div', { className: 'kind' }, make('bdi', {}, name)));
  const sorts = [word(node.node_kind), node.event_type && type(node.event_type), node.subtype, node.event_start && days(node.event_start, node.event_end)];
  const on = node.edges.filter((edge) => edge.on);
  const role = (edge) => edge.predicate === 'holds_role';
  const event = (edge) => edge.source === node && edge.target.node_kind === 'event';
  const when = (edge) => edge.from ?? edge.to ?? Infinity;
  const rest = on.filter((edge) => !role(edge) && !event(edge));
  const named = [...new Set((node.mentions ?? []).map((mention) => mention.article))].map((id) => articles.get(id)).filter(Boolean);
  const quote = (statement) => sentence(statement.article, statement.sentence, statement.text, byId.get(statement.speaker) === node ? null : byId.get(statement.speaker));
  dossier(
    node.label,
    ...others,
    make('div', { className: 'kind' }, dot(node), sorts.filter(Boolean).join(' · ')),
    facts,
    section('roles', on.filter((edge) => role(edge) && edge.source === node).flatMap((edge) => edge.facts.map((fact) => [edge, fact])), ([edge, fact]) => edgeLink(edge, node, fact)),
    section('held_by', on.filter((edge) => role(edge) && edge.target === node).flatMap((edge) => edge.facts.map((fact) => [edge, fact])), ([edge, fact]) => edgeLink(edge, node, fact)),
    section('events', on.filter(event).sort((a, b) => when(a) - when(b)), (edge) => edgeLink(edge, node)),
    section('connections', rest.sort((a, b) => b.weight - a.weight), (edge) => edgeLink(edge, node)),
    section('quotes', node.quotes, quote, 10),
    section('quotes_about', node.quotes_about, quote, 5),
    section('named_in', named, source, 10),
  );
  draw();
}

// The other end of an edge, how it is tied, and when.
function edgeLink(edge, node, fact = null) {
  const other = edge.source === node ? edge.target : edge.source;
  const roles = [...new Set((fact ? [fact] : edge.facts).map((f) => f.role).filter(Boolean))];
  const time = fact ? days(fact.valid_from, fact.valid_to) : days(other.event_start, other.event_end);
  // As one says it: *met Zarif* of the node, *Kerry met* of what leads to it.
  const says = make('span', { className: 'kind' }, edge.predicate === 'holds_role' ? '' : relation(edge.kind));
  const name = make('bdi', {}, other.label);
  const order = edge.source === node || edge.facts[0].symmetric ? [says, ' ', name] : [name, ' ', says];
  const below = [...roles.map((text) => make('bdi', {}, text)), time].filter(Boolean).flatMap((part, n) => (n ? [' · ', part] : [part]));
  const button = make('button', { type: 'button', className: 'link', onclick: () => openEdge(edge) }, dot(other), ...order);
  if (below.length) button.append(make('small', {}, ...below));
  return button;
}

function showEdge(edge) {
  [selected, lit] = [edge.source, [edge]];
  opened = () => showEdge(edge);
  const parts = [];
  for (const fact of edge.facts) {
    const heads = [fact.role && make('bdi', {}, fact.role), days(fact.valid_from, fact.valid_to)].filter(Boolean);
    if (heads.length) parts.push(make('div', {}, ...heads.flatMap((part, n) => (n ? [' · ', part] : [part]))));
    for (const evidence of fact.evidence) parts.push(sentence(evidence.article, evidence.sentence, evidence.surface));
  }
  dossier(relation(edge.kind), nodeLink(edge.source), nodeLink(edge.target), make('h3', {}, word('sentences')), ...parts);
  draw();
}

// A sentence with the words that say it marked, who said it, and where it stands.
function sentence(id, text, surface, speaker = null) {
  const at = surface ? text.indexOf(surface) : -1;
  const quote = make('blockquote', { dir: 'auto' });
  if (speaker) quote.append(make('bdi', { className: 'kind' }, speaker.label), ': ');
  if (at < 0) quote.append(text || surface);
  else quote.append(text.slice(0, at), make('mark', {}, surface), text.slice(at + surface.length));
  quote.append(make('small', {}, source(articles.get(id) ?? { id })));
  return quote;
}

function source(article) {
  const texts = [article.title || article.id, article.publisher, article.published && day(article.published)].filter(Boolean);
  const text = texts.flatMap((part, n) => (n ? [' · ', make('bdi', {}, part)] : [make('bdi', {}, part)]));
  const safe = /^https?:/.test(article.url ?? '');
  return make('div', { dir: 'auto' }, ...(safe ? [make('a', { href: article.url, rel: 'noopener noreferrer', target: '_blank' }, ...text)] : text));
}
