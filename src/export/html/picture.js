// The picture: a canvas to pan and zoom. Edges are drawn colour by colour, labels where there is room, the important
// ones first. A picture that takes long is painted when the hand rests; until then its last state is moved about.
const canvas = document.getElementById('picture');
const screen = canvas.getContext('2d');
const store = document.createElement('canvas');
const pen = store.getContext('2d');
const view = { x: 0, y: 0, scale: 1 };
const painted = { x: 0, y: 0, scale: 0, width: 0, height: 0, took: 0 };
// The node whose dossier is open, and the edges to bring forward with it.
let selected = null;
let lit = [];
let colours = 'kind';
let touched = false;
let waiting = false;
let later = 0;

const FONT = '"Noto Sans Arabic","Noto Sans","Segoe UI","Geeza Pro",Tahoma,system-ui,sans-serif';
// Okabe and Ito; from the ninth community on, grey.
const PALETTE = ['#e69f00', '#56b4e9', '#009e73', '#d55e00', '#0072b2', '#cc79a7', '#b3a900', '#8c564b'];
const colour = (node) => (colours === 'kind' ? node.color : PALETTE[node.community] ?? '#999999');
// Milliseconds from which on a picture is slow; lines to a stroke, as very many at once take longer than some at a
// time; lines up to which they are curved; lines at most, the heaviest, as more of them are only a grey ground.
const [SLOW, BATCH, CURVES, LINES] = [25, 128, 8000, 25000];
const heaviest = [...edges].sort((a, b) => b.weight - a.weight);

const place = (node) => [(node.x - view.x) * view.scale + canvas.clientWidth / 2, (view.y - node.y) * view.scale + canvas.clientHeight / 2];
const radius = (node) => Math.max(2, node.size * Math.min(view.scale, 2.5));
const bend = (ax, ay, bx, by) => [(ax + bx) / 2 + (by - ay) * 0.12, (ay + by) / 2 - (bx - ax) * 0.12];
const thickness = (edge) => Math.min(4, Math.ceil(Math.sqrt(edge.weight))) * 0.8;

function fit() {
  touched = false;
  if (!nodes.length) return draw();
  const span = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const [[left, right], [low, high]] = [span(nodes.map((node) => node.x)), span(nodes.map((node) => node.y))];
  Object.assign(view, { x: (left + right) / 2, y: (low + high) / 2 });
  view.scale = Math.max(0.001, Math.min((canvas.clientWidth - 120) / Math.max(right - left, 1), (canvas.clientHeight - 80) / Math.max(high - low, 1), 4));
  draw();
}

function zoom(factor, px = canvas.clientWidth / 2, py = canvas.clientHeight / 2) {
  const [dx, dy] = [px - canvas.clientWidth / 2, py - canvas.clientHeight / 2];
  const scale = Math.min(60, Math.max(0.001, view.scale * factor));
  view.x += dx / view.scale - dx / scale;
  view.y -= dy / view.scale - dy / scale;
  view.scale = scale;
  move();
}

// The picture has changed.
function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; paint(); show(); });
}

// The view was changed by hand.
function move() {
  touched = true;
  if (painted.took < SLOW) return draw();
  clearTimeout(later);
  later = setTimeout(draw, 120);
  if (!waiting) requestAnimationFrame(show);
}

// Puts what was painted where the view is now, in a window that may have another size now.
function show() {
  if (!painted.scale) return;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((length) => Math.max(1, Math.round(length * ratio)));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const grow = view.scale / painted.scale;
  screen.setTransform(1, 0, 0, 1, 0, 0);
  screen.clearRect(0, 0, canvas.width, canvas.height);
  const x = ((painted.x - view.x) * view.scale + (canvas.clientWidth - painted.width * grow) / 2) * ratio;
  const y = ((view.y - painted.y) * view.scale + (canvas.clientHeight - painted.height * grow) / 2) * ratio;
  screen.setTransform(grow, 0, 0, grow, x, y);
  screen.drawImage(store, 0, 0);
}

function paint() {
  const start = performance.now();
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  Object.assign(store, { width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) });
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const style = getComputedStyle(document.documentElement);
  const [ink, ground] = ['--ink', '--ground'].map((name) => style.getPropertyValue(name).trim());
  const near = selected && new Set([selected, ...lit.filter((edge) => edge.on).flatMap((edge) => [edge.source, edge.target])]);
  const inside = (x, y, r) => x > -r && y > -r && x < width + r && y < height + r;
  paintEdges(width, height, ink);
  paintNodes(near, inside, ink, ground);
  paintLabels(near, inside, ink, ground);
  Object.assign(painted, view, { width, height, took: performance.now() - start });
}

function path(edge, curved) {
  const [ax, ay] = place(edge.source), [bx, by] = place(edge.target);
  if (edge.source === edge.target) {
    const r = radius(edge.source);
    pen.moveTo(ax + r, ay - r * 1.5);
    pen.arc(ax, ay - r * 1.5, r, 0, 7);
    return;
  }
  pen.moveTo(ax, ay);
  if (curved) pen.quadraticCurveTo(...bend(ax, ay, bx, by), bx, by);
  else pen.lineTo(bx, by);
}

