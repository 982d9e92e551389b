#!/usr/bin/env python3
"""Lets tools that are not Samband's judge the bundles that a demonstration left in a folder.

verify_bundle.py must take each of them: as it is, after `jq .`, as gzip, and with rows erased. The
JSON Schema must take them too. And of 100 altered ones verify_bundle.py must take none.
Encrypted ones Debian's age must open with each key of the member that they are for, and with no
other; what `age -d | gunzip | jq` gives must pass the same judges.
Needs jq, age (else the encrypted ones are passed over), and from PyPI jsonschema, joserfc and rfc8785.
"""
import argparse
import base64
import copy
import gzip
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jsonschema import Draft202012Validator

sys.dont_write_bytecode = True  # scripts/ holds scripts and nothing else
import verify_bundle as verifier  # noqa: E402

SCRIPTS = pathlib.Path(__file__).resolve().parent
SCHEMA = SCRIPTS.parent / "Fixtures" / "bundle.schema.json"
STRANGER = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"  # the seed of a key in no charter


class NothingToAlter(Exception):
    """The bundle has no such place."""


class Altered:
    """A copy of a bundle, dice to choose a place in it, and what a forger may have at hand."""

    def __init__(self, bundle, dice, founding, seeds):
        self.bundle, self.dice, self.seeds = copy.deepcopy(bundle), dice, seeds
        self.founding = copy.deepcopy(founding)
        self.manifest, self.sets = self.bundle["manifest"], self.bundle["changeSets"]
        self.sent = self.bundle["charters"][-1]
        self.charter = self.sent["charter"]

    def pick(self, choices):
        choices = list(choices)
        if not choices:
            raise NothingToAlter
        return self.dice.choice(choices)

    def group(self, rows=1):
        return self.pick(group for one in self.sets for group in one["groups"]
                         if len(group["rows"]) >= rows)

    def pair(self, items):
        if len(items) < 2:
            raise NothingToAlter
        return self.dice.sample(range(len(items)), 2)

    def swap(self, items):
        one, two = self.pair(items)
        if items[one] == items[two]:
            raise NothingToAlter
        items[one], items[two] = items[two], items[one]

    def other_member(self):
        """The seed of a member who neither sent the bundle nor wrote what is in it."""
        busy = {self.manifest["from"], *(author(one) for one in self.sets)}
        return self.pick(seed for replica, seed in self.seeds.items() if replica not in busy)

    def forge_set(self, seed=None):
        """Changes a row, makes all hashes right again, and signs the head; without a seed as its
        author would who writes history anew."""
        change_set = self.pick(one for one in self.sets if one["groups"])
        seed = seed or self.seeds[author(change_set)]
        change(change_set["groups"][0]["rows"][0], -1)
        content = {name: value for name, value in change_set.items() if name != "signature"}
        change_set["head"]["rowsHash"] = verifier.rows_hash(**content)
        change_set["signature"] = signature("head", change_set["head"], seed)
        self.manifest["heads"][self.sets.index(change_set)] = verifier.text_of(
            verifier.digest("head", rfc8785.dumps(change_set["head"])))
        self.sign_manifest()

    def sign_manifest(self, seed=None):
        seed = seed or self.seeds[self.manifest["from"]]
        self.bundle["signature"] = signature("manifest", self.manifest, seed)

    def forge_charter(self, signer, seed, replaced=None):
        """Adds a version, signed by who may not; in it one replica may have the stranger's key."""
        newer = copy.deepcopy(self.charter)
        newer["version"] += 1
        newer["previous"] = self.manifest["charter"]["hash"]
        for replica in newer["replicas"]:
            if replica["id"] == replaced:
                replica["signingKey"] = public_key(STRANGER)
        self.bundle["charters"].append(
            {"charter": newer, "signature": signature("charter", newer, seed), "signer": signer})
        self.manifest["charter"] = {"version": newer["version"], "hash": verifier.text_of(
            verifier.digest("charter", rfc8785.dumps(newer)))}
        self.sign_manifest()


def author(change_set):
    return change_set["head"]["stream"].split(".")[0]


