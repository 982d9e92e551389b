#!/usr/bin/env python3
"""Stops commands at many moments, as Ctrl-C does, and looks at what is left.

Usage: scripts/check_stops.py [PROGRAM] [--rows N] [--moments K]

Founds a collaboration on a database of N rows, and sends SIGINT and SIGTERM in turn, at K moments
spread over their time, to found --from, join, seal, export, import, import --dry-run, verify and sync.
Each ends with 130 or 143, a sentence and a hint, with everything as it was; or had finished. No file is
left behind, and the same command then does all of its work. Exit status 1 when any of it does not hold.
"""

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIGNALS = (signal.SIGINT, signal.SIGTERM)
STARTING = 0.1  # seconds that the system may need to load the program


class Scene:
    """A folder that every run begins with anew."""

    def __init__(self, program, root):
        self.program, self.root = program, root
        self.start, self.now = root / "start", root / "now"
        self.start.mkdir()
        self.files = self.now / "files"
        self.faults = []
        self.environment = dict(
            os.environ, LANG="en_GB.UTF-8", SAMBAND_HOME=str(self.now / "home"),
            TMPDIR=str(self.now / "tmp"))

    def reset(self):
        shutil.rmtree(self.now, ignore_errors=True)
        shutil.copytree(self.start, self.now)
        for name in ("files", "home", "tmp"):
            (self.now / name).mkdir(exist_ok=True)

    def keep(self):
        shutil.rmtree(self.start)
        shutil.copytree(self.now, self.start)

    def run(self, *words):
        return subprocess.run(
            [self.program, *words], cwd=self.files, env=self.environment, capture_output=True,
            text=True)

    def expect(self, *words):
        done = self.run(*words)
        if done.returncode != 0:
            sys.exit(f"error: {' '.join(words)}: {done.returncode}\n{done.stderr}")
        return done.stdout

    def sql(self, name, text):
        subprocess.run(["sqlite3", "-bail", self.files / name, text], check=True)

    def contents(self):
        """Every file with what it says; a replica by what its tables show and its log holds."""
        found = {}
        for path in sorted(self.now.rglob("*")):
            name = str(path.relative_to(self.now))
            if path.is_dir() or name.endswith(("-wal", "-shm")):
                continue
            if name.endswith(".sqlite"):
                # Asking brings what was in the write-ahead log into view.
                dump = subprocess.run(
                    ["sqlite3", path, "PRAGMA integrity_check", ".dump"], check=True,
                    capture_output=True).stdout
            else:
                dump = path.read_bytes()
            found[name] = hashlib.sha256(dump).hexdigest()
        return found


def stop(scene, words, moments):
    """Stops one command at moments of its time; returns how often it was stopped."""
    scene.reset()
    before = scene.contents()
    began = time.monotonic()
    scene.expect(*words)
    duration = time.monotonic() - began
    stopped, slowest = 0, 0.0
    for moment in range(moments):
        scene.reset()
        number = SIGNALS[moment % 2]
        process = subprocess.Popen(
            [scene.program, *words], cwd=scene.files, env=scene.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        started = time.monotonic()
        time.sleep(duration * (moment + 0.5) / moments)
        sent = time.monotonic()
        process.send_signal(number)
        errors = process.communicate()[1]
        slowest = max(slowest, time.monotonic() - sent)
        what = f"{' '.join(words[:2])} at {moment + 0.5} of {moments}"
        if process.returncode == 0:
            continue
        if process.returncode == -number and sent - started < STARTING:
            # It had not begun to take signals, nor to do anything.
            pass
        elif process.returncode != 128 + number:
            scene.faults.append(f"{what}: exit status {process.returncode}\n{errors}")
        elif "error: Stopped" not in errors or "hint: " not in errors:
            scene.faults.append(f"{what}: it said {errors!r}")
        stopped += 1
        after = scene.contents()
        for name in sorted(set(before) | set(after)):
            if before.get(name) != after.get(name) and not is_progress(words, name, before, after):
                scene.faults.append(f"{what}: {name} is {describe(before, after, name)}")
        again = scene.run(*words)
        if again.returncode != 0:
            scene.faults.append(f"{what}: then {again.returncode}\n{again.stderr}")
        for replica in scene.files.glob("[kp]*.sqlite"):
            checked = scene.run("verify", "--replica", replica.name)
            if checked.returncode != 0:
                scene.faults.append(f"{what}: verify {replica.name}\n{checked.stdout}")
    print(f"{' '.join(words[:2]):28} {duration:6.2f} s, stopped {stopped:3} of {moments}, "
          f"at most {slowest:4.2f} s later", flush=True)
    return stopped


def is_progress(words, name, before, after):
    """Whether a replica has sealed or taken in whole what a longer command does first.

    What was sealed is also written down beside the key.
    """
    if words[0] not in ("export", "sync", "verify"):
        return False
    return name.endswith(".machine.json") or (
        name.endswith(".sqlite") and name in before and name in after)


def describe(before, after, name):
    return "left behind" if name not in before else "gone" if name not in after else "changed"


def prepare(scene, rows):
    scene.reset()
    scene.sql(
        "old.sqlite",
        "CREATE TABLE plant(id INTEGER PRIMARY KEY, name TEXT NOT NULL, bed TEXT, amount INTEGER);"
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
        "INSERT INTO plant SELECT i, 'plant ' || i, hex(i * 7919), i % 13 FROM n")
    scene.keep()


FOUND = ("found", "kari.sqlite", "--from", "old.sqlite", "--name", "Hagelaget", "--coordinator",
         "kari=Kari", "--member", "per=Per", "--charter-out", "charter.json", "--language", "en")
JOIN = ("join", "charter.json", "per.sqlite", "--member", "per", "--request-out", "per.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", default=".build/release/samband")
    parser.add_argument("--rows", type=int, default=30_000)
    parser.add_argument("--moments", type=int, default=8)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="samband-stops-") as folder:
        scene = Scene(os.path.abspath(arguments.program), Path(folder))
        prepare(scene, arguments.rows)
        total = stop(scene, FOUND, arguments.moments)
        scene.reset()
        scene.expect(*FOUND)
        scene.keep()
        total += stop(scene, JOIN, min(arguments.moments, 4))
        scene.reset()
        scene.expect(*JOIN)
        scene.expect("admit", "per.json", "--yes", "--replica", "kari.sqlite")
        scene.keep()
        total += stop(scene, ("export", "-o", "out", "--replica", "kari.sqlite"),
                      arguments.moments)
        scene.reset()
        scene.expect("export", "-o", "out", "--replica", "kari.sqlite")
        scene.keep()
        for words in [("import", "out"), ("import", "out", "--dry-run"), ("sync", "out")]:
            total += stop(scene, (*words, "--replica", "per.sqlite"), arguments.moments)
        scene.reset()
        scene.expect("import", "out", "--replica", "per.sqlite")
        scene.sql("per.sqlite", "UPDATE plant SET amount = amount + 1")
        scene.keep()
        for words in [("seal",), ("verify",)]:
            total += stop(scene, (*words, "--replica", "per.sqlite"), arguments.moments)
    for fault in scene.faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"{total} commands stopped, {len(scene.faults)} faults")
    sys.exit(1 if scene.faults or total == 0 else 0)


if __name__ == "__main__":
    main()
