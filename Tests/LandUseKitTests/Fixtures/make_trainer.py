"""Makes trainer.json: what the usual loop of PyTorch gives for a small network, epoch by epoch.

Written with torch 2.15.0 and scikit-learn 1.9.1: `python make_trainer.py`. With `--offset N` the same on other
pictures, printed. Weights come from `fill` of make_fixtures.py, pictures from noise.py as Support/Patches.swift
makes them. Everything that a trainer does takes part: BatchNorm, a short last batch, balanced class weights, label
smoothing, clipped gradients, a schedule, and validation in evaluation mode.
"""

import argparse
import json
import pathlib

import numpy as np
import torch
import torch.nn as nn
from sklearn.utils.class_weight import compute_class_weight

from make_fixtures import fill
from noise import noise

EPOCHS, BATCH = 3, 4


class PatchNet(nn.Module):
    def __init__(self):
        super().__init__()
        # A bias would have a gradient of nothing but rounding, which Adam makes large.
        self.conv = nn.Conv2d(3, 6, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(6)
        self.pool = nn.AdaptiveAvgPool2d(2)
        self.fc = nn.Sequential(nn.Dropout(0), nn.Linear(24, 3))

    def forward(self, x):
        return self.fc(self.pool(self.bn(self.conv(x)).relu()).flatten(1))


def patches(count, stream):
    labels = [(index * 7 + index // 5) % 3 for index in range(count)]
    images = []
    for index, label in enumerate(labels):
        grains = noise((8 * 8 * 3,), stream * 1000 + index).double().numpy()
        levels = np.where(np.arange(192) % 3 == label, 150.0, 100.0)
        samples = np.clip(levels + grains * 100, 0, 255).astype(np.uint8).reshape(8, 8, 3)
        images.append((torch.from_numpy(samples).permute(2, 0, 1).float() / 255 - 0.5) / 0.25)
    return torch.stack(images), torch.tensor(labels)


def run(offset):
    (images, labels), (others, truths) = patches(14, 5 + offset), patches(9, 6 + offset)
    weights = compute_class_weight("balanced", classes=np.arange(3), y=labels.numpy())
    model = PatchNet()
    with torch.no_grad():
        fill(model)
    criterion = nn.CrossEntropyLoss(weight=torch.tensor(weights, dtype=torch.float32), label_smoothing=0.1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 2, gamma=0.5)
    epochs = []
    for _ in range(EPOCHS):
        rate = optimizer.param_groups[0]["lr"]
        model.train()
        total, counted, correct = 0.0, 0.0, 0
        for start in range(0, len(labels), BATCH):
            batch, truth = images[start : start + BATCH], labels[start : start + BATCH]
            optimizer.zero_grad()
            logits = model(batch)
            loss = criterion(logits, truth)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            share = float(criterion.weight[truth].sum())
            total, counted = total + loss.item() * share, counted + share
            correct += int((logits.argmax(1) == truth).sum())
        schedule.step()
        model.eval()
        with torch.no_grad():
            logits = model(others)
            epochs.append({
                "rate": rate, "trainLoss": total / counted, "trainAccuracy": correct / len(labels),
                "validationLoss": criterion(logits, truths).item(),
                "validationAccuracy": float((logits.argmax(1) == truths).float().mean()),
            })
    return {"offset": offset, "classWeights": weights.tolist(), "epochs": epochs}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--offset", type=int)
    offset = parser.parse_args().offset
    text = json.dumps(run(offset or 0), separators=(",", ":"))
    if offset is None:
        (pathlib.Path(__file__).parent / "trainer.json").write_text(text + "\n")
    else:
        print(text)
