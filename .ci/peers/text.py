"""The peers of `.ci/peers/text`, one a process: `text.py PEER WORK LANGUAGE`; `articles` gathers what they read."""

import csv
import json
import os
import re
import resource
import subprocess
import sys
import time

GAZETTEER = {"people": "person", "organizations": "organization", "countries": "country", "cities": "place"}


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def articles(work, *files):
    """WORK/ar.jsonl and en.jsonl, the sample with its gold first, then what else is to be read for the speed."""
    few, more = files[: files.index("--")], files[files.index("--") + 1 :]
    sample = [a for file in few for a in lines(file)]
    gold = {g["id"]: g for g in lines("tests/gold/sample.jsonl")}
    for language in ("ar", "en"):
        mine = [a for a in sample if a["lang"] == language and a["id"] in gold]
        rest = [a for file in more for a in lines(file) if (re.search("[\u0600-\u06ff]", a["text"][:200]) is not None) == (language == "ar")]
        # A few pages say little about speed: they are read over and over.
        rest = rest or [dict(a, id=f"{a['id']}-{n}") for n in range(100) for a in mine]
        for name, rows in ((f"{language}.jsonl", rest), (f"{language}.sample.jsonl", mine), (f"{language}.gold.jsonl", [gold[a["id"]] for a in mine])):
            with open(f"{work}/{name}", "w", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def measure(name, work, language, read, found=None):
    """`read` takes texts and is timed; `found` gives an article's (type, name) pairs."""
    texts = [a["text"] for a in lines(f"{work}/{language}.jsonl")]
    size = sum(len(text.encode()) for text in texts) / 1e6
    start = cpu()
    read(texts)
    took = cpu() - start
    told = f"{name}, {language}: {size / took:.2f} MB a CPU second ({size:.1f} MB)"
    if found:
        told += f"; entities {f1(work, language, found)}"
    print(told, flush=True)


def cpu():
    of = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in of)


def f1(work, language, found):
    """As the project's own scorer counts."""
    with open(f"{work}/predicted.jsonl", "w", encoding="utf-8") as out:
        for article in lines(f"{work}/{language}.sample.jsonl"):
            pairs = dict.fromkeys(found(article["text"]))
            entities = [{"id": f"e{n}", "type": kind, "name": name} for n, (kind, name) in enumerate(pairs)]
            row = {"id": article["id"], "entities": entities, "events": [], "relations": [], "statements": []}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return score(work, language, "--predicted", f"{work}/predicted.jsonl")


def score(work, language, *what):
    command = [os.environ["KHABAR"], "eval", "--json", "--gold", f"{work}/{language}.gold.jsonl", *what]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return f"F1 {told['measures']['entity']['f1']:.2f}"


def khabar(work, language):
    command = [os.environ["KHABAR"], "extract", "--threads", "1", "--out", os.devnull]
    measure("khabar extract", work, language, lambda _: subprocess.run([*command, f"{work}/{language}.jsonl"], check=True, capture_output=True))
    print(f"khabar, {language}: entities {score(work, language, '--articles', f'{work}/{language}.sample.jsonl')}")


def camel(work, language):
    from camel_tools.tokenizers.word import simple_word_tokenize

    measure("CAMeL Tools, words alone", work, language, lambda texts: [simple_word_tokenize(text) for text in texts])


def spacy(work, language):
    import spacy as library

    pipeline = library.blank(language)
    ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    patterns = {}
    for table, kind in GAZETTEER.items():
        with open(f"data/gazetteer/{table}.tsv", encoding="utf-8", newline="") as file:
            rows = csv.DictReader((row for row in file if not row.startswith("#")), delimiter="\t")
            for row in rows:
                for column in (f"name_{language}", f"aliases_{language}", f"demonyms_{language}", "aliases"):
                    for name in filter(None, (row.get(column) or "").split("|")):
                        patterns[name] = kind
    ruler.add_patterns([{"label": kind, "pattern": name} for name, kind in patterns.items()])
    found = lambda text: [(entity.label_, entity.text) for entity in pipeline(text).ents]
    measure(f"spaCy, blank with {len(patterns)} names", work, language, lambda texts: [pipeline(text) for text in texts], found)


# Reads texts from a file of JSON and tells the CPU seconds, and what was found in each.
COMPROMISE = """
const nlp = require('compromise');
const texts = JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'));
const start = process.cpuUsage();
const found = texts.map((text) => {
  const read = nlp(text);
  return [['person', read.people()], ['place', read.places()], ['organization', read.organizations()]].flatMap(([kind, names]) => names.out('array').map((name) => [kind, name]));
});
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify({ seconds: (user + system) / 1e6, found }));
"""


def compromise(work, language):
    def run(texts):
        with open(f"{work}/texts.json", "w", encoding="utf-8") as file:
            json.dump(texts, file)
        told = subprocess.run(["node", "-e", COMPROMISE, f"{work}/texts.json"], capture_output=True, check=True)
        return json.loads(told.stdout)["found"]

    clean = lambda pairs: [(kind, name.strip(" .,;:?!\"'()")) for kind, name in pairs]
    measure("compromise", work, language, run, lambda text: clean(run([text])[0]))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
