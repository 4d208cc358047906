// Search, filters, the dossier of a node and the sentences of an edge. Texts go in as text, never as markup.
const $ = (id) => document.getElementById(id);
let words = WORDS[(navigator.language || 'en').startsWith('ar') ? 'ar' : 'en'];
let shown = null;
const word = (name) => words[name] ?? name.replaceAll('_', ' ');

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

function dot(node) {
  const mark = make('span', { className: 'dot' });
  mark.style.background = node.color;
  return mark;
}

function nodeLink(node, before = '') {
  const button = make('button', { type: 'button', className: 'link', dir: 'auto', onclick: () => showNode(node, true) });
  button.append(dot(node), before, make('bdi', {}, node.label));
  return button;
}

function dossier(...children) {
  const close = make('button', { type: 'button', className: 'close', onclick: hideDossier }, word('close'));
  $('dossier').replaceChildren(close, ...children);
  $('dossier').hidden = false;
  $('dossier').scrollTop = 0;
}

function hideDossier() {
  selected = shown = null;
  $('dossier').hidden = true;
  draw();
}

function showNode(node, centre = false) {
  selected = node;
  shown = () => showNode(node);
  if (centre) Object.assign(view, { x: node.x, y: node.y });
  const facts = make('dl');
  for (const name of ['subtype', 'aliases', 'event_type', 'event_start', 'event_end', 'time_text', 'first_seen', 'last_seen', 'mention_count', 'article_count', 'degree_total', 'wikidata']) {
    const value = node[name];
    if (value !== undefined && value !== '') facts.append(make('dt', {}, word(name)), make('dd', { dir: 'auto' }, Array.isArray(value) ? value.join('، ') : `${value}`));
  }
  const others = [node.label_ar, node.label_en].filter((name) => name && name !== node.label).map((name) => make('div', { dir: 'auto', className: 'kind' }, name));
  const parts = [make('h2', { dir: 'auto' }, node.label), ...others, make('div', { className: 'kind' }, dot(node), word(node.node_kind)), facts];
  const visible = node.edges.filter(shownEdge).sort((a, b) => b.weight - a.weight);
  if (visible.length) parts.push(make('h3', {}, `${word('connections')} (${visible.length})`));
  for (const edge of visible.slice(0, 200)) {
    const other = edge.source === node ? edge.target : edge.source;
    // The arrow points away from the node in either direction of writing.
    const arrow = (edge.source === node) === (words.dir === 'ltr') ? '→' : '←';
    const button = make('button', { type: 'button', className: 'link', onclick: () => showEdge(edge) });
    button.append(dot(other), `${arrow} ${word(edge.predicate)} `, make('bdi', {}, other.label));
    for (const role of new Set(edge.facts.map((fact) => fact.role).filter(Boolean))) button.append(' · ', make('bdi', { className: 'kind' }, role));
    parts.push(button);
  }
  if (node.quotes.length) parts.push(make('h3', {}, `${word('quotes')} (${node.quotes.length})`));
  for (const quote of node.quotes.slice(0, 100)) parts.push(sentence(quote.article, quote.sentence, quote.text));
  dossier(...parts);
  draw();
}

function showEdge(edge) {
  selected = edge.source;
  shown = () => showEdge(edge);
  const parts = [make('h2', { dir: 'auto' }, word(edge.predicate)), nodeLink(edge.source), nodeLink(edge.target, words.dir === 'rtl' ? '← ' : '→ '), make('h3', {}, word('sentences'))];
  for (const fact of edge.facts) {
    if (fact.role) parts.push(make('div', { dir: 'auto' }, fact.role));
    for (const evidence of fact.evidence) parts.push(sentence(evidence.article, evidence.sentence, evidence.surface));
  }
  dossier(...parts);
  draw();
}

// A sentence with the words that say the fact marked, and where it stands.
function sentence(id, text, surface) {
  const at = surface ? text.indexOf(surface) : -1;
  const article = articles.get(id) ?? {};
  const quote = make('blockquote', { dir: 'auto' });
  if (at < 0) quote.append(text || surface);
  else quote.append(text.slice(0, at), make('mark', {}, surface), text.slice(at + surface.length));
  const source = [article.title || id, article.publisher, article.published].filter(Boolean).join(' · ');
  const safe = /^https?:/.test(article.url ?? '');
  quote.append(make('small', {}, safe ? make('a', { href: article.url, rel: 'noopener noreferrer', target: '_blank' }, source) : source));
  return quote;
}

function showResults() {
  const text = $('search').value;
  const found = find(text);
  $('results').replaceChildren(...found.map((node) => make('li', {}, nodeLink(node))));
  if (text.trim() && !found.length) $('results').append(make('li', {}, word('nothing')));
  $('results').hidden = !text.trim();
}

function filters() {
  const group = (title, names) => [make('h3', {}, title), ...names.map(([name, count]) => {
    const box = make('input', { type: 'checkbox', checked: !hidden.has(name), onchange: () => { if (box.checked) hidden.delete(name); else hidden.add(name); draw(); } });
    return make('label', {}, box, `${word(name)} (${count})`);
  })];
  const count = (names) => [...names.reduce((all, name) => all.set(name, (all.get(name) ?? 0) + 1), new Map())].sort((a, b) => b[1] - a[1]);
  $('filters').replaceChildren(...group(word('kinds'), count(nodes.map((node) => node.node_kind))), ...group(word('predicates'), count(edges.map((edge) => edge.kind))));
}

function speak(next) {
  words = next;
  document.documentElement.lang = words === WORDS.ar ? 'ar' : 'en';
  document.documentElement.dir = words.dir;
  $('search').placeholder = words.search;
  $('search').setAttribute('aria-label', words.search);
  for (const [id, name] of [['fit', 'fit'], ['theme', 'theme'], ['filters-button', 'filters'], ['language', 'other']]) $(id).textContent = words[name];
  canvas.setAttribute('aria-label', words.picture(nodes.length, edges.length));
  filters();
  if (shown) shown();
}

$('search').addEventListener('input', showResults);
$('search').addEventListener('focus', showResults);
$('results').addEventListener('click', () => { $('results').hidden = true; });
$('fit').addEventListener('click', fit);
$('language').addEventListener('click', () => speak(words === WORDS.ar ? WORDS.en : WORDS.ar));
$('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  draw();
});
$('filters-button').addEventListener('click', () => {
  $('filters').hidden = !$('filters').hidden;
  $('filters-button').setAttribute('aria-expanded', `${!$('filters').hidden}`);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') { $('results').hidden = true; hideDossier(); }
  if (event.key === '/' && document.activeElement !== $('search')) { event.preventDefault(); $('search').focus(); }
});
canvas.addEventListener('pointerdown', () => { $('results').hidden = true; });
speak(words);
fit();