def signature(kind, document, seed):
    header = verifier.text_of(rfc8785.dumps({"alg": "EdDSA", "typ": f"samband-{kind}-v1"}))
    key = Ed25519PrivateKey.from_private_bytes(verifier.bytes_of(seed, 32))
    message = f"{header}.{verifier.text_of(rfc8785.dumps(document))}"
    return f"{header}..{verifier.text_of(key.sign(message.encode()))}"


def public_key(seed):
    key = Ed25519PrivateKey.from_private_bytes(verifier.bytes_of(seed, 32))
    return verifier.text_of(key.public_key().public_bytes_raw())


def other(value):
    """Another value, of the same kind as far as that goes."""
    if value is None or isinstance(value, bool):
        return "x"
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, str):
        return ("B" if value.startswith("A") else "A") + value[1:]
    if isinstance(value, list):
        return [other(value[0]), *value[1:]] if value else ["x"]
    return {**value, "x": other(value.popitem()[1]) if value else "x"}


def change(holder, place):
    holder[place] = other(holder[place])


def drop_row(group, index=0):
    """Leaves out a row and its time; the other times stay what they were."""
    times = all_times(group)
    del group["rows"][index], times[index]
    set_times(group, times)


def all_times(group):
    steps = [step if isinstance(step, list) else [step, 1] for step in group["times"]]
    times = [0]
    for later, count in steps:
        times += [times[-1] + later * (n + 1) for n in range(count)]
    return times[1:]


def set_times(group, times):
    group["times"] = [times[0], *(after - before for before, after in zip(times, times[1:]))]


def repeat_row(group):
    times = all_times(group)
    group["rows"].insert(0, group["rows"][0])
    set_times(group, [times[0], *times])


def flip(holder, place="signature"):
    """Another signature of the same form."""
    header, signed = holder[place].split("..")
    signed = bytearray(verifier.bytes_of(signed, 64))
    signed[7] ^= 1
    holder[place] = f"{header}..{verifier.text_of(signed)}"


def reheader(holder, header):
    signed = holder["signature"].split("..")[1]
    holder["signature"] = f"{verifier.text_of(rfc8785.dumps(header))}..{signed}"


def rename(holder, old, new):
    holder[new] = holder.pop(old)


def twice(altered, member):
    """The document with a member of the manifest twice, the later one altered."""
    text = json.dumps(altered.bundle)
    again = json.dumps({member: other(altered.manifest[member])})[1:-1]
    return text.replace('"manifest": {', '"manifest": {%s, ' % again, 1)


def replay(altered):
    if altered.charter["version"] == altered.founding["charter"]["version"]:
        raise NothingToAlter
    altered.bundle["charters"] = [altered.founding]


def sign_as_tail(altered, change_set):
    seed = altered.seeds[author(change_set)]
    change_set["signature"] = signature("tail", change_set["head"], seed)


