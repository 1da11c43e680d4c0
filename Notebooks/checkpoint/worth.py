"""The same study as worth.md with PyTorch and torchvision, to compare:

    LANDUSE_DATA=... python3 Notebooks/checkpoint/worth.py [--ways frozen ...] [--seeds 0 1 2]

Split, sizes, augmentation, optimiser, schedule and choice of the best epoch are worth.md's.
"""
import argparse, json, os, pathlib, struct, time
import numpy as np, torch, torchvision
from PIL import Image
from sklearn.metrics import f1_score
from torch import nn
from torchvision import transforms as T

parser = argparse.ArgumentParser()
parser.add_argument("--ways", nargs="*", default=["basic-cnn", "scratch", "random-frozen", "frozen", "fine-tuned"])
parser.add_argument("--seeds", nargs="*", type=int, default=[0, 1, 2])
parser.add_argument("--side", type=int, default=128)
parser.add_argument("--epochs", type=int, default=30)
parser.add_argument("--head-epochs", type=int, default=100)
parser.add_argument("--batch", type=int, default=32)
options = parser.parse_args()

folder = pathlib.Path(os.environ["LANDUSE_DATA"]) / "ucmerced"
classes = sorted(path.name for path in folder.iterdir() if path.is_dir())
files = [(path, label) for label, name in enumerate(classes) for path in sorted((folder / name).iterdir())]
pictures = [Image.open(path).convert("RGB") for path, _ in files]
labels = torch.tensor([label for _, label in files])


def split(seed, train=20, validation=5, test=5):
    random, parts = np.random.RandomState(seed), ([], [], [])
    for label in range(len(classes)):
        order = random.permutation(np.flatnonzero(labels.numpy() == label))
        for part, chosen in zip(parts, np.split(order[: train + validation + test], [train, train + validation])):
            part.extend(chosen.tolist())
    return parts


def basic_cnn():
    layers, channels = [], 3
    for width in [32, 64, 128, 128, 128, 128]:
        layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        channels = width
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(1152, len(classes)))


def our_checkpoint():
    path = pathlib.Path(__file__).parents[2] / "Sources/CPretrainedWeights/resnet18-landuse.safetensors"
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    types = {"F16": np.float16, "F32": np.float32, "I64": np.int64}
    state = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name == "__metadata__":
            continue
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        numbers = np.frombuffer(data[start:end], types[entry["dtype"]]).reshape(entry["shape"])
        state[name] = torch.from_numpy(numbers.astype(np.int64 if entry["dtype"] == "I64" else np.float32))
    return state


def resnet(pretrained, frozen):
    state = our_checkpoint() if pretrained else None
    model = torchvision.models.resnet18(num_classes=state["fc.bias"].numel() if state else 1000)
    if state:
        model.load_state_dict(state)
    model.fc = nn.Linear(512, len(classes))
    if frozen:
        for name, parameter in model.named_parameters():
            parameter.requires_grad = name.startswith("fc.")
    return model


WAYS = {  # network, pixels a side, rate, whether only the head is trained
    "basic-cnn": (basic_cnn, 224, 1e-3, False),
    "scratch": (lambda: resnet(False, False), options.side, 2e-3, False),
    "random-frozen": (lambda: resnet(False, True), options.side, 1e-2, True),
    "frozen": (lambda: resnet(True, True), options.side, 1e-2, True),
    "fine-tuned": (lambda: resnet(True, False), options.side, 5e-4, False),
}


def run(way, seed):
    make, side, rate, frozen = WAYS[way]
    torch.manual_seed(seed)
    model = make().to(memory_format=torch.channels_last)
    norm = [T.ToTensor(), T.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
    plain = T.Compose([T.Resize((side, side)), *norm])
    augment = T.Compose([T.RandomResizedCrop(side, scale=(0.5, 1)), T.RandomHorizontalFlip(), T.RandomVerticalFlip(), *norm])
    train, validation, test = split(seed)
    inputs = {part: torch.stack([plain(pictures[i]) for i in part]) for part in map(tuple, (validation, test))}
    start = time.perf_counter()
    if frozen:  # The head alone, on features that are computed once.
        body, head = nn.Sequential(*list(model.children())[:-1], nn.Flatten()).eval(), model.fc
        with torch.no_grad():
            features = body(torch.stack([plain(pictures[i]) for i in train]))
            inputs = {part: body(x) for part, x in inputs.items()}
        model = head
    count = options.head_epochs if frozen else options.epochs
    steps = -(-len(train) // options.batch)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps * count, cycle_momentum=False)
    best, kept = (-1.0, 0.0), None
    for _ in range(count):
        model.train()
        for places in torch.randperm(len(train)).split(options.batch):
            chosen = [train[i] for i in places]
            x = features[places] if frozen else torch.stack([augment(pictures[i]) for i in chosen])
            loss = nn.functional.cross_entropy(model(x), labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        model.eval()
        with torch.no_grad():
            logits = model(inputs[tuple(validation)])
        truth = labels[validation]
        score = ((logits.argmax(1) == truth).float().mean().item(), -nn.functional.cross_entropy(logits, truth).item())
        if score > best:
            best, kept = score, {name: tensor.clone() for name, tensor in model.state_dict().items()}
    seconds = time.perf_counter() - start
    model.load_state_dict(kept)
    model.eval()
    with torch.no_grad():
        predicted = model(inputs[tuple(test)]).argmax(1)
    accuracy = (predicted == labels[test]).float().mean().item()
    return accuracy, f1_score(labels[test], predicted, average="macro", zero_division=0), seconds, best[0]


for way in options.ways:
    results = []
    for seed in options.seeds:
        results.append(run(way, seed))
        accuracy, f1, seconds, validation = results[-1]
        print(f"{way} seed {seed}: validation {validation:.3f} test {accuracy:.3f} F1 {f1:.3f} in {seconds:.0f} s", flush=True)
    means, spread = np.mean(results, 0), np.std(results, 0, ddof=1 if len(results) > 1 else 0)
    print(f"{way}: accuracy {100 * means[0]:.1f} ± {100 * spread[0]:.1f} %, F1 {100 * means[1]:.1f} %, {means[2]:.0f} s", flush=True)
