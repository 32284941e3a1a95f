"""Makes canonical-classes.json: which characters are the same after NFKC and full case folding, by Python's tables.

Run once, by hand: python3 tests/domain/canonical-classes.py > tests/domain/canonical-classes.json
Two implementations that share nothing agree or one of them is wrong. Every character stands between letters, since some
rules look at neighbours. A class is named by its smallest code point, so that it does not matter which form a table
folds to (Cherokee folds to its capitals there and to its small letters here).
"""

import hashlib
import json
import unicodedata

BLOCK = 0x1000


def canonical(text):
    form = unicodedata.normalize("NFKC", text)
    while True:
        folded = unicodedata.normalize("NFKC", form.casefold())
        if folded == form:
            return form
        form = folded


def ranges(points):
    found = []
    for point in points:
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return " ".join(f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in found)


assigned = [p for p in range(0x110000) if unicodedata.category(chr(p)) not in ("Cn", "Cs", "Co")]
first = {}
blocks = {}
for point in assigned:
    name = first.setdefault(canonical("a" + chr(point) + "b"), point)
    blocks.setdefault(point // BLOCK, []).append(f"{point:x} {name:x}\n")

print(
    json.dumps(
        {
            "unicode": unicodedata.unidata_version,
            "blockSize": BLOCK,
            "assigned": ranges(assigned),
            "digests": {
                f"{number * BLOCK:x}": hashlib.sha256("".join(lines).encode()).hexdigest()[:16]
                for number, lines in sorted(blocks.items())
            },
        },
        indent=2,
    )
)