ALTERATIONS = {
    "a cell": lambda a: change(a.pick(a.group()["rows"]), -1),
    "a key": lambda a: change(a.pick(a.group()["rows"]), 0),
    "a row's time": lambda a: change(a.group()["times"], 0),
    "two rows swapped": lambda a: a.swap(a.group(2)["rows"]),
    "a row dropped": lambda a: drop_row(a.group(2)),
    "a row twice": lambda a: repeat_row(a.group()),
    "groups in another order": lambda a: a.swap(a.pick(a.sets)["groups"]),
    "a group dropped": lambda a: a.pick(a.sets)["groups"].pop(),
    "another table": lambda a: change(a.group(), "table"),
    "another operation": lambda a: rename(
        a.pick(g for one in a.sets for g in one["groups"] if "insert" in g), "insert", "update"),
    "another column": lambda a: change(
        a.pick(g for one in a.sets for g in one["groups"] if g.get("update")), "update"),
    "a suggestion": lambda a: a.group().update(suggested=["x"]),
    "the secret": lambda a: change(a.pick(a.sets), "secret"),
    "a change set dropped": lambda a: a.sets.remove(a.pick(a.sets)),
    "a change set dropped, unlisted": lambda a: (
        a.sets.remove(a.pick(a.sets[-1:])), a.manifest["heads"].pop()),
    "change sets swapped": lambda a: a.swap(a.sets),
    "signatures swapped": lambda a: [one.update(signature=two["signature"]) for one, two in
                                     [[a.sets[place] for place in a.pair(a.sets)]]],
    "a change set twice": lambda a: a.sets.append(a.pick(a.sets)),
    **{f"the head's {name}": lambda a, name=name: change(a.pick(a.sets)["head"], name)
       for name in ["charter", "collaboration", "context", "note", "number", "previous",
                    "rowCount", "rowsHash", "stream", "time", "version"]},
    "an author's signature": lambda a: flip(a.pick(a.sets)),
    **{f"the manifest's {name}": lambda a, name=name: change(a.manifest, name)
       for name in ["bundle", "charter", "collaboration", "created", "digests", "from", "heads",
                    "matrix", "part", "to", "vector"]},
    "the sender's signature": lambda a: flip(a.bundle),
    **{f"the charter's {name}": lambda a, name=name: change(a.charter, name)
       for name in ["coordinator", "members", "name", "previous", "recoveryKey", "rules", "schema",
                    "version"]},
    "a member's key": lambda a: a.pick(a.charter["replicas"]).update(
        signingKey=public_key(STRANGER)),
    "the coordinator's signature": lambda a: flip(a.sent),
    "an older charter": replay,
    "no signature asked": lambda a: reheader(a.bundle, {"alg": "none"}),
    "a head signed as something else": lambda a: sign_as_tail(a, a.pick(a.sets)),
    "a secret key asked": lambda a: reheader(
        a.pick(a.sets), {"alg": "HS256", "typ": "samband-head-v1"}),
    "a stranger's change set": lambda a: a.forge_set(STRANGER),
    "another member's change set": lambda a: a.forge_set(a.other_member()),
    "another member's manifest": lambda a: (
        change(a.manifest, "created"), a.sign_manifest(a.other_member())),
    "a stranger's charter": lambda a: a.forge_charter(a.sent["signer"], STRANGER),
    "a charter that trusts only itself": lambda a: a.pick(
        one for one in [a] if a.manifest["from"] != a.sent["signer"] and all(
            author(change_set) != a.sent["signer"] for change_set in a.sets)
    ).forge_charter(a.sent["signer"], STRANGER, replaced=a.sent["signer"]),
    "a member's charter": lambda a: a.forge_charter(
        *a.pick((replica, seed) for replica, seed in a.seeds.items()
                if not replica.startswith(a.charter["coordinator"] + "-"))),
    "a row erased, another hash": lambda a: erase(
        a.pick(one for one in a.sets if one["groups"]), a.dice, lie=True),
    "a member twice": lambda a: twice(a, a.pick(["to", "created", "digests"])),
    "a member too many": lambda a: a.pick([a.bundle, a.sent, *a.sets]).update(comment="x"),
    "a member too many of a group": lambda a: a.group().update(comment="x"),
    "no number": lambda a: json.dumps(a.bundle | {"version": float("nan")}),
}


def erase(change_set, dice, lie=False):
    """Does what an erasure leaves: a row's bare hash, and salts in place of the secret."""
    secret, salts = verifier.bytes_of(change_set.pop("secret"), 32), []
    erased = dice.randrange(change_set["head"]["rowCount"])
    for group in change_set["groups"]:
        [operation] = {"insert", "update", "delete"}.intersection(group)
        for place, (row, time) in enumerate(zip(group["rows"], all_times(group), strict=True)):
            salt = verifier.text_of(
                verifier.digest("salt", secret + len(salts).to_bytes(8, "big"))[:16])
            if len(salts) == erased:
                content = [salt, group["table"], operation, group[operation],
                           group.get("suggested", []), row, time + lie]
                bare = verifier.text_of(verifier.digest("row", rfc8785.dumps(content)))
                group["rows"][place], salt = {"erased": bare}, None
            salts.append(salt)
    change_set["salts"] = salts


def erased_copy(bundle, dice):
    bundle = copy.deepcopy(bundle)
    for change_set in bundle["changeSets"]:
        if change_set["groups"]:
            erase(change_set, dice)
    return bundle


