// Hand and keys on the picture: drag, wheel, two fingers, what is under the pointer, arrows.

// Nodes by the square of the plane that they lie in, so that the pointer need not ask all of them.
const SQUARE = 100;
const squares = new Map();
for (const node of byWeight) {
  const key = `${Math.floor(node.x / SQUARE)} ${Math.floor(node.y / SQUARE)}`;
  if (!squares.has(key)) squares.set(key, []);
  squares.get(key).push(node);
}
const largest = nodes.reduce((most, node) => Math.max(most, node.size), 1);

function nodeAt(px, py) {
  const [x, y] = [view.x + (px - canvas.clientWidth / 2) / view.scale, view.y - (py - canvas.clientHeight / 2) / view.scale];
  const reach = Math.max(largest, 8 / view.scale);
  const span = (at) => [Math.floor((at - reach) / SQUARE), Math.floor((at + reach) / SQUARE)];
  const [[left, right], [low, high]] = [span(x), span(y)];
  // Far out, the squares are more than the nodes.
  const near = [];
  if ((right - left + 1) * (high - low + 1) > squares.size) near.push(...byWeight);
  else for (let i = left; i <= right; i += 1) for (let j = low; j <= high; j += 1) near.push(...(squares.get(`${i} ${j}`) ?? []));
  let best = null, least = Infinity;
  for (const node of near) {
    if (!node.on) continue;
    const [nx, ny] = place(node), distance = Math.hypot(px - nx, py - ny);
    if (distance <= Math.max(radius(node), 8) && distance < least) [best, least] = [node, distance];
  }
  return best;
}

function edgeAt(px, py) {
  let best = null, least = 6;
  for (const edge of lit.length > 1 ? lit : edges) {
    if (!edge.on) continue;
    const [ax, ay] = place(edge.source), [bx, by] = place(edge.target), [cx, cy] = bend(ax, ay, bx, by);
    if (px < Math.min(ax, bx, cx) - 6 || px > Math.max(ax, bx, cx) + 6 || py < Math.min(ay, by, cy) - 6 || py > Math.max(ay, by, cy) + 6) continue;
    for (let t = 0.04; t < 1; t += 0.03) {
      const u = 1 - t;
      const distance = Math.hypot(u * u * ax + 2 * u * t * cx + t * t * bx - px, u * u * ay + 2 * u * t * cy + t * t * by - py);
      if (distance < least) [best, least] = [edge, distance];
    }
  }
  return best;
}

const fingers = new Map();
let moved = false;

canvas.addEventListener('pointerdown', (event) => {
  canvas.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, [event.offsetX, event.offsetY]);
  if (fingers.size === 1) moved = false;
  hideResults();
});

canvas.addEventListener('pointermove', (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return hint(event);
  const now = [event.offsetX, event.offsetY];
  if (!moved && Math.hypot(now[0] - before[0], now[1] - before[1]) < 4) return;
  moved = true;
  $('hint').hidden = true;
  fingers.set(event.pointerId, now);
  const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
  if (other) {
    const apart = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1;
    zoom(apart(now) / apart(before), ...other);
  } else {
    view.x -= (now[0] - before[0]) / view.scale;
    view.y += (now[1] - before[1]) / view.scale;
    move();
  }
});

for (const end of ['pointerup', 'pointercancel']) {
  canvas.addEventListener(end, (event) => {
    const click = fingers.delete(event.pointerId) && !moved && end === 'pointerup';
    if (!click) return;
    const node = nodeAt(event.offsetX, event.offsetY);
    const edge = node ? null : edgeAt(event.offsetX, event.offsetY);
    if (node) open(node);
    else if (edge) openEdge(edge);
    else close();
  });
}
canvas.addEventListener('pointerleave', () => { $('hint').hidden = true; });

// The name of what is under the pointer, as many have no room for a label.
function hint(event) {
  const node = nodeAt(event.offsetX, event.offsetY);
  const edge = node || edges.length > 20000 ? null : edgeAt(event.offsetX, event.offsetY);
  canvas.classList.toggle('over', Boolean(node || edge));
  $('hint').hidden = !(node || edge);
  if (node) $('hint').replaceChildren(make('bdi', {}, node.label));
  else if (edge) $('hint').replaceChildren(make('bdi', {}, edge.source.label), ` — ${relation(edge.kind)} — `, make('bdi', {}, edge.target.label));
  Object.assign($('hint').style, { left: `${event.offsetX + 14}px`, top: `${event.offsetY + 14}px` });
}

canvas.addEventListener('wheel', (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.offsetX, event.offsetY);
}, { passive: false });

canvas.addEventListener('keydown', (event) => {
  const step = 60 / view.scale;
  const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
  if (by) { view.x += by[0]; view.y += by[1]; move(); event.preventDefault(); }
  if (event.key === '+' || event.key === '=') zoom(1.3);
  if (event.key === '-') zoom(1 / 1.3);
  if (event.key === '0') fit();
  if (event.key === 'Enter') {
    const away = (node) => Math.hypot(node.x - view.x, node.y - view.y);
    const middle = nodes.reduce((best, node) => (node.on && (!best || away(node) < away(best)) ? node : best), null);
    if (middle) open(middle, true);
  }
});
