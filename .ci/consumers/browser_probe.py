"""A browser: reads the XML as Gephi Lite does (a broken file would be cut short in silence), and works the page.

Needs Chromium; passed over with a plain message where there is none.
"""

import base64
import json
import re
import shutil
import subprocess
import sys
import tempfile

from tally import Tally, expected

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=8000", "--dump-dom"]

# Runs in the page, after its own script.
WORK = """
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
const light = getComputedStyle(document.body).backgroundColor;
$('theme').click();
out.page.hands.push(getComputedStyle(document.body).backgroundColor !== light);
out.page.hands.push([...document.querySelectorAll('button, input, canvas')].every((e) => e.textContent || e.ariaLabel || e.closest('label')));
speak(WORDS.ar);
out.page.dir = document.documentElement.dir;
out.page.scripts = document.scripts.length;
document.body.innerHTML = '<pre id="out"></pre>';
document.getElementById('out').textContent = btoa([...new TextEncoder().encode(JSON.stringify(out))].map((c) => String.fromCharCode(c)).join(""));
"""


def main(folder, out):
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("browser: passed over, there is no Chromium")
        return 0
    want, tally = expected(out), Tally("browser")
    files = {}
    for name, file in (("gexf", "graph.gexf"), ("graphml", "graph.graphml")):
        files[name] = base64.b64encode(open(f"{folder}/{file}", "rb").read()).decode()
    page = open(f"{folder}/graph.html", encoding="utf-8").read()
    work = f"<script>\nconst FILES = {json.dumps(files)};\n{WORK}</script>\n</html>"
    with tempfile.TemporaryDirectory() as room:
        with open(f"{room}/page.html", "w", encoding="utf-8") as copy:
            copy.write(page.replace("</html>\n", work) if page.endswith("</html>\n") else page + work)
        command = [browser, *FLAGS, f"--user-data-dir={room}/profile", f"file://{room}/page.html"]
        dom = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    found = re.search('<pre id="out">([^<]*)</pre>', dom)
    tally.same("the page works", bool(found), True)
    if found:
        got = json.loads(base64.b64decode(found[1]))
        labels = [node["label"] for node in want["nodes"]]
        for name in ("gexf", "graphml"):
            tally.same(f"{name} broken", got[name]["broken"], 0)
        for name in ("gexf", "graphml", "page"):
            tally.same(f"{name} nodes", got[name]["nodes"], len(labels))
            tally.same(f"{name} edges", got[name]["edges"], len(want["edges"]))
            for label, wanted in zip(got[name]["labels"], labels):
                tally.same(f"{name} label", label, wanted)
        links = json.load(open(f"{folder}/graph.json", encoding="utf-8"))
        tally.same("every name is found", all(got["page"]["found"]), True)
        tally.same("sentences", got["page"]["marks"], sum(len(link["evidence"]) for link in links["links"]))
        tally.same("quotes", got["page"]["quotes"], len(links["graph"]["statements"]))
        for number, works in enumerate(got["page"]["brush"]):
            tally.same(f"brush {number}", works, True)
        for number, works in enumerate(got["page"]["hands"]):
            tally.same(f"hands {number}", works, True)
        tally.same("dir", got["page"]["dir"], "rtl")
        # The data, the page's script and the probe's: no text has become a script.
        tally.same("scripts", got["page"]["scripts"], 3)
    return tally.done()


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