def rewritten_copies(bundles, dice, founding, seeds):
    """Bundles in each of which an author signed another change set under a name given before."""
    for bundle in bundles:
        altered = Altered(bundle, dice, founding, seeds)
        if altered.sets:
            altered.forge_set()
            yield json.dumps(altered.bundle).encode()


def altered_copies(bundles, count, dice, founding, seeds):
    """Bundles altered in all ways in turn, each with what was altered."""
    fitting, ways = sorted(ALTERATIONS), []
    while count > 0:
        ways = ways or dice.sample(fitting, len(fitting))
        way = ways.pop()
        for bundle in dice.sample(bundles, len(bundles)):
            altered = Altered(bundle, dice, founding, seeds)
            try:
                text = ALTERATIONS[way](altered)
            except (NothingToAlter, IndexError):
                continue
            if not isinstance(text, str):
                if rfc8785.dumps(altered.bundle) == rfc8785.dumps(bundle):
                    continue
                text = json.dumps(altered.bundle)
            count -= 1
            yield way, text
            break
        else:
            print(f"not tried, since no bundle has a place for it: {way}")
            fitting.remove(way)


def identity(key):
    """The receiving key as `age` reads it: Bech32 (BIP 173) of its seed."""
    def checksum(values):
        check = 1
        for value in values:
            top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
            for bit, generator in enumerate(
                    (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
                check ^= generator if top >> bit & 1 else 0
        return check ^ 1
    prefix = "age-secret-key-"
    number = int.from_bytes(base64.urlsafe_b64decode(key["receivingSeed"] + "="), "big") << 4
    data = [number >> 5 * (51 - place) & 31 for place in range(52)]
    head = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = checksum(head + data + [0] * 6)
    data += [check >> 5 * (5 - place) & 31 for place in range(6)]
    digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    return (prefix + "1" + "".join(digits[value] for value in data)).upper()


def opened(file, key):
    """What `age -d | gunzip | jq` makes of an encrypted bundle; None when age refuses the key."""
    age = subprocess.run(["age", "-d", "-i", "-", file], capture_output=True,
                         input=identity(key).encode())
    if age.returncode != 0:
        return None
    plain = subprocess.run(["gunzip"], input=age.stdout, capture_output=True, check=True)
    return subprocess.run(["jq", "."], input=plain.stdout, capture_output=True, check=True).stdout


def open_all(files, keys, dice, scratch):
    """The content of each encrypted bundle, and what is wrong with who can open it."""
    contents, wrong, strangers, refused = [], [], 0, 0
    for file in files:
        member = re.search(r"-to-(.+)-\d{4}-?W\d\d-", file.name)[1]
        texts = []
        for key in keys:
            text = opened(file, key)
            is_meant = key["replica"].rsplit("-", 1)[0] == member
            if is_meant != (text is not None):
                wrong.append(f"{file.name}: {key['replica']} {'cannot' if is_meant else 'can'} open it")
            strangers += not is_meant
            texts += [text] if is_meant and text is not None else []
        contents += texts[:1]
        altered = bytearray(file.read_bytes())
        altered[dice.randrange(len(altered))] ^= 1 << dice.randrange(8)
        path = pathlib.Path(scratch) / "altered.age"
        path.write_bytes(altered)
        refused += all(opened(path, key) is None for key in keys)
    print(f"encrypted: {len(contents)} of {len(files)} opened by their members' keys,"
          f" {strangers} tries with other keys; altered, {refused} of {len(files)} refused by age")
    wrong += ["an altered encrypted bundle was opened"] * (len(files) - refused)
    return contents, wrong


def verify(charter, files):
    """What verify_bundle.py says of each file; its exit status must say the same."""
    program = [sys.executable, SCRIPTS / "verify_bundle.py", "--charter", charter, *files]
    run = subprocess.run(program, capture_output=True, text=True)
    lines = run.stdout.splitlines()
    said = [line.removeprefix(f"{file}: ") for file, line in zip(files, lines, strict=True)]
    if run.returncode != (65 if set(said) - {"ok"} else 0):
        sys.exit(f"error: verify_bundle.py ends with {run.returncode}: {run.stderr}")
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="what `samband demo` left")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--altered", type=int, default=100, help="how many altered ones (100)")
    parser.add_argument("--reasons", action="store_true", help="print why each was refused")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    charter, wrong = options.folder / "charter.json", []
    files = sorted(options.folder.rglob("*.samband.json"))
    if not files:
        sys.exit(f"error: no bundles in {options.folder}")
    bundles = [verifier.read(file) for file in files]
    keys = [verifier.read(file) for file in sorted(options.folder.glob("keys/*.key.json"))]
    seeds = {key["replica"]: key["signingSeed"] for key in keys}
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)
    is_valid = Draft202012Validator(schema).is_valid

    def expect_ok(kind, made):
        said = verify(charter, made)
        wrong.extend(f"{kind}: {file.name}: {word}"
                     for file, word in zip(made, said) if word != "ok")
        print(f"{kind}: {said.count('ok')} of {len(made)} ok")

    with tempfile.TemporaryDirectory() as scratch:
        def write(name, contents):
            paths = []
            for index, content in enumerate(contents):
                paths.append(pathlib.Path(scratch) / f"{name}-{index}.samband.json")
                paths[-1].write_bytes(content)
            return paths

        expect_ok("as the demonstration wrote them", files)
        expect_ok("after jq .", write("jq", (
            subprocess.run(["jq", ".", file], check=True, capture_output=True).stdout
            for file in files)))
        expect_ok("as gzip of two members", write("gzip", (
            gzip.compress(data[:999]) + gzip.compress(data[999:])
            for data in (file.read_bytes() for file in files))))
        sealed = sorted(options.folder.rglob("*.samband.json.gz.age"))
        if not sealed:
            wrong.append("the demonstration wrote no encrypted bundle")
        if shutil.which("age"):
            contents, amiss = open_all(sealed, keys, dice, scratch)
            wrong += amiss
            # A bundle carries only what its receiver may not have yet, so the others go before it.
            made = write("opened", contents)
            said = verify(charter, [*files, *made])[len(files):]
            wrong.extend(f"opened by age: {word}" for word in said if word != "ok")
            valid = [is_valid(verifier.read(file)) for file in made]
            wrong.extend("an encrypted bundle is not valid" for ok in valid if not ok)
            print(f"after age -d | gunzip | jq: {said.count('ok')} of {len(made)} ok,"
                  f" {sum(valid)} valid by the JSON Schema")
        else:
            print("no age: the encrypted bundles are passed over")
        erased = [erased_copy(bundle, dice) for bundle in bundles]
        expect_ok("with a row of each change set erased", write(
            "erased", (json.dumps(bundle).encode() for bundle in erased)))
        valid = [is_valid(bundle) for bundle in bundles + erased]
        wrong.extend(f"a bundle is not valid by {SCHEMA.name}" for ok in valid if not ok)
        print(f"by the JSON Schema, erased ones too: {sum(valid)} of {len(valid)} valid")
        founding = verifier.read(charter)
        altered = list(altered_copies(bundles, options.altered, dice, founding, seeds))
        said = verify(charter, write("altered", (text.encode() for _, text in altered)))
        ways = {way for way, _ in altered}
        if options.reasons:
            print("\n".join(f"  {way}: {word}" for (way, _), word in zip(altered, said)))
        wrong.extend(f"altered and taken: {way}" for (way, _), word in zip(altered, said)
                     if word == "ok")
        print(f"altered in {len(ways)} ways, seed {options.seed}:"
              f" {len(said) - said.count('ok')} of {len(said)} refused")
        # Each of these is in order by itself: only what came earlier tells.
        rewritten = write("rewritten", rewritten_copies(bundles, dice, founding, seeds))
        said = verify(charter, [*files, *rewritten])[len(files):]
        wrong.extend("history written anew and taken" for word in said if " is known" not in word)
        print(f"history written anew by its author, beside the first:"
              f" {len(said) - said.count('ok')} of {len(said)} refused")
    for line in wrong:
        print(f"error: {line}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
