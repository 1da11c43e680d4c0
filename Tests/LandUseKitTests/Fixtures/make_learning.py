"""Makes learning.json: what PyTorch's losses, optimisers, schedules and clipping give.

    python make_learning.py                  writes learning.json beside this file
    python make_learning.py --offset 12345   prints the same cases on other inputs

Written with torch 2.15.0. Inputs come from noise.py, which Support/Noise.swift computes too; an offset is added to the
number of each stream. Losses and parameters are in double precision.
"""

import argparse
import json
import pathlib
import warnings

import numpy as np
import torch
import torch.nn.functional as F

import noise as noise_module

here = pathlib.Path(__file__).parent
offset = 0
# Schedules are stepped here without their optimiser, which PyTorch remarks upon.
warnings.simplefilter("ignore")


def noise(shape, stream):
    return noise_module.noise(shape, (stream + offset) % 2**32).double()


def numbers(tensor):
    """NaN and the infinities as text, which JSON has no numbers for."""
    return [x if np.isfinite(x) else str(x) for x in tensor.detach().flatten().tolist()]


def labels_like(shape, classes, stream):
    return ((noise(shape, stream) + 0.5) * classes).long().clamp(max=classes - 1)


def given(result, stream):
    """Something to start the backward pass with: one number for a number, noise for many."""
    return noise(result.shape, stream) if result.dim() else torch.tensor(1.5, dtype=torch.float64)


def cross_entropies():
    cases = []
    shapes = [[5, 4], [1, 3], [4], [2, 3, 2, 3]]
    for shape in shapes:
        classes = shape[0] if len(shape) == 1 else shape[1]
        places = shape[1:] if len(shape) == 1 else [shape[0]] + shape[2:]
        for targets in ("labels", "ignored", "all ignored", "probabilities"):
            if targets != "labels" and len(shape) == 1 and targets != "probabilities":
                continue
            for weighted in (False, True):
                for smoothing in (0.0, 0.1):
                    for reduction in ("mean", "sum", "none"):
                        stream = 1000 + 10 * len(cases)
                        logits = (noise(shape, stream) * 8).requires_grad_()
                        weight = noise([classes], stream + 1) + 1 if weighted else None
                        if targets == "probabilities":
                            target = (noise(shape, stream + 2) + 0.5).requires_grad_()
                        else:
                            target = labels_like(places, classes, stream + 2)
                            if targets == "all ignored":
                                target = torch.full_like(target, 255)
                            elif targets == "ignored":
                                target = torch.where(noise(places, stream + 3) < 0, 255, target)
                        ignored = -100 if targets == "probabilities" else 255
                        loss = F.cross_entropy(logits, target, weight, ignore_index=ignored, reduction=reduction,
                                               label_smoothing=smoothing)
                        loss.backward(given(loss, stream + 4))
                        case = dict(shape=shape, targets=targets, weighted=weighted, smoothing=smoothing,
                                    reduction=reduction, stream=stream, labels=[], loss=numbers(loss),
                                    gradient=numbers(logits.grad), targetGradient=[])
                        if targets == "probabilities":
                            case["targetGradient"] = numbers(target.grad)
                        else:
                            case["labels"] = target.flatten().tolist()
                        cases.append(case)
    return cases


def elementwise_losses():
    cases = []
    for kind in ("mse", "bce"):
        for shape in ([3, 4], [2, 3, 2, 2], []):
            for weight in ([None] if kind == "mse" else [None, shape, shape[-1:]]):
                for yes_weight in ([None] if kind == "mse" else [None, shape[-1:]]):
                    for reduction in ("mean", "sum", "none"):
                        stream = 5000 + 10 * len(cases)
                        x = (noise(shape, stream) * 12).requires_grad_()
                        y = (noise(shape, stream + 1) + 0.5).requires_grad_()
                        if kind == "mse":
                            loss = F.mse_loss(x, y, reduction=reduction)
                        else:
                            loss = F.binary_cross_entropy_with_logits(
                                x, y, None if weight is None else noise(weight, stream + 2) + 1, reduction=reduction,
                                pos_weight=None if yes_weight is None else noise(yes_weight, stream + 3) * 2 + 2)
                        loss.backward(given(loss, stream + 4))
                        cases.append(dict(kind=kind, shape=shape, weight=weight, yesWeight=yes_weight,
                                          reduction=reduction, stream=stream, loss=numbers(loss),
                                          gradient=numbers(x.grad), targetGradient=numbers(y.grad)))
    return cases


