// The timeline: how much happened when, and a brush to choose a time. Two sliders, for keys and screen readers, and a
// drag across the bars, which runs with the writing.
const dated = edges.filter((edge) => edge.from !== null || edge.to !== null);
const BARS = 120;
// Days, weeks, months or years: the finest that gives no more bars than these.
let bars = [];
{
  const starts = dated.map((edge) => edge.from ?? edge.to).sort((a, b) => a - b);
  let [low, high] = [starts[0], starts.at(-1)];
  // A day of long ago, or one misread, would leave no room for all the others: the outer hundredths then share the first
  // and the last bar.
  const [early, late] = [0.01, 0.99].map((share) => starts[Math.round((starts.length - 1) * share)]);
  const cut = { early: false, late: false };
  if (early < late && late - early < (high - low) / 2) [cut.early, cut.late, low, high] = [low < early, late < high, early, late];
  const date = (number) => new Date(number * DAY);
  const steps = [
    (d) => d + 1,
    (d) => d + 7,
    (d) => Date.UTC(date(d).getUTCFullYear(), date(d).getUTCMonth() + 1, 1) / DAY,
    (d) => Date.UTC(date(d).getUTCFullYear() + 1, 0, 1) / DAY,
    (d) => Date.UTC(date(d).getUTCFullYear() + 10, 0, 1) / DAY,
  ];
  const sizes = [1, 7, 30.4, 365.2, 3652];
  const level = Math.max(0, sizes.findIndex((size) => (high - low) / size <= BARS));
  let start = low;
  if (level === 2) start = Date.UTC(date(low).getUTCFullYear(), date(low).getUTCMonth(), 1) / DAY;
  if (level > 2) start = Date.UTC(date(low).getUTCFullYear(), 0, 1) / DAY;
  for (; dated.length && start <= high && bars.length < 2 * BARS; start = steps[level](start)) bars.push({ from: start, to: steps[level](start) - 1, count: 0 });
  let at = 0;
  for (const begin of starts) {
    while (at + 1 < bars.length && bars[at + 1].from <= begin) at += 1;
    bars[at].count += 1;
  }
  if (cut.early) Object.assign(bars[0], { from: -Infinity });
  if (cut.late) Object.assign(bars.at(-1), { to: Infinity });
}

const iso = (number) => new Date(number * DAY).toISOString().slice(0, 10);
// The days from the first of one bar to the last of another, each of which may be open.
function daysOf(first, last) {
  if (first.from === -Infinity && last.to === Infinity) return '';
  if (first.from === -Infinity) return `≤ ${day(iso(last.to))}`;
  return last.to === Infinity ? `≥ ${day(iso(first.from))}` : days(iso(first.from), iso(last.to));
}

function drawTime() {
  $('time').hidden = bars.length < 2;
  const most = bars.reduce((a, bar) => Math.max(a, bar.count), 1);
  $('bars').replaceChildren(...bars.map((bar) => {
    const column = make('i', { title: `${daysOf(bar, bar)}: ${bar.count}` });
    column.style.height = `${bar.count ? 6 + (94 * bar.count) / most : 0}%`;
    return column;
  }));
  for (const id of ['since', 'until']) {
    $(id).max = bars.length - 1;
    $(id).setAttribute('aria-label', word(id));
  }
  if (!brush) Object.assign($('since'), { value: 0 }) && Object.assign($('until'), { value: bars.length - 1 });
  showBrush();
}

function showBrush() {
  if (!bars.length) return;
  const [low, high] = [Number($('since').value), Number($('until').value)];
  $('brush').hidden = !brush;
  $('brush').style.insetInlineStart = `${(100 * low) / bars.length}%`;
  $('brush').style.insetInlineEnd = `${(100 * (bars.length - 1 - high)) / bars.length}%`;
  [...$('bars').children].forEach((column, n) => column.classList.toggle('in', n >= low && n <= high));
  $('span').textContent = `${word('time')}: ${daysOf(bars[low], bars[high]) || word('always')}`;
  $('since').setAttribute('aria-valuetext', daysOf(bars[low], bars[low]));
  $('until').setAttribute('aria-valuetext', daysOf(bars[high], bars[high]));
  $('always').disabled = !brush;
}

function setBrush(low, high) {
  const [a, b] = [Math.max(0, Math.min(low, high)), Math.min(bars.length - 1, Math.max(low, high))];
  $('since').value = a;
  $('until').value = b;
  // All of it is no choice: what has no date stays.
  brush = a === 0 && b === bars.length - 1 ? null : [bars[a].from, bars[b].to];
  showBrush();
  changed();
}

$('since').addEventListener('input', () => setBrush(Math.min($('since').value, $('until').value), Number($('until').value)));
$('until').addEventListener('input', () => setBrush(Number($('since').value), Math.max($('since').value, $('until').value)));
$('always').addEventListener('click', () => setBrush(0, bars.length - 1));

// The bar under the pointer, from the side where the writing begins.
function barAt(event) {
  const box = $('track').getBoundingClientRect();
  const along = words.dir === 'rtl' ? box.right - event.clientX : event.clientX - box.left;
  return Math.min(bars.length - 1, Math.max(0, Math.floor((along / box.width) * bars.length)));
}
let grasp = null;
$('track').addEventListener('pointerdown', (event) => {
  if (event.target.tagName === 'INPUT') return;
  const [low, high] = [Number($('since').value), Number($('until').value)];
  const at = barAt(event);
  $('track').setPointerCapture(event.pointerId);
  // Inside the brush it is moved as it is; elsewhere a new one begins.
  grasp = brush && at >= low && at <= high ? { at, low, high } : { at };
});
$('track').addEventListener('pointermove', (event) => {
  if (!grasp) return;
  const at = barAt(event);
  if (grasp.low === undefined) return setBrush(grasp.at, at);
  const by = Math.min(bars.length - 1 - grasp.high, Math.max(-grasp.low, at - grasp.at));
  setBrush(grasp.low + by, grasp.high + by);
});
for (const end of ['pointerup', 'pointercancel']) $('track').addEventListener(end, () => { grasp = null; });