function paintEdges(width, height, ink) {
  const strokes = new Map();
  let count = 0;
  for (const edge of heaviest) {
    if (!edge.on) continue;
    const [ax, ay] = place(edge.source), [bx, by] = place(edge.target);
    if (Math.max(ax, bx) < 0 || Math.min(ax, bx) > width || Math.max(ay, by) < 0 || Math.min(ay, by) > height) continue;
    const key = `${colour(edge.source)} ${thickness(edge)}`;
    if (!strokes.has(key)) strokes.set(key, []);
    strokes.get(key).push(edge);
    if ((count += 1) >= LINES) break;
  }
  pen.globalAlpha = selected ? 0.1 : count > CURVES ? 0.2 : 0.35;
  for (const [key, list] of strokes) {
    [pen.strokeStyle, pen.lineWidth] = key.split(' ');
    for (let from = 0; from < list.length; from += BATCH) {
      pen.beginPath();
      for (const edge of list.slice(from, from + BATCH)) path(edge, count < CURVES);
      pen.stroke();
    }
  }
  if (!selected) return;
  pen.globalAlpha = 0.9;
  pen.strokeStyle = pen.fillStyle = ink;
  for (const edge of lit.filter((edge) => edge.on)) {
    pen.lineWidth = thickness(edge) * 1.3;
    pen.beginPath();
    path(edge, true);
    pen.stroke();
    if (!edge.facts[0].symmetric && edge.source !== edge.target) arrow(edge);
  }
}

// At the edge of the circle that it leads to.
function arrow(edge) {
  const [ax, ay] = place(edge.source), [bx, by] = place(edge.target);
  const [cx, cy] = bend(ax, ay, bx, by);
  const length = Math.hypot(bx - cx, by - cy) || 1;
  const [ux, uy] = [(bx - cx) / length, (by - cy) / length];
  const r = radius(edge.target) + 1;
  const [x, y] = [bx - ux * r, by - uy * r];
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - ux * 9 - uy * 4, y - uy * 9 + ux * 4);
  pen.lineTo(x - ux * 9 + uy * 4, y - uy * 9 - ux * 4);
  pen.fill();
}

function paintNodes(near, inside, ink, ground) {
  const fills = new Map();
  for (const node of byWeight) {
    if (!node.on || !inside(...place(node), radius(node))) continue;
    const key = `${near && !near.has(node) ? 0.15 : 1} ${colour(node)} ${radius(node) > 2 ? 'round' : 'small'}`;
    if (!fills.has(key)) fills.set(key, []);
    fills.get(key).push(node);
  }
  pen.strokeStyle = ground;
  pen.lineWidth = 1;
  for (const [key, list] of fills) {
    const [alpha, fill, shape] = key.split(' ');
    Object.assign(pen, { globalAlpha: alpha, fillStyle: fill });
    if (shape === 'small') {
      for (const node of list) { const [x, y] = place(node); pen.fillRect(x - 1.5, y - 1.5, 3, 3); }
      continue;
    }
    pen.beginPath();
    for (const node of list) {
      const [x, y] = place(node), r = radius(node);
      pen.moveTo(x + r, y);
      pen.arc(x, y, r, 0, 7);
    }
    pen.fill();
    pen.stroke();
  }
  pen.globalAlpha = 1;
  if (!selected?.on) return;
  pen.strokeStyle = ink;
  pen.lineWidth = 3;
  pen.beginPath();
  pen.arc(...place(selected), radius(selected) + 1, 0, 7);
  pen.stroke();
}

// A label's text, and its width at a size of one.
function label(node) {
  if (!node.text) {
    node.text = node.label.length > 40 ? `${node.label.slice(0, 39)}…` : node.label;
    pen.font = `20px ${FONT}`;
    node.textWidth = pen.measureText(node.text).width / 20;
  }
  return node.text;
}

function paintLabels(near, inside, ink, ground) {
  const taken = [];
  pen.textAlign = 'center';
  pen.lineJoin = 'round';
  pen.strokeStyle = ground;
  pen.fillStyle = ink;
  pen.lineWidth = 3;
  let left = 1500;
  const candidates = near ? [selected, ...byWeight.filter((node) => near.has(node))] : byWeight;
  for (const node of candidates) {
    const [x, y] = place(node), r = radius(node);
    if (!node.on || !inside(x, y, r)) continue;
    if (taken.length >= 300 || (left -= 1) < 0) break;
    const text = label(node), size = Math.min(20, 11 + r * 0.25);
    const half = (node.textWidth * size) / 2;
    const box = [x - half, y + r, x + half, y + r + size * 1.3];
    if (taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) continue;
    taken.push(box);
    pen.font = `${node === selected ? 'bold ' : ''}${size}px ${FONT}`;
    pen.direction = /^[^a-z\u0590-\u08ff]*[\u0590-\u08ff]/i.test(text) ? 'rtl' : 'ltr';
    pen.strokeText(text, x, y + r + size);
    pen.fillText(text, x, y + r + size);
  }
}