def optimizers():
    sgd = [{}, dict(momentum=0.9), dict(momentum=0.9, dampening=0.3), dict(momentum=0.8, nesterov=True),
           dict(weight_decay=0.1), dict(momentum=0.9, weight_decay=0.05, nesterov=True), dict(maximize=True),
           dict(momentum=0.9, weight_decay=0.1, maximize=True)]
    adam = [{}, dict(betas=(0.8, 0.95)), dict(eps=0.1), dict(weight_decay=0.1), dict(amsgrad=True),
            dict(weight_decay=0.1, maximize=True), dict(betas=(0.5, 0.6), amsgrad=True, weight_decay=0.02)]
    cases = []
    for kind, options in [("SGD", o) for o in sgd] + [("Adam", o) for o in adam] + [("AdamW", o) for o in adam]:
        for grouped in (False, True):
            stream = 9000 + 100 * len(cases)
            parameters = [torch.nn.Parameter(noise([2, 3], stream)), torch.nn.Parameter(noise([4], stream + 1))]
            if grouped:
                group = dict(params=[parameters[1]], lr=0.02, weight_decay=0.3)
                optimizer = getattr(torch.optim, kind)([dict(params=[parameters[0]]), group], lr=0.1, **options)
            else:
                optimizer = getattr(torch.optim, kind)(parameters, lr=0.1, **options)
            values = []
            for step in range(6):
                for index, parameter in enumerate(parameters):
                    # The second one has no gradient in the third step.
                    absent = index == 1 and step == 2
                    parameter.grad = None if absent else noise(parameter.shape, stream + 10 * step + index + 2) * 4
                if step == 4:
                    optimizer.param_groups[0]["lr"] = 0.05
                optimizer.step()
                values.append([numbers(parameter) for parameter in parameters])
            cases.append(dict(
                kind=kind, grouped=grouped, stream=stream, values=values,
                **dict(momentum=0.0, dampening=0.0, nesterov=False, betas=[0.9, 0.999], eps=1e-8, amsgrad=False,
                       maximize=False, weight_decay=0.01 if kind == "AdamW" else 0.0) | options))
    return cases


def schedules():
    """Rates and momentum of two groups at the beginning and after each step."""
    from torch.optim import lr_scheduler as s

    makers = {
        "step 3": lambda o: s.StepLR(o, 3),
        "step 7, 0.5": lambda o: s.StepLR(o, 7, 0.5),
        "milestones 2 5 5 20": lambda o: s.MultiStepLR(o, [5, 20, 2, 5], 0.3),
        "exponential 0.9": lambda o: s.ExponentialLR(o, 0.9),
        "cosine 10": lambda o: s.CosineAnnealingLR(o, 10),
        "cosine 7 to 0.003": lambda o: s.CosineAnnealingLR(o, 7, 0.003),
        "cosine 1": lambda o: s.CosineAnnealingLR(o, 1),
        "linear": lambda o: s.LinearLR(o),
        "linear 1 to 0.2 in 12": lambda o: s.LinearLR(o, 1.0, 0.2, 12),
        "warm-up 5, cosine 20": lambda o: s.SequentialLR(
            o, [s.LinearLR(o, 0.01, 1.0, 5), s.CosineAnnealingLR(o, 20, 0.001)], [5]),
        "exponential 4, step 6, linear": lambda o: s.SequentialLR(
            o, [s.ExponentialLR(o, 0.5), s.StepLR(o, 4, 0.5), s.LinearLR(o, 0.25, 0.5, 8)], [4, 10]),
        "milestone 0, then cosine": lambda o: s.SequentialLR(o, [s.LinearLR(o), s.MultiStepLR(o, [0, 3], 0.5)], [6]),
        "one cycle 40": lambda o: s.OneCycleLR(o, 0.5, 40),
        "one cycle 40, two maxima, linear": lambda o: s.OneCycleLR(
            o, [0.5, 0.2], 40, pct_start=0.4, anneal_strategy="linear", div_factor=10.0, final_div_factor=100.0),
        "one cycle 36, three phases": lambda o: s.OneCycleLR(
            o, 0.5, 36, pct_start=0.25, base_momentum=0.7, max_momentum=0.9, three_phase=True),
        "one cycle 35, momentum kept": lambda o: s.OneCycleLR(o, 0.5, 35, cycle_momentum=False),
    }
    cases = []
    for kind in ("SGD", "Adam"):
        for name, make in makers.items():
            groups = [dict(params=[torch.nn.Parameter(torch.zeros(1))]),
                      dict(params=[torch.nn.Parameter(torch.zeros(1))], lr=0.03)]
            optimizer = torch.optim.SGD(groups, 0.1, 0.9) if kind == "SGD" else torch.optim.Adam(groups, 0.1)

            def now():
                return [[g["lr"] for g in optimizer.param_groups],
                        [g["momentum"] if kind == "SGD" else g["betas"][0] for g in optimizer.param_groups]]

            schedule = make(optimizer)
            rates = [now()]
            for _ in range(35 if name.startswith("one cycle") else 48):
                schedule.step()
                rates.append(now())
            cases.append(dict(kind=kind, name=name, rates=rates))
    return cases


