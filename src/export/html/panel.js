// Search, filters, language, theme; and the beginning.

function showResults() {
  const text = $('search').value;
  const found = find(text);
  $('results').replaceChildren(...found.map((node) => make('li', {}, nodeLink(node))));
  if (!found.length) $('results').append(make('li', {}, word('nothing')));
  $('results').setAttribute('aria-label', found.length ? words.found(found.length) : word('nothing'));
  $('results').hidden = false;
  $('search').setAttribute('aria-expanded', 'true');
}

function hideResults() {
  $('results').hidden = true;
  $('search').setAttribute('aria-expanded', 'false');
}

// One list of boxes a group; what is not ticked is hidden.
function group(title, names, text, mark) {
  const boxes = names.map(([name, count]) => {
    const box = make('input', { type: 'checkbox', checked: !hidden.has(name) });
    box.addEventListener('change', () => { if (box.checked) hidden.delete(name); else hidden.add(name); changed(); });
    return make('label', {}, box, mark(name), text(name), make('span', {}, `${count}`));
  });
  const every = (which, set) => make('button', { type: 'button', className: 'all', onclick: () => { names.forEach(([name]) => set(name)); filters(); changed(); } }, word(which));
  return make('fieldset', {}, make('legend', {}, word(title), ' ', every('all', (name) => hidden.delete(name)), every('none', (name) => hidden.add(name))), ...boxes);
}

function filters() {
  const count = (names) => [...names.reduce((all, name) => all.set(name, (all.get(name) ?? 0) + 1), new Map())].sort((a, b) => b[1] - a[1]);
  const example = new Map(nodes.map((node) => [node.node_kind, node]));
  const choice = (name) => {
    const box = make('input', { type: 'radio', name: 'colours', checked: colours === name });
    box.addEventListener('change', () => { colours = name; draw(); });
    return make('label', {}, box, word(`by_${name}`));
  };
  $('filters').replaceChildren(
    group('kinds', count(nodes.map((node) => node.node_kind)), word, (name) => dot(example.get(name))),
    group('predicates', count(edges.map((edge) => edge.kind)), relation, () => null),
    make('fieldset', {}, make('legend', {}, word('colours')), choice('kind'), choice('community')),
    ...measures(),
  );
}

// What is to be known of the figures.
function measures() {
  const told = data.graph.measures;
  if (!told) return [];
  const between = told.betweenness_error ? words.sampled(told.betweenness_pivots, told.betweenness_error.toFixed(3)) : word('exact');
  return [make('h3', {}, word('measures')), make('p', {}, words.divided(told.communities, told.modularity.toFixed(2))), make('p', {}, between)];
}

// What is shown has changed.
function changed() {
  select();
  $('count').textContent = words.count(shown.nodes, nodes.length, shown.edges, edges.length);
  if (opened) opened();
  draw();
}

// Keeps a choice for the next time, where the browser lets a file keep one.
function keep(name, value) {
  try { localStorage.setItem(`khabar-${name}`, value); } catch { /* not here */ }
}
function kept(name) {
  try { return localStorage.getItem(`khabar-${name}`); } catch { return null; }
}

function speak(next) {
  words = next;
  document.documentElement.lang = words.code;
  document.documentElement.dir = words.dir;
  $('search').placeholder = words.search;
  $('search').setAttribute('aria-label', words.search);
  for (const [id, name] of [['fit', 'fit'], ['theme', 'theme'], ['filters-button', 'filters'], ['language', 'other'], ['always', 'always']]) $(id).textContent = words[name];
  $('language').lang = words === WORDS.ar ? 'en' : 'ar';
  canvas.setAttribute('aria-label', words.picture(nodes.length, edges.length));
  filters();
  drawTime();
  changed();
}

function paintIn(theme) {
  document.documentElement.dataset.theme = theme;
  draw();
}

$('search').addEventListener('input', showResults);
$('search').addEventListener('focus', showResults);
$('search').addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown') { event.preventDefault(); $('results').querySelector('button')?.focus(); }
  if (event.key === 'Enter') $('results').querySelector('button')?.click();
});
$('results').addEventListener('keydown', (event) => {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  if (!step) return;
  event.preventDefault();
  (document.activeElement.closest('li')?.[step]?.querySelector('button') ?? $('search')).focus();
});
$('results').addEventListener('click', (event) => { if (event.target.closest('button')) hideResults(); });
$('find').addEventListener('focusout', (event) => { if (!$('find').contains(event.relatedTarget)) hideResults(); });
$('fit').addEventListener('click', fit);
$('language').addEventListener('click', () => {
  speak(words === WORDS.ar ? WORDS.en : WORDS.ar);
  keep('language', words.code);
});
$('theme').addEventListener('click', () => {
  const now = document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  paintIn(now === 'dark' ? 'light' : 'dark');
  keep('theme', document.documentElement.dataset.theme);
});
$('filters-button').addEventListener('click', () => {
  $('filters').hidden = !$('filters').hidden;
  $('filters-button').setAttribute('aria-expanded', `${!$('filters').hidden}`);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') { if ($('results').hidden) close(); else hideResults(); }
  if (event.key === '/' && document.activeElement !== $('search')) { event.preventDefault(); $('search').focus(); }
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
addEventListener('popstate', follow);
addEventListener('hashchange', follow);
// Shown at once, or the browser would stretch what is there.
new ResizeObserver(() => { if (touched || selected) draw(); else fit(); show(); }).observe(canvas);

if (kept('theme')) paintIn(kept('theme'));
speak(WORDS[kept('language')] ?? words);
fit();
if (location.hash) follow();
