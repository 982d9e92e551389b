#!/usr/bin/env python3
"""Verifies Samband bundles with none of Samband's own code: all hashes, chains and signatures.
Fixtures/README.md tells what is hashed and signed. Bundles given together must fit each other."""
import argparse, base64, gzip, hashlib, itertools, json, pathlib, sys, warnings
import rfc8785
from joserfc import jwk, jws

def must(holds, reason):
    if not holds: raise ValueError(reason)
def members(pairs):
    must(len(dict(pairs)) == len(pairs), "an object has a member twice")
    return dict(pairs)
def read(path):
    data = pathlib.Path(path).read_bytes()
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()
    return json.loads(text, object_pairs_hook=members, parse_constant=lambda _: must(False, _))
def text_of(data): return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def bytes_of(text, length):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    must(len(data) == length and text_of(data) == text, f"{text} is not {length} bytes")
    return data
def digest(kind, data): return hashlib.sha256(f"samband-{kind}-v1\n".encode() + data).digest()

def hash_of_signed(kind, document, signature, keys, signer):
    header = text_of(rfc8785.dumps({"alg": "EdDSA", "typ": f"samband-{kind}-v1"})) + ".."
    must(signature.startswith(header), "the signature is of another kind")  # and never interpreted
    must(signer in keys and bytes_of(signature[len(header):], 64), f"{signer} may not sign it")
    key = jwk.OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": keys[signer]})
    jws.deserialize_compact(signature, key, ["EdDSA"], payload=rfc8785.dumps(document))
    return text_of(digest(kind, rfc8785.dumps(document)))
def chain(known, series, number, name, previous):
    for link, value in (((series, number), name), ((series, number - 1), previous)):
        must(known.setdefault(link, value) == value, "another {} {} is known".format(*link))

def check_charter(versions, known, charter, signature, signer):
    version = charter["version"]
    must(not versions or version - 1 in versions or ("charter", version) in known, "one is missing")
    trusted = versions.get(version - 1, charter)  # the first of all is taken on its own word
    keys = {"recovery": trusted["recoveryKey"]} | {r["id"]: r["signingKey"] for r in
            trusted["replicas"] if (trusted is charter and version > 1
            or r["member"] == trusted["coordinator"]) and "ended" not in r}
    name = hash_of_signed("charter", charter, signature, keys, signer)
    chain(known, "charter", version, name, charter["previous"])
    versions[version] = charter

def rows_hash(head, groups, secret=None, salts=None):
    hashes = []
    for group in groups:
        [operation] = set(group) - {"table", "times", "rows", "suggested"}
        shape = [group["table"], operation, group[operation], group.get("suggested", [])]
        steps = [step if type(step) is list else [step, 1] for step in group["times"]]
        must(steps and all(type(by) is type(n) is int and n > 0 for by, n in steps), "bad times")
        times = itertools.accumulate(by for by, n in steps for _ in range(n))
        for index, (row, time) in enumerate(zip(group["rows"], times, strict=True), len(hashes)):
            salt = salts[index] if secret is None else text_of(
                digest("salt", bytes_of(secret, 32) + index.to_bytes(8, "big"))[:16])
            hashes.append(bytes_of(row["erased"], 32) if salt is None else
                          digest("row", rfc8785.dumps([salt, *shape, row, time])))
    must(len(hashes) == head["rowCount"], "rows are missing or too many")
    must(len(salts) == len(hashes) if secret is None else salts is None, "the salts do not fit")
    return text_of(digest("rows", b"".join(hashes)))

def check(versions, known, trusted, format, version, manifest, signature, charters, changeSets):
    """Yields what it is about to look at, and raises what is wrong with that."""
    must(f"{format} {version!r}" == "samband-bundle 1", "it is of another format")
    for sent in trusted + charters:
        yield f"charter {sent['charter']['version']}"
        check_charter(versions, known, **sent)
    yield "manifest"
    charter = charters[-1]["charter"]
    keys = {replica["id"]: replica["signingKey"] for replica in charter["replicas"]}
    must(manifest["from"] not in [r["id"] for r in charter["replicas"] if "ended" in r], "it ended")
    hash_of_signed("manifest", manifest, signature, keys, manifest["from"])
    must(manifest["charter"]["hash"] == known["charter", charter["version"]], "another charter")
    must(manifest["collaboration"] == charter["collaboration"], "it is of another collaboration")
    for change_set, name in zip(changeSets, manifest["heads"], strict=True):
        head, signature = change_set["head"], change_set.pop("signature")
        yield f"change set {head['number']} of {head['stream']}"
        author = head["stream"].split(".")[0]
        must(hash_of_signed("head", head, signature, keys, author) == name, "it is not listed")
        must(head["collaboration"] == charter["collaboration"], "it is of another collaboration")
        must(rows_hash(**change_set) == head["rowsHash"], "its rows are not those that were signed")
        chain(known, head["stream"], head["number"], name, head["previous"])

if __name__ == "__main__":
    warnings.filterwarnings("ignore", message="EdDSA is deprecated")  # its name before RFC 9864
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--charter", action="append", default=[], help="a charter that you trust")
    parser.add_argument("bundles", nargs="+")
    options, verified, status = parser.parse_args(), ({}, {}), 0
    for path in options.bundles:
        place, trial = "frame", [dict(part) for part in verified]
        try:
            for place in check(*trial, [read(file) for file in options.charter], **read(path)): pass
            verified, result = trial, "ok"
        except Exception as error:  # whatever it is: what was not verified is refused
            status, result = 65, f"{place}: {error}".rstrip(": ")
        print(f"{path}: {result}")
    sys.exit(status)