def plateaus():
    cases = []
    for stream, options in enumerate([
        {}, dict(patience=2), dict(patience=0, factor=0.5, min_lr=0.02), dict(mode="max", patience=2, cooldown=3),
        dict(patience=1, threshold=0.05, threshold_mode="abs"), dict(mode="max", patience=1, threshold=0.1, threshold_mode="abs"),
        dict(patience=1, threshold=0.1), dict(mode="max", patience=1, threshold=0.1), dict(patience=1, eps=0.05),
    ]):
        groups = [dict(params=[torch.nn.Parameter(torch.zeros(1))]), dict(params=[torch.nn.Parameter(torch.zeros(1))], lr=0.03)]
        optimizer = torch.optim.SGD(groups, 0.1)
        schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **options)
        measures = numbers(noise([40], 20000 + stream) + torch.linspace(2, 1, 40, dtype=torch.float64))
        measures[30] = float("nan")
        rates = []
        for measure in measures:
            schedule.step(measure)
            rates.append([g["lr"] for g in optimizer.param_groups])
        cases.append(dict(stream=20000 + stream, measures=[m if m == m else "nan" for m in measures], rates=rates,
                          **dict(mode="min", factor=0.1, patience=10, threshold=1e-4, threshold_mode="rel", cooldown=0,
                                 min_lr=0.0, eps=1e-8) | options))
    return cases


def clippings():
    cases = []
    for stream, (kind, limit) in enumerate([
        ("l2", 1.0), ("l2", 100.0), ("l2", 0.0), ("infinity", 0.25), ("infinity", 3.0), ("value", 0.3), ("value", 0.0),
    ]):
        stream = 21000 + 10 * stream
        parameters = [torch.nn.Parameter(torch.zeros(s)) for s in ([2, 3], [4], [5])]
        for index, parameter in enumerate(parameters[:2]):
            parameter.grad = (noise(parameter.shape, stream + index) * 4).float()
        if kind == "value":
            total = torch.zeros([])
            torch.nn.utils.clip_grad_value_(parameters, limit)
        else:
            total = torch.nn.utils.clip_grad_norm_(parameters, limit, 2.0 if kind == "l2" else float("inf"))
        cases.append(dict(kind=kind, limit=limit, stream=stream, norm=float(total),
                          gradients=[numbers(p.grad) for p in parameters[:2]]))
    return cases


def permutations():
    cases = []
    for count in (0, 1, 2, 10, 700):
        torch.manual_seed(42)
        first = torch.randperm(count).tolist()
        cases.append(dict(first=first, second=torch.randperm(count).tolist()))
    return cases


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--offset", type=int)
    arguments = parser.parse_args()
    offset = arguments.offset or 0
    text = json.dumps(dict(
        offset=offset, crossEntropies=cross_entropies(), elementwiseLosses=elementwise_losses(), optimizers=optimizers(),
        schedules=schedules(), plateaus=plateaus(), clippings=clippings(), permutations=permutations()),
        separators=(",", ":"), allow_nan=False) + "\n"
    if arguments.offset is None:
        (here / "learning.json").write_text(text)
    else:
        print(text, end="")
