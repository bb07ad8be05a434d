#!/usr/bin/env python3
"""How fast the whole `onrecord extract` reads articles of some 760 words, on one core, and how much memory it takes.

  speed.py ONRECORD [ARTICLES]      (200 articles where not told otherwise; Linux, as it pins a core)

The articles are put together from those of tests/gold/attribution, each another stretch of them. Prints for both engines the
articles a second, start included, and the peak memory; run it on a machine that does nothing else."""
import json, os, subprocess, sys, tempfile, time, tomllib
from pathlib import Path

WORDS = 760
onrecord, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
gold = Path(__file__).parents[3] / "tests/gold/attribution"
lines = [line for path in sorted(gold.glob("*/*.toml")) for line in tomllib.loads(path.read_text())["text"].splitlines() if line.strip()]
with tempfile.TemporaryDirectory() as folder:
    at = 0
    for number in range(count):
        text, words = [], 0
        while words < WORDS:
            text.append(lines[at % len(lines)])
            words += len(text[-1].split())
            at += 1
        Path(folder, f"{number:05}.txt").write_text("\n\n".join(text) + "\n")
    for engine in ("full", "fast"):
        config = Path(folder, f"{engine}.toml")
        config.write_text(f'[extract]\nengine = "{engine}"\n\n[pipeline]\nworkers = 1\n')
        out = Path(folder, f"{engine}.jsonl")
        began = time.monotonic()
        with out.open("wb") as file:
            child = subprocess.Popen([onrecord, "extract", "--config", str(config), folder], stdout=file,
                                     stderr=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, {0}))
            _, status, used = os.wait4(child.pid, 0)
        seconds = time.monotonic() - began
        with out.open(encoding="utf-8") as file:
            found = sum(json.loads(line).get("kind") == "article" for line in file)
        out.unlink()
        print(f"{engine}: {found} articles, {found / seconds:.1f} articles/s on one core, "
              f"{used.ru_maxrss // 1024} MB at most (exit {os.waitstatus_to_exitcode(status)})")
