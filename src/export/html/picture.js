// The picture: a canvas to pan and zoom; labels where there is room, the important ones first.
const canvas = document.getElementById('picture');
const pen = canvas.getContext('2d');
const order = [...nodes].sort((a, b) => b.weight - a.weight);
const view = { x: 0, y: 0, scale: 1 };
let selected = null;
let waiting = false;

const place = (node) => [(node.x - view.x) * view.scale + canvas.clientWidth / 2, (view.y - node.y) * view.scale + canvas.clientHeight / 2];
const radius = (node) => Math.max(2, node.size * Math.min(view.scale, 2.5));

function fit() {
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const [left, right, low, high] = [xs, ys].flatMap((v) => [v.reduce((a, b) => Math.min(a, b), Infinity), v.reduce((a, b) => Math.max(a, b), -Infinity)]);
  if (!nodes.length) return draw();
  Object.assign(view, { x: (left + right) / 2, y: (low + high) / 2 });
  view.scale = Math.min((canvas.clientWidth - 120) / Math.max(right - left, 1), (canvas.clientHeight - 80) / Math.max(high - low, 1), 4);
  draw();
}

function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; paint(); });
}

function paint() {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const style = getComputedStyle(document.documentElement);
  const [ink, ground] = ['--ink', '--ground'].map((name) => style.getPropertyValue(name).trim());
  const near = selected && new Set([selected, ...selected.edges.flatMap((edge) => [edge.source, edge.target])]);
  for (const edge of edges) {
    if (!shownEdge(edge)) continue;
    const [ax, ay] = place(edge.source), [bx, by] = place(edge.target);
    if (Math.max(ax, bx) < 0 || Math.min(ax, bx) > width || Math.max(ay, by) < 0 || Math.min(ay, by) > height) continue;
    const mine = selected && (edge.source === selected || edge.target === selected);
    pen.globalAlpha = mine ? 0.9 : selected ? 0.08 : 0.3;
    pen.strokeStyle = mine ? ink : edge.source.color;
    pen.lineWidth = Math.min(4, Math.sqrt(edge.weight)) * (mine ? 1.4 : 0.8);
    pen.beginPath();
    if (edge.source === edge.target) pen.arc(ax, ay - radius(edge.source) * 1.5, radius(edge.source), 0, 7);
    else { pen.moveTo(ax, ay); pen.quadraticCurveTo((ax + bx) / 2 + (by - ay) * 0.12, (ay + by) / 2 - (bx - ax) * 0.12, bx, by); }
    pen.stroke();
  }
  const taken = [];
  const labels = [];
  for (let n = order.length - 1; n >= 0; n -= 1) {
    const node = order[n], [x, y] = place(node), r = radius(node);
    if (!shownNode(node) || x < -r || y < -r || x > width + r || y > height + r) continue;
    pen.globalAlpha = near && !near.has(node) ? 0.15 : 1;
    pen.fillStyle = node.color;
    pen.strokeStyle = node === selected ? ink : ground;
    pen.lineWidth = node === selected ? 3 : 1;
    pen.beginPath();
    pen.arc(x, y, r, 0, 7);
    pen.fill();
    pen.stroke();
    if (!near || near.has(node)) labels.push([node, x, y, r]);
  }
  pen.globalAlpha = 1;
  pen.textAlign = 'center';
  pen.lineJoin = 'round';
  // The important ones were drawn last, above the rest, and are labelled first.
  for (const [node, x, y, r] of labels.reverse().slice(0, 400)) {
    const size = Math.min(20, 11 + r * 0.25);
    pen.font = `${node === selected ? 'bold ' : ''}${size}px "Noto Sans Arabic","Noto Sans","Segoe UI",Tahoma,system-ui,sans-serif`;
    const text = node.label.length > 40 ? `${node.label.slice(0, 39)}…` : node.label;
    const half = pen.measureText(text).width / 2;
    const box = [x - half, y + r, x + half, y + r + size * 1.3];
    if (taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) continue;
    taken.push(box);
    pen.direction = /[\u0590-\u08ff]/.test(text) ? 'rtl' : 'ltr';
    pen.strokeStyle = ground;
    pen.lineWidth = 3;
    pen.strokeText(text, x, y + r + size);
    pen.fillStyle = ink;
    pen.fillText(text, x, y + r + size);
  }
}

function nodeAt(px, py) {
  for (const node of order) {
    const [x, y] = place(node);
    if (shownNode(node) && Math.hypot(px - x, py - y) <= Math.max(radius(node), 8)) return node;
  }
  return null;
}

function edgeAt(px, py) {
  let best = null, least = 6;
  for (const edge of edges) {
    if (!shownEdge(edge)) continue;
    const [ax, ay] = place(edge.source), [bx, by] = place(edge.target);
    const [cx, cy] = [(ax + bx) / 2 + (by - ay) * 0.12, (ay + by) / 2 - (bx - ax) * 0.12];
    for (let t = 0.1; t < 1; t += 0.05) {
      const u = 1 - t;
      const distance = Math.hypot(u * u * ax + 2 * u * t * cx + t * t * bx - px, u * u * ay + 2 * u * t * cy + t * t * by - py);
      if (distance < least) [best, least] = [edge, distance];
    }
  }
  return best;
}

function zoom(factor, px = canvas.clientWidth / 2, py = canvas.clientHeight / 2) {
  const [dx, dy] = [(px - canvas.clientWidth / 2) / view.scale, (py - canvas.clientHeight / 2) / view.scale];
  view.scale = Math.min(60, Math.max(0.005, view.scale * factor));
  view.x += dx - (px - canvas.clientWidth / 2) / view.scale;
  view.y -= dy - (py - canvas.clientHeight / 2) / view.scale;
  draw();
}

let grip = null;
canvas.addEventListener('pointerdown', (event) => {
  canvas.setPointerCapture(event.pointerId);
  grip = { x: event.offsetX, y: event.offsetY, moved: false };
});
canvas.addEventListener('pointermove', (event) => {
  if (!grip) return;
  const [dx, dy] = [event.offsetX - grip.x, event.offsetY - grip.y];
  if (!grip.moved && Math.hypot(dx, dy) < 4) return;
  view.x -= dx / view.scale;
  view.y += dy / view.scale;
  grip = { x: event.offsetX, y: event.offsetY, moved: true };
  draw();
});
canvas.addEventListener('pointerup', (event) => {
  const click = grip && !grip.moved;
  grip = null;
  if (!click) return;
  const node = nodeAt(event.offsetX, event.offsetY);
  const edge = node ? null : edgeAt(event.offsetX, event.offsetY);
  if (node) showNode(node);
  else if (edge) showEdge(edge);
  else hideDossier();
});
canvas.addEventListener('wheel', (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY * 0.0015), event.offsetX, event.offsetY);
}, { passive: false });
canvas.addEventListener('keydown', (event) => {
  const step = 60 / view.scale;
  const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
  if (move) { view.x += move[0]; view.y += move[1]; draw(); event.preventDefault(); }
  if (event.key === '+' || event.key === '=') zoom(1.3);
  if (event.key === '-') zoom(1 / 1.3);
});
new ResizeObserver(draw).observe(canvas);
