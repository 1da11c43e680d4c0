"""Makes the fixtures beside this file: what PyTorch, torchvision, torchsummary and Pillow give.

Written with torch 2.15.0, torchvision 0.29.2, torchsummary 1.5.1 and Pillow 13.0.0. Run it in a virtual
environment that has them: `python make_fixtures.py`. Inputs and weights come from `noise`, which
Support/Noise.swift computes too, so that no weights need to be kept.
"""

import collections
import contextlib
import io
import json
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as F
import torchsummary
import torchvision
from PIL import Image
from torchvision import transforms

from noise import noise

here = pathlib.Path(__file__).parent


def numbers(tensor):
    return [float(x) for x in tensor.detach().flatten().tolist()]


def write(name, value):
    (here / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


def fill(model):
    """Weights by formula, scaled so that activations stay near 1."""
    for stream, (name, tensor) in enumerate(model.state_dict().items()):
        if name.endswith("num_batches_tracked"):
            continue
        values = noise(tuple(tensor.shape), stream)
        if tensor.dim() > 1:
            fan_in = int(np.prod(tensor.shape[1:]))
            values = values * np.float32(np.sqrt(24.0 / fan_in))
        elif name.endswith("running_var"):
            values = values * np.float32(0.5) + np.float32(1)
        elif name.endswith("weight"):
            values = values * np.float32(0.25) + np.float32(0.75)
        else:
            values = values * np.float32(0.25)
        tensor.copy_(values)


def layers():
    convolutions = []
    for stream, (n, c, h, w, o, k, s, p, d, g, bias) in enumerate([
        (1, 3, 7, 6, 4, (3, 3), (1, 1), (1, 1), (1, 1), 1, False),
        (2, 3, 9, 11, 5, (7, 7), (2, 2), (3, 3), (1, 1), 1, True),
        (2, 6, 5, 4, 3, (1, 1), (1, 1), (0, 0), (1, 1), 1, True),
        (1, 6, 5, 5, 4, (1, 1), (2, 2), (0, 0), (1, 1), 1, False),
        (1, 6, 6, 7, 4, (3, 3), (2, 1), (1, 2), (1, 1), 2, True),
        (1, 4, 8, 9, 4, (3, 3), (1, 1), (2, 2), (2, 2), 4, False),
        (1, 4, 5, 5, 6, (1, 1), (1, 1), (0, 0), (1, 1), 2, True),
        (1, 2, 9, 7, 3, (3, 5), (2, 3), (0, 4), (1, 1), 1, True),
        (1, 2, 2, 2, 2, (3, 3), (1, 1), (3, 3), (1, 1), 1, False),
    ]):
        x, weight = noise((n, c, h, w), 3 * stream), noise((o, c // g, *k), 3 * stream + 1)
        b = noise((o,), 3 * stream + 2) if bias else None
        y = F.conv2d(x.double(), weight.double(), None if b is None else b.double(), s, p, d, g)
        convolutions.append(dict(
            input=[n, c, h, w], weight=list(weight.shape), stride=s, padding=p, dilation=d, groups=g, bias=bias,
            stream=3 * stream, output=list(y.shape), values=numbers(y)))

    norm = torch.nn.BatchNorm2d(3)
    with torch.no_grad():
        norm.weight.copy_(noise((3,), 60) + 1)
        norm.bias.copy_(noise((3,), 61))
    steps = []
    for stream in (62, 63):
        y = norm(noise((2, 3, 3, 4), stream) * 3 + 1)
        steps.append(dict(stream=stream, values=numbers(y), mean=numbers(norm.running_mean),
                          variance=numbers(norm.running_var), batches=int(norm.num_batches_tracked)))
    norm.eval()
    evaluation = numbers(norm(noise((2, 3, 3, 4), 64) * 3 + 1))

    write("layers.json", dict(convolutions=convolutions, batchNorm=dict(training=steps, evaluation=evaluation)))


def resnet():
    model = torchvision.models.resnet18()
    lines = [f"{name} {list(p.shape)}" for name, p in model.named_parameters()]
    (here / "resnet18-parameters.txt").write_text("\n".join(lines) + "\n")
    lines = [f"{name} {list(t.shape)}" for name, t in model.state_dict().items()]
    (here / "resnet18-state.txt").write_text("\n".join(lines) + "\n")
    (here / "resnet18.txt").write_text(str(model).replace("ReLU(inplace=True)", "ReLU()") + "\n")
    with torch.no_grad():
        fill(model)
        cases = []
        for side, batch in ((64, 2), (224, 1)):
            x = noise((batch, 3, side, side), 1000) * 4
            double = torchvision.models.resnet18().double()
            double.load_state_dict(model.state_dict())
            logits, reference = model.eval()(x), double.eval()(x.double())
            deviation = ((logits - reference).abs().max() / reference.abs().max()).item()
            print(f"logits at {side}: {reference.min():.2f}…{reference.max():.2f}, float32 within {deviation:.1e}")
            cases.append(dict(side=side, batch=batch, logits=numbers(logits)))
    parameters = {}
    for name, build in (("resnet18", torchvision.models.resnet18), ("resnet34", torchvision.models.resnet34),
                        ("resnet50", torchvision.models.resnet50)):
        network = build()
        parameters[name] = [sum(p.numel() for p in network.parameters()), len(network.state_dict())]
    fill_small = torchvision.models.ResNet(torchvision.models.resnet.Bottleneck, [1, 1, 1, 1], num_classes=5)
    with torch.no_grad():
        fill(fill_small)
        small = numbers(fill_small.eval()(noise((1, 3, 32, 32), 1001) * 4))
    write("resnet.json", dict(cases=cases, parameters=parameters, bottlenecks=small))


class Branch(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, x):
        return self.conv(x)


class Small(torch.nn.Module):
    """Nested, with a layer called twice and a frozen one."""

    def __init__(self):
        super().__init__()
        self.stem = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.ReLU())
        self.branch = Branch()
        self.pool = torch.nn.AdaptiveAvgPool2d(1)
        self.flatten = torch.nn.Flatten()
        self.fc = torch.nn.Linear(4, 1200, bias=False)
        self.stem[0].weight.requires_grad = False

    def forward(self, x):
        x = self.branch(self.branch(self.stem(x)))
        return self.fc(self.flatten(self.pool(x)))


def summaries():
    def text(model, size):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            torchsummary.summary(model, size, device="cpu")
        return output.getvalue()

    model = torchvision.models.resnet18()
    (here / "summary-resnet18-1000.txt").write_text(text(model, (3, 224, 224)))
    model.fc = torch.nn.Linear(512, 21)
    (here / "summary-resnet18-21.txt").write_text(text(model, (3, 224, 224)))
    for name, p in model.named_parameters():
        p.requires_grad = name.startswith("fc")
    (here / "summary-resnet18-frozen.txt").write_text(text(model, (3, 64, 64)))
    (here / "summary-small.txt").write_text(text(Small(), (3, 9, 10)))
    (here / "small.txt").write_text(str(Small()).replace("output_size=1)", "output_size=(1, 1))") + "\n")


def bytes_image(height, width, channels, stream):
    values = ((noise((height, width, channels), stream) + 0.5) * 256).to(torch.uint8).numpy()
    return Image.fromarray(values if channels > 1 else values[:, :, 0])


def pixels(image):
    return np.asarray(image).flatten().tolist()


def images():
    resizes = []
    for stream, (h, w, c, target) in enumerate([
        (13, 9, 3, [5]), (9, 13, 3, [5]), (6, 7, 3, [11, 10]), (16, 16, 3, [7, 16]), (16, 16, 1, [16, 5]),
        (31, 5, 3, [2, 9]), (8, 8, 3, [8]),
    ]):
        y = transforms.Resize(target if len(target) > 1 else target[0])(bytes_image(h, w, c, 200 + stream))
        resizes.append(dict(input=[h, w, c], target=target, stream=200 + stream,
                            output=[y.height, y.width], values=pixels(y)))
    crops = []
    for stream, (h, w, target) in enumerate([
        (9, 8, [4, 4]), (9, 8, [5, 5]), (7, 10, [4, 3]), (5, 6, [8, 9]), (5, 12, [8, 7]), (6, 6, [6, 6]), (11, 11, [4, 8]),
    ]):
        y = transforms.CenterCrop(target)(bytes_image(h, w, 3, 300 + stream))
        crops.append(dict(input=[h, w, 3], target=target, stream=300 + stream,
                          output=[y.height, y.width], values=pixels(y)))
    pipeline = transforms.Compose([
        transforms.Resize(10), transforms.CenterCrop(8), transforms.ToTensor(),
        transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])
    write("images.json", dict(resizes=resizes, crops=crops, pipeline=numbers(pipeline(bytes_image(17, 12, 3, 400)))))

    folder = here / "images"
    folder.mkdir(exist_ok=True)
    rgb = bytes_image(6, 8, 3, 500)
    rgb.save(folder / "rgb.png")
    rgb.save(folder / "rgb.tif")
    rgb.save(folder / "rgb.jpg", quality=95)
    bytes_image(6, 8, 4, 501).save(folder / "rgba.png")
    bytes_image(6, 8, 1, 502).save(folder / "grey.png")
    rgb.quantize(7).save(folder / "palette.png")
    Image.fromarray((np.asarray(bytes_image(6, 8, 1, 503)).astype(np.uint16) * 257)).save(folder / "grey16.png")
    Image.fromarray(np.asarray(bytes_image(6, 8, 1, 503)).astype(np.float32)).save(folder / "float.tif")
    write("images/expected.json", {
        name: dict(shape=[6, 8, channels], values=pixels(Image.open(folder / name).convert(mode)))
        for name, channels, mode in [("rgb.png", 3, "RGB"), ("rgb.tif", 3, "RGB"), ("rgb.jpg", 3, "RGB"),
                                     ("rgba.png", 4, "RGBA"), ("grey.png", 1, "L"), ("palette.png", 3, "RGB")]})


def tensors():
    torch.manual_seed(42)
    values = {}
    for name, tensor in dict(
        whole=torch.arange(6.0).reshape(2, 3), scalar=torch.tensor(3.5), empty=torch.tensor([]),
        mixed=torch.tensor([[0.5, -1.25], [float("nan"), float("inf")]]), wide=torch.arange(40.0) / 7,
        scientific=torch.tensor([1e-6, 1.0, 12345.678]), big=torch.arange(1200.0).reshape(40, 30),
        cube=torch.arange(24.0).reshape(2, 3, 4) / 3, zeros=torch.zeros(3),
        gradient=torch.tensor([1.0, 2.0], requires_grad=True), large=torch.arange(5000.0) - 2500,
    ).items():
        values[name] = str(tensor)
    write("tensor-texts.json", values)

    def seeded(make):
        torch.manual_seed(42)
        return numbers(make())

    torch.manual_seed(42)
    model = torchvision.models.resnet18()
    state = model.state_dict()
    write("random.json", dict(
        uniform=seeded(lambda: torch.rand(5)), normalFew=seeded(lambda: torch.cat([torch.randn(3), torch.randn(2)])),
        normal=seeded(lambda: torch.randn(32)), normalOdd=seeded(lambda: torch.randn(37)),
        linear=seeded(lambda: torch.nn.Linear(3, 2).weight),
        resnet18={name: numbers(state[name].flatten()[-6:]) for name in
                  ("conv1.weight", "layer2.0.downsample.0.weight", "layer4.1.conv2.weight", "fc.weight", "fc.bias")}))


def checkpoints():
    parts, header, offset = [], {"__metadata__": {"format": "pt", "note": "ä \"quoted\"\n"}}, 0
    base = np.array([[0.5, -1.25, 3.0], [2.0, 100.0, -7.0]])
    bf16 = (base.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
    whole = np.array([0, 1, 2, 100])
    for name, dtype, array in [
        ("f64", "F64", base), ("i64", "I64", -whole), ("f32", "F32", base.astype(np.float32)),
        ("i32", "I32", -whole.astype(np.int32)), ("f16", "F16", base.astype(np.float16)), ("bf16", "BF16", bf16),
        ("i16", "I16", -whole.astype(np.int16)), ("u8", "U8", whole.astype(np.uint8)), ("i8", "I8", -whole.astype(np.int8)),
        ("bool", "BOOL", np.array([True, False])), ("scalar", "U8", np.array(7, dtype=np.uint8)),
        ("nothing", "F32", np.zeros((0, 3), dtype=np.float32)),
    ]:
        data = array.tobytes()
        header[name] = dict(dtype=dtype, shape=list(array.shape), data_offsets=[offset, offset + len(data)])
        parts.append(data)
        offset += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (here / "from-python.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))

    (here / "pytorch").mkdir(exist_ok=True)
    base = noise((4, 6), 600)
    state = dict(
        whole=base, turned=base.t(), part=base[1:3, 2:5], parameter=torch.nn.Parameter(base.clone()),
        channels_last=noise((2, 3, 2, 2), 601).contiguous(memory_format=torch.channels_last),
        half=(base * 64).round().half(), bfloat=(base * 64).round().bfloat16(), double=base.double(),
        long=torch.tensor([-3, 0, 1 << 20]), byte=torch.tensor([0, 255], dtype=torch.uint8),
        bool=torch.tensor([True, False]), scalar=torch.tensor(7), nothing=torch.zeros(0, 3),
        nested=dict(weight=base + 1), epoch=3, rate=0.5, names=["a", None, (1, 2)])
    torch.save(collections.OrderedDict(state), here / "pytorch" / "types.pth")

    class Evil:
        def __reduce__(self):
            return (print, ("code of the file's own",))

    torch.save(dict(weight=base, evil=Evil()), here / "pytorch" / "evil.pth")


if __name__ == "__main__":
    layers()
    resnet()
    summaries()
    images()
    tensors()
    checkpoints()
