"""The published vectors of the draw, worked out again in another language, with nothing but Python's own library.

    python3 verify_draw.py [vectors.json]

Ends with 0 when every vector comes out the same, with 1 otherwise.
"""

import hashlib
import hmac
import json
import pathlib
import sys


def sha256(data):
    return hashlib.sha256(data).digest()


def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def content_of(person, salt):
    return mac(salt, person.encode())


def root_of(contents):
    """RFC 6962, 2.1, by its recursive definition."""
    if not contents:
        return sha256(b"")
    if len(contents) == 1:
        return sha256(b"\x00" + contents[0])
    half = 1
    while half * 2 < len(contents):
        half *= 2
    return sha256(b"\x01" + root_of(contents[:half]) + root_of(contents[half:]))


def seed_of(beacon, root, count, event):
    return mac(beacon, root + count.to_bytes(8, "big") + event.encode())


def place_of(seed, count, index):
    bits = 2
    while 2**bits < count:
        bits += 2
    half = bits // 2
    value = index
    while True:
        left, right = value >> half, value & (2**half - 1)
        for number in range(8):
            first = mac(seed, bytes([number]) + right.to_bytes(8, "big"))[:4]
            left, right = right, left ^ (int.from_bytes(first, "big") >> (32 - half))
        value = (left << half) | right
        if value < count:
            return value + 1


def main(path):
    vectors = json.loads(pathlib.Path(path).read_text())
    hexes = bytes.fromhex
    wrong = []

    def check(name, got, want):
        if got != want:
            wrong.append(f"{name}: {got!r} is not {want!r}")

    for each in vectors["contents"]:
        check("content", content_of(each["person"], hexes(each["salt"])).hex(), each["content"])
    for each in vectors["roots"]:
        check("root", root_of([hexes(content) for content in each["contents"]]).hex(), each["root"])
    for each in vectors["seeds"]:
        got = seed_of(hexes(each["beacon"]), hexes(each["root"]), each["count"], each["eventId"])
        check("seed", got.hex(), each["seed"])
    for each in vectors["places"]:
        seed, count = hexes(each["seed"]), each["count"]
        for index, place in zip(each["indexes"], each["places"], strict=True):
            check(f"place of {index} of {count}", place_of(seed, count, index), place)

    counted = sum(len(vectors[kind]) for kind in ("contents", "roots", "seeds", "places"))
    print("\n".join(wrong) or f"{counted} vectors come out the same")
    return 1 if wrong or counted == 0 else 0


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent / "vectors.json"
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else here))
