"""Makes metrics.json: what scikit-learn's metrics give.

    python make_metrics.py                  writes metrics.json beside this file
    python make_metrics.py --offset 12345   prints the same kinds of cases with other numbers

Written with scikit-learn 1.9.1. Calibration errors come from the bins of scikit-learn's `calibration_curve`, weighted as
Guo et al. (2017) define the expected calibration error. Where not one prediction is right, scikit-learn 1.9 writes the
report's support as 12.0; here it is a count everywhere.
"""

import argparse
import json
import math
import pathlib
import re
import warnings

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

here = pathlib.Path(__file__).parent
warnings.simplefilter("ignore")
zero_divisions = {"warn": "warn", "zero": 0, "one": 1, "nan": np.nan}


def number(x):
    """NaN as text, which JSON has no number for."""
    return "nan" if math.isnan(x) else float(x)


def with_counts(report):
    """The report's support as whole numbers, as wide as before."""
    return re.sub(r"(\d+)\.0$", lambda match: "  " + match[1], report, flags=re.MULTILINE)


def scores(random):
    """Labels and predictions of few classes, some of which never occur, scored in every way."""
    cases = []
    for index in range(60):
        classes = int(random.integers(1, 7))
        count = int(random.integers(1, 14))
        # Of few classes only, so that others are absent.
        known = random.choice(classes, size=int(random.integers(1, classes + 1)), replace=False)
        labels = random.choice(known, size=count)
        predicted = {
            0: random.integers(0, classes, size=count),  # anything
            1: np.where(random.random(count) < 0.7, labels, random.integers(0, classes, size=count)),  # mostly right
            2: (labels + 1) % classes,  # everything wrong, unless there is one class only
            3: np.full(count, random.integers(0, classes)),  # one class for all
        }[index % 4]
        if index % 10 == 7:
            labels, predicted = labels * 0, predicted * 0
        name = list(zero_divisions)[index // 4 % 4]
        given = {0: None, 1: list(range(classes)), 2: [int(x) for x in random.permutation(classes)[: max(1, classes // 2)]]}[index % 3]
        beta = [1.0, 2.0, 0.5][index % 5 % 3]
        rule = dict(labels=given, zero_division=zero_divisions[name])
        precision, recall, f_score, support = metrics.precision_recall_fscore_support(labels, predicted, beta=beta, **rule)
        averages = {
            average: [number(x) for x in metrics.precision_recall_fscore_support(labels, predicted, beta=beta, average=average, **rule)[:3]]
            for average in ("macro", "weighted", "micro")
        }
        used = sorted(set(labels) | set(predicted)) if given is None else given
        names = ["class " + "abcdef"[x] * (1 + 7 * (x % 3)) for x in range(classes)]
        digits = [2, 4, 3][index % 3]
        matrix = dict(y_true=labels, y_pred=predicted, labels=list(range(classes)))
        cases.append({
            "classes": names,
            "labels": [int(x) for x in labels],
            "predicted": [int(x) for x in predicted],
            "scored": given,
            "zeroDivision": name,
            "beta": beta,
            "precision": [number(x) for x in precision],
            "recall": [number(x) for x in recall],
            "fScore": [number(x) for x in f_score],
            "support": [int(x) for x in support],
            "averages": averages,
            "accuracy": metrics.accuracy_score(labels, predicted),
            "digits": digits,
            "report": with_counts(metrics.classification_report(
                labels, predicted, labels=given, target_names=[names[x] for x in used], digits=digits, zero_division=zero_divisions[name])),
            "counts": metrics.confusion_matrix(**matrix).tolist(),
            "byTrueClass": metrics.confusion_matrix(**matrix, normalize="true").tolist(),
            "byPredictedClass": metrics.confusion_matrix(**matrix, normalize="pred").tolist(),
            "byAll": metrics.confusion_matrix(**matrix, normalize="all").tolist(),
        })
    return cases


def tops(random):
    """Scores with many ties: eighths, which both sides hold exactly."""
    cases = []
    for index in range(24):
        classes, count = int(random.integers(3, 8)), int(random.integers(1, 12))
        steps = [2, 4, 64][index % 3]
        values = random.integers(-steps, steps + 1, size=(count, classes)) / 8
        labels = random.integers(0, classes, size=count)
        # scikit-learn takes what has two classes only for binary, where scores are of another shape.
        shares = {k: float(metrics.top_k_accuracy_score(labels, values, k=k, labels=list(range(classes)))) for k in range(1, classes + 1)}
        cases.append({"labels": labels.tolist(), "scores": values.tolist(), "shares": [shares[k] for k in sorted(shares)]})
    return cases


def calibrations(random):
    cases = []
    for index in range(20):
        count, bins = int(random.integers(1, 60)), [1, 4, 10, 15][index % 4]
        # Eighths lie on the borders of four bins.
        confidences = random.integers(0, 9, size=count) / 8 if index % 2 else random.random(count) ** 0.3
        right = random.random(count) < confidences * 0.8
        if right.min() == right.max() and count > 1:
            right[0] = not right[0]
        edges = np.linspace(0, 1, bins + 1)
        counts = np.bincount(np.searchsorted(edges[1:-1], confidences), minlength=bins)
        accuracy, confidence = calibration_curve(right, confidences, n_bins=bins, strategy="uniform", pos_label=True)
        gaps = np.abs(accuracy - confidence)
        cases.append({
            "confidences": confidences.tolist(),
            "isRight": right.tolist(),
            "bins": bins,
            "counts": counts.tolist(),
            "expectedError": float((gaps * counts[counts > 0]).sum() / count),
            "maximumError": float(gaps.max()),
        })
    return cases


parser = argparse.ArgumentParser()
parser.add_argument("--offset", type=int)
arguments = parser.parse_args()
random = np.random.default_rng(42 + (arguments.offset or 0))
text = json.dumps({"scores": scores(random), "tops": tops(random), "calibrations": calibrations(random)})
if arguments.offset is None:
    (here / "metrics.json").write_text(text + "\n")
else:
    print(text)
