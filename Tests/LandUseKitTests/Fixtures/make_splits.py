"""What scikit-learn's train_test_split and NumPy's RandomState give, for LandUseKit's splits.

`python make_splits.py` writes splits.json beside this file (written with scikit-learn 1.9.1 and numpy 2.4.6; neither has changed
what a seed gives for years). `--print` prints the same to stdout: the tests run it so where scikit-learn is installed.
"""

import json
import pathlib
import sys

import numpy as np
from sklearn.model_selection import train_test_split

here = pathlib.Path(__file__).parent


def labels_of(counts):
    """Labels in an order that is not sorted by class, from a formula that the tests know too."""
    labels = [label for label, count in enumerate(counts) for _ in range(count)]
    return [labels[(7 * index) % len(labels)] for index in range(len(labels))]


def halves(count, size, seed, counts=None):
    indices = list(range(count))
    labels = labels_of(counts) if counts else None
    train, test = train_test_split(indices, test_size=size, random_state=seed, stratify=labels)
    return dict(count=count, size=size, seed=seed, counts=counts or [], train=train, test=test)


def thirds(count, validation, test, seed, counts=None):
    """The course's recipe: 30 % set apart, then halved."""
    labels = labels_of(counts) if counts else None
    rest = round(validation + test, 12)
    first, held = train_test_split(list(range(count)), test_size=rest, random_state=seed, stratify=labels)
    second, third = train_test_split(
        held, test_size=test / rest, random_state=seed, stratify=[labels[index] for index in held] if labels else None)
    return dict(
        count=count, train_size=1 - rest, validation=validation, test_size=test, seed=seed, counts=counts or [], train=first,
        validation_part=second, test=third)


cases = dict(
    permutations=[
        dict(count=count, seed=seed, values=np.random.RandomState(seed).permutation(count).tolist())
        for count, seed in [(1, 0), (2, 1), (10, 42), (33, 7), (64, 4294967295)]
    ],
    halves=[
        halves(10, 0.3, 42), halves(11, 0.5, 0), halves(100, 0.25, 4294967295), halves(40, 0.3, 42, [13, 13, 14]),
        halves(61, 0.2, 1, [30, 5, 26]), halves(23, 0.5, 3, [2, 2, 19]), halves(90, 0.37, 9, [17, 31, 29, 13]),
    ],
    thirds=[
        thirds(100, 0.15, 0.15, 42), thirds(630, 0.15, 0.15, 42), thirds(97, 0.1, 0.2, 5),
        thirds(120, 0.15, 0.15, 42, [31, 29, 61 - 1]), thirds(97, 0.2, 0.1, 5, [40, 17, 40]),
    ],
)
text = json.dumps(cases, separators=(",", ":")) + "\n"
if "--print" in sys.argv:
    print(text, end="")
else:
    (here / "splits.json").write_text(text)
