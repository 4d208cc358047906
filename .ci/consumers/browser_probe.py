"""A browser: reads the XML as Gephi Lite does (a broken file would be cut short in silence), and works the page.

Needs Chromium; passed over with a plain message where there is none.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tally import done, tally

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=8000", "--dump-dom"]

# Runs in the page, after its own script.
WORK = """
onerror = (message) => parent.postMessage({ error: message }, '*');
const text = (code) => new TextDecoder().decode(Uint8Array.from(atob(code), (c) => c.charCodeAt(0)));
const out = {};
for (const [name, code] of Object.entries(FILES)) {
  const xml = new DOMParser().parseFromString(text(code), 'text/xml');
  const all = (tag) => [...xml.getElementsByTagName(tag)];
  out[name] = {
    broken: all('parsererror').length, nodes: all('node').length, edges: all('edge').length,
    labels: name === 'gexf' ? all('node').map((n) => n.getAttribute('label'))
      : all('node').map((n) => [...n.getElementsByTagName('data')].find((d) => d.getAttribute('key') === 'label').textContent),
  };
}
out.page = { nodes: nodes.length, edges: edges.length, labels: nodes.map((n) => n.label), found: [], quotes: 0, marks: 0 };
for (const node of nodes) {
  if (node.names[0].trim()) out.page.found.push(find(node.label).length === 30 || find(node.label).includes(node));
  showNode(node);
  for (let more; (more = document.querySelector('#dossier .more')); ) more.click();
  out.page.quotes += document.querySelectorAll('#dossier .quotes blockquote').length;
}
for (const edge of edges) {
  showEdge(edge);
  out.page.marks += document.querySelectorAll('#dossier blockquote').length;
}
// A brush shows the edges of its days, and all of the time all edges.
out.page.brush = [];
if (bars.length > 1) {
  setBrush(0, 0);
  out.page.brush.push(edges.every((edge) => edge.on === inTime(edge)), nodes.every((node) => !node.on || node.edges.some((edge) => edge.on)));
  $('until').value = bars.length - 1;
  $('until').dispatchEvent(new Event('input'));
  out.page.brush.push(brush === null, shown.edges === edges.length);
}
// Boxes hide kinds; keys find the search, open and close a dossier; the way back opens it again.
out.page.hands = [];
const press = (key, on = document) => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
if (nodes.length) {
  const kind = nodes[0].node_kind, box = $('filters').querySelector('input');
  box.click();
  out.page.hands.push(nodes.some((node) => !node.on), shown.nodes < nodes.length);
  box.click();
  out.page.hands.push(nodes.every((node) => node.on));
  press('/');
  $('search').value = nodes[0].label;
  $('search').dispatchEvent(new Event('input'));
  out.page.hands.push(document.activeElement === $('search'), !$('results').hidden);
  press('Escape');
  out.page.hands.push($('results').hidden);
  open(nodes[0]);
  out.page.hands.push(!$('dossier').hidden, decodeURIComponent(location.hash.slice(1)) === nodes[0].id);
  press('Escape');
  out.page.hands.push($('dossier').hidden, location.hash === '');
  press('Enter', canvas);
  out.page.hands.push(!$('dossier').hidden);
}
// How good the communities are, and how exact betweenness is, can be read.
const told = data.graph.measures;
out.page.hands.push(!told || (told.betweenness_error > 0) === $('filters').textContent.includes('95 %'));
out.page.hands.push(!told || $('filters').textContent.includes(told.modularity.toFixed(2)));
const light = getComputedStyle(document.body).backgroundColor;
$('theme').click();
out.page.hands.push(getComputedStyle(document.body).backgroundColor !== light);
out.page.hands.push([...document.querySelectorAll('button, input, canvas')].every((e) => e.textContent || e.ariaLabel || e.closest('label')));
speak(WORDS.ar);
out.page.dir = document.documentElement.dir;
out.page.scripts = document.scripts.length;
parent.postMessage(out, '*');
"""

# Opens page after page in a frame, and leaves behind what each of them told.
FRAMES = """<!doctype html><pre id="out"></pre><script>
const pages = PAGES, told = {};
function next() {
  const name = pages.shift(), frame = document.createElement('iframe');
  if (!name) {
    const bytes = new TextEncoder().encode(JSON.stringify(told));
    document.getElementById('out').textContent = btoa([...bytes].map((c) => String.fromCharCode(c)).join(''));
    return;
  }
  frame.width = 1200;
  frame.height = 800;
  frame.src = `${name}.html`;
  onmessage = (message) => { told[name] = message.data; frame.remove(); next(); };
  document.body.append(frame);
}
next();
</script>
"""


def main(expected, *folders):
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("browser: passed over, there is no Chromium")
        return
    with tempfile.TemporaryDirectory() as room:
        names = [os.path.basename(folder) for folder in folders]
        for folder, name in zip(folders, names):
            write(folder, f"{room}/{name}.html")
        with open(f"{room}/frames.html", "w", encoding="utf-8") as frames:
            frames.write(FRAMES.replace("PAGES", json.dumps(names)))
        command = [browser, *FLAGS, f"--user-data-dir={room}/profile", f"file://{room}/frames.html"]
        dom = subprocess.run(command, capture_output=True, text=True, timeout=150).stdout
    told = re.search('<pre id="out">([^<]+)</pre>', dom)
    told = json.loads(base64.b64decode(told[1])) if told else {}
    for folder, name in zip(folders, names):
        compare(folder, json.load(open(f"{expected}/{name}/expected.json", encoding="utf-8")), told.get(name))
    done()


def write(folder, file):
    """The page with the probe's script, and the XML files within it."""
    files = {}
    for name, xml in (("gexf", "graph.gexf"), ("graphml", "graph.graphml")):
        files[name] = base64.b64encode(open(f"{folder}/{xml}", "rb").read()).decode()
    page = open(f"{folder}/graph.html", encoding="utf-8").read()
    work = f"<script>\nconst FILES = {json.dumps(files)};\n{WORK}</script>\n</html>"
    with open(file, "w", encoding="utf-8") as copy:
        copy.write(page.replace("</html>\n", work) if page.endswith("</html>\n") else page + work)


def compare(folder, want, got):
    count = tally("browser", folder)
    error = "no answer" if got is None else got.get("error")
    count.same("the page works", error, None)
    if error:
        return
    labels = [node["label"] for node in want["nodes"]]
    for name in ("gexf", "graphml"):
        count.same(f"{name} broken", got[name]["broken"], 0)
    for name in ("gexf", "graphml", "page"):
        count.same(f"{name} nodes", got[name]["nodes"], len(labels))
        count.same(f"{name} edges", got[name]["edges"], len(want["edges"]))
        for label, wanted in zip(got[name]["labels"], labels):
            count.same(f"{name} label", label, wanted)
    links = json.load(open(f"{folder}/graph.json", encoding="utf-8"))
    count.same("every name is found", all(got["page"]["found"]), True)
    count.same("sentences", got["page"]["marks"], sum(len(link["evidence"]) for link in links["links"]))
    count.same("quotes", got["page"]["quotes"], len(links["graph"]["statements"]))
    for part in ("brush", "hands"):
        for number, works in enumerate(got["page"][part]):
            count.same(f"{part} {number}", works, True)
    count.same("dir", got["page"]["dir"], "rtl")
    # The data, the page's script and the probe's: no text has become a script.
    count.same("scripts", got["page"]["scripts"], 3)


if __name__ == "__main__":
    main(*sys.argv[1:])
