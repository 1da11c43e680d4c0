"""The peer of networks.md: the same work in PyTorch, in the memory layout that is asked for.

Arguments: network, work, batch, repetitions, layout, threads. Prints `engine; seconds …; bytes`.
"""

import resource
import sys
import time

import torch
import torch.nn.functional as F
import torchvision

network, work, batch, repetitions, layout, threads = sys.argv[1:]
batch, repetitions = int(batch), int(repetitions)
memory_format = torch.channels_last if layout == "channels-last" else torch.contiguous_format
torch.set_num_threads(int(threads))
torch.manual_seed(1)


def basic_cnn():
    widths, layers = [3, 32, 64, 128, 128, 128, 128], []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Conv2d(inputs, outputs, 3, padding=1), torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
    return torch.nn.Sequential(*layers, torch.nn.Flatten(), torch.nn.Linear(1152, 21))


def peak_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def images():
    return torch.rand(batch, 3, 224, 224).to(memory_format=memory_format)


def train(model, optimizer, images, labels):
    optimizer.zero_grad()
    F.cross_entropy(model(images), labels).backward()
    optimizer.step()


def seconds(body):
    start = time.perf_counter()
    body()
    return time.perf_counter() - start


memory_before = peak_memory()
model = basic_cnn() if network == "basic-cnn" else getattr(torchvision.models, network)(weights=None, num_classes=21)
model = model.to(memory_format=memory_format)
labels = torch.arange(batch) % 21

if work == "training":
    x = images()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    for _ in range(2):
        train(model, optimizer, x, labels)
    times = [seconds(lambda: train(model, optimizer, x, labels)) for _ in range(repetitions)]
elif work == "frozen-head":
    # As the course does it: every epoch runs the frozen network too. Two epochs are timed, and stand for thirty.
    model.eval()
    for parameter in model.parameters():
        parameter.requires_grad = False
    for parameter in model.fc.parameters():
        parameter.requires_grad = True
    batches = [images() for _ in range(repetitions)]
    optimizer = torch.optim.SGD(model.fc.parameters(), lr=0.01, momentum=0.9)
    train(model, optimizer, batches[0], labels)

    def epoch():
        for x in batches:
            train(model, optimizer, x, labels)

    times = [15 * seconds(lambda: (epoch(), epoch()))]
else:
    x = images()
    model.eval()
    with torch.inference_mode():
        for _ in range(3):
            model(x)
        times = [seconds(lambda: model(x)) for _ in range(repetitions)]

print(f"PyTorch, {layout};", *times, ";", peak_memory() - memory_before)
