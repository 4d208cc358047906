// The lines of the edges, painted into bytes: the canvas takes some ten times as long for ten thousand of them. What
// comes in: points in pixels of the screen; what goes out: a picture that lies under everything else.
// Colours are kept as the bytes of an ImageData lie in a word: red lowest.
const packed = (hex) => 0xff000000 | (parseInt(hex.slice(5, 7), 16) << 16) | (parseInt(hex.slice(3, 5), 16) << 8) | parseInt(hex.slice(1, 3), 16);
let sheet = null;
let dots = null;

// An empty picture of the size of a canvas.
function newSheet(pen, ground) {
  const { width, height } = pen.canvas;
  if (sheet?.width !== width || sheet.height !== height) {
    sheet = pen.createImageData(width, height);
    dots = new Uint32Array(sheet.data.buffer);
  }
  dots.fill(packed(ground));
}

// Lays a colour over a pixel; `part` goes from 0 to 256.
function lay(pixels, at, red, green, part) {
  const there = pixels[at], r = there & 0xff00ff, g = there & 0x00ff00;
  pixels[at] = 0xff000000 | ((r + (Math.imul(red - r, part) >> 8)) & 0xff00ff) | ((g + (Math.imul(green - g, part) >> 8)) & 0x00ff00);
}

// A straight line: for each pixel of its longer axis those of the other that it covers, wholly or in part.
// `ink` is a colour's word, `alpha` goes from 0 to 256.
function line(ax, ay, bx, by, thickness, ink, alpha) {
  const { width, height } = sheet, pixels = dots;
  const dx = bx - ax, dy = by - ay, flat = Math.abs(dx) >= Math.abs(dy);
  const long = flat ? dx : dy;
  if (!long) return;
  const slope = (flat ? dy : dx) / long, half = (thickness / 2) * Math.sqrt(1 + slope * slope);
  const start = flat ? ax : ay, first = Math.max(0, Math.ceil(Math.min(start, start + long) - 0.5));
  const last = Math.min(flat ? width : height, Math.ceil(Math.max(start, start + long) - 0.5));
  const step = flat ? 1 : width, across = flat ? width : 1, room = flat ? height : width;
  const red = ink & 0xff00ff, green = ink & 0x00ff00;
  let near = (flat ? ay : ax) + slope * (first + 0.5 - start) - half;
  for (let at = first; at < last; at += 1, near += slope) {
    const far = near + 2 * half;
    if (near < 0 || far >= room - 1) continue;
    let side = near | 0, pixel = at * step + side * across;
    let covered = side + 1 - near;
    // All but the last are covered to their end.
    for (; side + 1 < far; side += 1, pixel += across, covered = 1) lay(pixels, pixel, red, green, (covered * alpha) | 0);
    lay(pixels, pixel, red, green, ((far - Math.max(side, near)) * alpha) | 0);
  }
}

// A curve from one point to another, drawn towards a third, in as many straight lines as look round.
function curve(ax, ay, cx, cy, bx, by, thickness, ink, alpha) {
  const parts = Math.min(24, Math.ceil(Math.sqrt((Math.abs(bx - ax) + Math.abs(by - ay)) / 6)));
  let [x, y] = [ax, ay];
  for (let part = 1; part <= parts; part += 1) {
    const t = part / parts, u = 1 - t;
    const nx = u * u * ax + 2 * u * t * cx + t * t * bx, ny = u * u * ay + 2 * u * t * cy + t * t * by;
    line(x, y, nx, ny, thickness, ink, alpha);
    [x, y] = [nx, ny];
  }
}

// A circle's rim.
function ring(x, y, r, thickness, ink, alpha) {
  for (let part = 0; part < 16; part += 1) {
    const [from, to] = [part, part + 1].map((n) => (n * Math.PI) / 8);
    line(x + r * Math.cos(from), y + r * Math.sin(from), x + r * Math.cos(to), y + r * Math.sin(to), thickness, ink, alpha);
  }
}
