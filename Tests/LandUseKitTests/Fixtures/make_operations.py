"""What PyTorch gives for the operations of LandUseKit: results, gradients, refusals, in double precision.

`python make_operations.py` writes operations.json beside this file (written with torch 2.15.0). With `--seed N` it
prints the same cases to stdout with other inputs: the tests run it so where torch is installed.

Each case names a function of torch or torch.nn.functional or a class of torch.nn, its options, and how its inputs are drawn:
`noise` by a stream's number, as Support/Noise.swift computes it too, so that no inputs need to be kept. To add a case,
add it to `cases`; an operation that is new stands also in Support/OperationTable.swift.
"""

import argparse
import json
import pathlib
import sys
import zlib

import torch
import torch.nn.functional as F
from torch import nn

from noise import noise

here = pathlib.Path(__file__).parent


def draw(*shape, scale=1.0, shift=0.0, frozen=False):
    """An input of noise in [shift - scale / 2, shift + scale / 2); no gradient is asked for a frozen one."""
    return dict(shape=list(shape), scale=scale, shift=shift, frozen=frozen)


def filled(value, *shape):
    """An input of one number throughout."""
    return draw(*shape, scale=0.0, shift=value)


class PatchEmbedding(nn.Module):
    """As in timm and torchvision: a convolution whose stride is its kernel, then [N, patches, channels]."""

    def __init__(self, in_channels, embed_dim, patch_size):
        super().__init__()
        self.proj = nn.Conv2d(in_channels, embed_dim, patch_size, patch_size)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class BasicCNN(nn.Module):
    """The course's first network."""

    def __init__(self, num_classes):
        super().__init__()
        widths = [3, 32, 64, 128, 128, 128, 128]
        layers = [[nn.Conv2d(before, after, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)] for before, after in zip(widths, widths[1:])]
        self.features = nn.Sequential(*sum(layers, []))
        self.classifier = nn.Linear(1152, num_classes)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


def attend(module, query, key=None, value=None, causal=False, lengths=None):
    """Attention with masks. A length a sequence says how many of its keys are real."""
    key = query if key is None else key
    value = key if value is None else value
    batch_first = module.batch_first
    queries, keys = query.shape[1 if batch_first else 0], key.shape[1 if batch_first else 0]
    mask = torch.full((queries, keys), -torch.inf, dtype=query.dtype).triu(1) if causal else None
    padding = None
    if lengths is not None:
        padding = torch.zeros(len(lengths), keys, dtype=query.dtype)
        for row, length in zip(padding, lengths):
            row[length:] = -torch.inf
    return module(query, key, value, key_padding_mask=padding, attn_mask=mask)


# Functions that torch has under another form.
functions = dict(
    subtract=lambda input, other: input - other,
    get_row=lambda input, row: input[row],
    stack=lambda dim=0, **tensors: torch.stack(list(tensors.values()), dim),
    cat=lambda dim=0, **tensors: torch.cat(list(tensors.values()), dim),
    clamp_range=lambda input, low, high: torch.clamp(input, low, high))

modules = dict(
    BatchNorm2d=nn.BatchNorm2d, LayerNorm=nn.LayerNorm, GELU=nn.GELU, MaxPool2d=nn.MaxPool2d, AvgPool2d=nn.AvgPool2d,
    AdaptiveAvgPool2d=nn.AdaptiveAvgPool2d, Conv2d=nn.Conv2d, ConvTranspose2d=nn.ConvTranspose2d, Linear=nn.Linear,
    Dropout=nn.Dropout, Sigmoid=nn.Sigmoid, Tanh=nn.Tanh, Softmax=nn.Softmax, LeakyReLU=nn.LeakyReLU, ReLU=nn.ReLU,
    Flatten=nn.Flatten, MultiheadAttention=nn.MultiheadAttention, PatchEmbedding=PatchEmbedding, BasicCNN=BasicCNN)


def convolution_cases():
    for name, n, c, h, w, o, kernel, groups, bias, options in [
        ("3x3, padding 1", 2, 3, 7, 6, 4, (3, 3), 1, False, dict(padding=1)),
        ("7x7, stride 2, padding 3, odd sizes", 2, 3, 9, 11, 4, (7, 7), 1, True, dict(stride=2, padding=3)),
        ("1x1", 2, 6, 5, 4, 3, (1, 1), 1, True, {}),
        ("1x1, stride 2", 1, 6, 5, 5, 4, (1, 1), 1, False, dict(stride=2)),
        ("1x1, stride 2, even size", 2, 4, 6, 4, 5, (1, 1), 1, False, dict(stride=2)),
        ("1x1 with padding", 1, 3, 2, 3, 2, (1, 1), 1, True, dict(padding=1)),
        ("3x3, stride 2, a row left over", 1, 3, 8, 7, 4, (3, 3), 1, False, dict(stride=2, padding=1)),
        ("groups, uneven stride and padding", 1, 6, 6, 7, 4, (3, 3), 2, True, dict(stride=(2, 1), padding=(1, 2))),
        ("depthwise, dilated", 1, 4, 8, 9, 4, (3, 3), 4, False, dict(padding=2, dilation=2)),
        ("depthwise, two filters a channel", 2, 3, 5, 5, 6, (3, 3), 3, True, dict(padding=1)),
        ("1x1 in groups", 1, 4, 5, 5, 6, (1, 1), 2, True, {}),
        ("3x5, stride (2, 3)", 1, 2, 9, 7, 3, (3, 5), 1, True, dict(stride=(2, 3), padding=(0, 4))),
        ("padding larger than the image", 1, 2, 2, 2, 2, (3, 3), 1, False, dict(padding=3)),
        ("a single pixel", 1, 3, 1, 1, 2, (3, 3), 1, True, dict(padding=1)),
        ("a single pixel, one by one", 1, 5, 1, 1, 3, (1, 1), 1, True, {}),
        ("the kernel is the image", 2, 2, 4, 4, 3, (4, 4), 1, True, dict(stride=4)),
        ("dilation 3 and stride 2", 1, 2, 9, 8, 2, (3, 2), 1, True, dict(stride=2, dilation=(3, 2), padding=1)),
        ("more channels than a vector holds", 1, 17, 4, 3, 18, (3, 3), 1, False, dict(padding=1)),
        ("a stride that skips pixels", 1, 2, 7, 7, 2, (2, 2), 1, True, dict(stride=3)),
    ]:
        inputs = dict(input=draw(n, c, h, w), weight=draw(o, c // groups, *kernel))
        if bias:
            inputs["bias"] = draw(o)
        yield f"conv2d: {name}", "conv2d", dict(options, groups=groups), inputs
    x, weight, bias = (2, 3, 6, 5), (4, 3, 3, 3), (4,)
    for wanted in ("input", "weight", "bias"):
        yield f"conv2d: gradient of the {wanted} alone", "conv2d", dict(padding=1), dict(
            input=draw(*x, frozen=wanted != "input"), weight=draw(*weight, frozen=wanted != "weight"),
            bias=draw(*bias, frozen=wanted != "bias"))
    yield "conv2d: wrong channels", "conv2d", {}, dict(input=draw(1, 2, 5, 5), weight=draw(4, 3, 3, 3))


def transposed_cases():
    for name, n, c, h, w, o, kernel, groups, bias, options in [
        ("2x2, stride 2: a U-Net's", 2, 3, 3, 4, 2, (2, 2), 1, True, dict(stride=2)),
        ("3x3, stride 2, output padding", 1, 3, 3, 4, 2, (3, 3), 1, True, dict(stride=2, padding=1, output_padding=1)),
        ("uneven all over", 1, 4, 3, 5, 6, (3, 2), 2, True,
         dict(stride=(2, 3), padding=(1, 0), output_padding=(0, 2), dilation=(1, 2))),
        ("dilated", 1, 2, 3, 3, 3, (3, 3), 1, False, dict(dilation=2, padding=1)),
        ("a single pixel", 1, 3, 1, 1, 2, (4, 4), 1, False, dict(stride=4)),
        ("1x1", 2, 3, 4, 3, 5, (1, 1), 1, True, {}),
        ("depthwise", 1, 4, 4, 3, 4, (3, 3), 4, False, dict(stride=2, padding=1)),
    ]:
        inputs = dict(input=draw(n, c, h, w), weight=draw(c, o // groups, *kernel))
        if bias:
            inputs["bias"] = draw(o)
        yield f"conv_transpose2d: {name}", "conv_transpose2d", dict(options, groups=groups), inputs
    yield "conv_transpose2d: gradient of the input alone", "conv_transpose2d", dict(stride=2), dict(
        input=draw(1, 2, 3, 3), weight=draw(2, 3, 2, 2, frozen=True))
    yield "conv_transpose2d: output padding not below the stride", "conv_transpose2d", dict(output_padding=1), dict(
        input=draw(1, 2, 3, 3), weight=draw(2, 3, 2, 2))
    yield "ConvTranspose2d", "ConvTranspose2d", dict(
        in_channels=4, out_channels=6, kernel_size=(3, 2), stride=2, padding=(1, 0), output_padding=1, groups=2), dict(
        input=draw(1, 4, 3, 2), weight=draw(4, 3, 3, 2), bias=draw(6))


def pool_cases():
    for name, shape, options in [
        ("ResNet's", (2, 3, 7, 8), dict(kernel_size=3, stride=2, padding=1)),
        ("halving", (2, 2, 4, 6), dict(kernel_size=2)),
        ("halving, a row and a column left over", (1, 5, 5, 7), dict(kernel_size=2)),
        ("a row and a column left over, kept", (1, 5, 5, 7), dict(kernel_size=2, ceil_mode=True)),
        ("overlapping", (1, 5, 5, 5), dict(kernel_size=3, stride=1, padding=1)),
        ("dilated, uneven", (1, 2, 9, 8), dict(kernel_size=(2, 3), stride=(2, 1), padding=(0, 1), dilation=(3, 2))),
        ("kept, but not where a window would start in the padding", (1, 1, 4, 4),
         dict(kernel_size=2, stride=2, padding=1, ceil_mode=True)),
        ("a stride above the kernel, kept", (1, 2, 7, 7), dict(kernel_size=2, stride=3, ceil_mode=True)),
        ("a single pixel", (1, 3, 1, 1), dict(kernel_size=3, stride=2, padding=1)),
    ]:
        yield f"max_pool2d: {name}", "max_pool2d", options, dict(input=draw(*shape))
    yield "max_pool2d: all -5, which padding must not beat, and the first of equals gets the gradient", "max_pool2d", dict(
        kernel_size=3, stride=2, padding=1), dict(input=filled(-5.0, 1, 2, 5, 4))
    yield "max_pool2d: too much padding", "max_pool2d", dict(kernel_size=2, padding=2), dict(input=draw(1, 1, 4, 4))
    yield "max_pool2d: does not fit", "max_pool2d", dict(kernel_size=5), dict(input=draw(1, 1, 4, 4))
    for name, shape, options in [
        ("halving", (2, 3, 4, 6), dict(kernel_size=2)),
        ("padding counts", (1, 2, 5, 5), dict(kernel_size=3, stride=2, padding=1)),
        ("padding does not count", (1, 2, 5, 5), dict(kernel_size=3, stride=2, padding=1, count_include_pad=False)),
        ("a row left over, kept", (1, 3, 5, 7), dict(kernel_size=2, ceil_mode=True)),
        ("kept and padded", (1, 2, 6, 6), dict(kernel_size=3, stride=2, padding=1, ceil_mode=True)),
        ("kept and padded, not counted", (1, 2, 6, 6),
         dict(kernel_size=3, stride=2, padding=1, ceil_mode=True, count_include_pad=False)),
        ("uneven", (1, 2, 7, 6), dict(kernel_size=(3, 2), stride=(1, 3), padding=(1, 0))),
    ]:
        yield f"avg_pool2d: {name}", "avg_pool2d", options, dict(input=draw(*shape))
    for name, shape, size in [
        ("to one", (2, 3, 7, 7), [1, 1]), ("uneven parts", (1, 2, 5, 7), [2, 3]),
        ("more parts than pixels", (1, 2, 2, 3), [4, 3]), ("a single pixel", (2, 3, 1, 1), [1, 1]),
    ]:
        yield f"adaptive_avg_pool2d: {name}", "adaptive_avg_pool2d", dict(output_size=size), dict(input=draw(*shape))
    yield "MaxPool2d", "MaxPool2d", dict(kernel_size=(3, 2), stride=2, padding=1, ceil_mode=True), dict(input=draw(1, 2, 6, 6))
    yield "AvgPool2d", "AvgPool2d", dict(kernel_size=3, stride=2, padding=1), dict(input=draw(1, 2, 6, 6))
    yield "AdaptiveAvgPool2d", "AdaptiveAvgPool2d", dict(output_size=[3, 2]), dict(input=draw(1, 2, 6, 6))


def normalization_cases():
    def state(channels, **inputs):
        return dict(
            input=draw(*inputs["shape"], scale=3.0, shift=1.0), weight=draw(channels, shift=1.0), bias=draw(channels),
            running_mean=draw(channels, frozen=True), running_var=draw(channels, shift=1.0, frozen=True))

    for name, shape in [("", (2, 3, 3, 4)), (", batch 1", (1, 4, 2, 3)), (", two values a channel", (2, 3, 1, 1)),
                        (", one channel", (3, 1, 2, 2)), (", seventeen channels", (2, 17, 2, 3))]:
        for training in (True, False):
            mode = "training" if training else "evaluation"
            # Two values are normalised to almost ±1, and their gradient is what eps leaves of it.
            eps = 0.1 if shape[2:] == (1, 1) else 1e-5
            yield f"BatchNorm2d: {mode}{name}", "BatchNorm2d", dict(
                num_features=shape[1], training=training, eps=eps), state(shape[1], shape=shape)
    yield "BatchNorm2d: one value a channel in training", "BatchNorm2d", dict(num_features=3), state(3, shape=(1, 3, 1, 1))
    yield "BatchNorm2d: one value a channel in evaluation", "BatchNorm2d", dict(
        num_features=3, training=False), state(3, shape=(1, 3, 1, 1))
    yield "BatchNorm2d: wrong channels", "BatchNorm2d", dict(num_features=3), state(3, shape=(1, 4, 2, 2))
    yield "BatchNorm2d: other eps and momentum", "BatchNorm2d", dict(
        num_features=3, eps=0.1, momentum=0.5), state(3, shape=(2, 3, 2, 2))
    yield "BatchNorm2d: a cumulative average", "BatchNorm2d", dict(
        num_features=3, momentum=None), state(3, shape=(2, 3, 2, 2))
    for wanted in ("input", "weight", "bias"):
        inputs = state(3, shape=(2, 3, 3, 2))
        for name in ("input", "weight", "bias"):
            inputs[name]["frozen"] = name != wanted
        yield f"BatchNorm2d: gradient of the {wanted} alone", "BatchNorm2d", dict(num_features=3), inputs
    for name, shape, normalized in [("last dimension", (2, 3, 5), [5]), ("last two", (4, 3, 2), [3, 2]),
                                    ("a row", (7,), [7]), ("twenty-one", (2, 21), [21])]:
        yield f"layer_norm: {name}", "layer_norm", dict(normalized_shape=normalized), dict(
            input=draw(*shape, scale=3.0, shift=1.0), weight=draw(*normalized, shift=1.0), bias=draw(*normalized))
    yield "layer_norm: plain", "layer_norm", dict(normalized_shape=[4], eps=0.01), dict(input=draw(3, 4))
    yield "layer_norm: weight alone", "layer_norm", dict(normalized_shape=[4]), dict(
        input=draw(3, 4, frozen=True), weight=draw(4))
    yield "layer_norm: wrong size", "layer_norm", dict(normalized_shape=[5]), dict(input=draw(3, 4))
    yield "LayerNorm", "LayerNorm", dict(normalized_shape=[6]), dict(
        input=draw(2, 3, 6), weight=draw(6, shift=1.0), bias=draw(6))
    yield "LayerNorm: without bias", "LayerNorm", dict(normalized_shape=[3, 2], bias=False), dict(
        input=draw(2, 3, 2), weight=draw(3, 2, shift=1.0))
    yield "LayerNorm: not affine", "LayerNorm", dict(normalized_shape=[3], elementwise_affine=False, eps=0.001), dict(
        input=draw(2, 3))


def activation_cases():
    wide = dict(input=draw(3, 7, scale=8.0))
    yield "relu", "relu", {}, wide
    yield "relu: at 0", "relu", {}, dict(input=filled(0.0, 3))
    yield "gelu: exact", "gelu", {}, wide
    yield "gelu: far out", "gelu", {}, dict(input=draw(20, scale=30.0))
    yield "gelu: tanh", "gelu", dict(approximate="tanh"), wide
    yield "leaky_relu", "leaky_relu", dict(negative_slope=0.2), wide
    yield "leaky_relu: at 0", "leaky_relu", {}, dict(input=filled(0.0, 3))
    yield "sigmoid", "sigmoid", {}, dict(input=draw(20, scale=30.0))
    yield "tanh", "tanh", {}, wide
    for dim in (0, 1, 2):
        yield f"softmax: dimension {dim}", "softmax", dict(dim=dim), dict(input=draw(2, 3, 4, scale=20.0))
        yield f"log_softmax: dimension {dim}", "log_softmax", dict(dim=dim), dict(input=draw(2, 3, 4, scale=20.0))
    for module, options in [("ReLU", {}), ("GELU", {}), ("GELU", dict(approximate="tanh")), ("Sigmoid", {}), ("Tanh", {}),
                            ("LeakyReLU", {}), ("LeakyReLU", dict(negative_slope=0.2)), ("Softmax", dict(dim=-1))]:
        yield f"{module} {json.dumps(options)}", module, options, dict(input=draw(2, 5, scale=4.0))
    yield "Dropout: evaluation", "Dropout", dict(p=0.3, training=False), dict(input=draw(2, 5))
    yield "Dropout: nothing is dropped", "Dropout", dict(p=0.0), dict(input=draw(2, 5))
    yield "Dropout: all is dropped", "Dropout", dict(p=1.0), dict(input=draw(2, 5))
    yield "Flatten", "Flatten", {}, dict(input=draw(2, 3, 4, 2))


def attention_cases():
    def attention(embed, bias=True, **inputs):
        state = {"in_proj_weight": draw(3 * embed, embed), "out_proj.weight": draw(embed, embed)}
        if bias:
            state |= {"in_proj_bias": draw(3 * embed), "out_proj.bias": draw(embed)}
        return inputs | state

    options = dict(embed_dim=6, num_heads=2)
    first = dict(options, batch_first=True)
    yield "MultiheadAttention: of one input", "MultiheadAttention", first, attention(6, input=draw(2, 4, 6, scale=4.0))
    yield "MultiheadAttention: sequence first", "MultiheadAttention", options, attention(6, input=draw(4, 2, 6, scale=4.0))
    yield "MultiheadAttention: one sequence", "MultiheadAttention", first, attention(6, input=draw(4, 6, scale=4.0))
    yield "MultiheadAttention: of three inputs", "MultiheadAttention", first, attention(
        6, query=draw(2, 3, 6), key=draw(2, 5, 6), value=draw(2, 5, 6))
    yield "MultiheadAttention: without biases", "MultiheadAttention", dict(first, bias=False), attention(
        6, bias=False, input=draw(1, 3, 6))
    yield "MultiheadAttention: causal", "MultiheadAttention", dict(first, causal=True), attention(6, input=draw(2, 4, 6))
    yield "MultiheadAttention: keys of padding", "MultiheadAttention", dict(first, lengths=[4, 2]), attention(
        6, input=draw(2, 4, 6))
    yield "MultiheadAttention: both masks", "MultiheadAttention", dict(options, causal=True, lengths=[4, 2]), attention(
        6, input=draw(4, 2, 6))
    yield "MultiheadAttention: wrong size", "MultiheadAttention", first, attention(6, input=draw(2, 4, 5))
    yield "PatchEmbedding", "PatchEmbedding", dict(in_channels=3, embed_dim=4, patch_size=2), {
        "input": draw(2, 3, 4, 6), "proj.weight": draw(4, 3, 2, 2), "proj.bias": draw(4)}


def model_cases():
    shapes = {name: tuple(p.shape) for name, p in BasicCNN(21).named_parameters()}
    # Of so many values some are so near each other, or 0, that another wins a window in 32 bits than in 64. For these inputs
    # none matters; with fresh ones it may.
    yield "BasicCNN", "BasicCNN", dict(num_classes=21, tolerance=0.02), {"input": draw(1, 3, 192, 193, scale=4.0)} | {
        name: draw(*shape, scale=(24 / torch.Size(shape[1:]).numel()) ** 0.5 if len(shape) > 1 else 0.5)
        for name, shape in shapes.items()}


def linear_cases():
    for name, shape in [("rows", (3, 5)), ("three dimensions", (2, 3, 5)), ("one row of its own", (5,)), ("one", (1, 5))]:
        yield f"linear: {name}", "linear", {}, dict(input=draw(*shape), weight=draw(4, 5), bias=draw(4))
    yield "linear: without bias", "linear", {}, dict(input=draw(2, 5), weight=draw(4, 5))
    yield "linear: wrong size", "linear", {}, dict(input=draw(2, 4), weight=draw(4, 5))
    yield "Linear", "Linear", dict(in_features=5, out_features=4), dict(
        input=draw(2, 5), weight=draw(4, 5), bias=draw(4))
    yield "Conv2d", "Conv2d", dict(
        in_channels=4, out_channels=6, kernel_size=(3, 2), stride=2, padding=(1, 0), groups=2), dict(
        input=draw(1, 4, 5, 4), weight=draw(6, 2, 3, 2), bias=draw(6))


def elementary_cases():
    pairs = [("alike", (2, 3), (2, 3)), ("a row", (2, 3), (3,)), ("a number", (2, 3), ()), ("both ways", (4, 1, 3), (2, 1)),
             ("images and channels", (2, 3, 2, 4), (3, 1, 1)), ("vectors with a rest", (37,), (37,)), ("images", (2, 5, 3, 3), (2, 5, 3, 3))]
    for operation, shift in [("add", 0.0), ("subtract", 0.0), ("mul", 0.0), ("div", 2.0)]:
        for name, left, right in pairs:
            yield f"{operation}: {name}", operation, {}, dict(input=draw(*left), other=draw(*right, shift=shift))
        yield f"{operation}: gradient of the right one alone", operation, {}, dict(
            input=draw(2, 3, frozen=True), other=draw(3, shift=shift))
        yield f"{operation}: do not fit", operation, {}, dict(input=draw(2, 3), other=draw(4))
    for operation in ("exp", "log", "sqrt", "abs"):
        yield operation, operation, {}, dict(input=draw(3, 7, shift=0.75))
    yield "abs: negative, and at 0", "abs", {}, dict(input=filled(0.0, 2))
    for exponent in (0.0, 1.0, 2.0, 3.0, 0.5, -1.5):
        yield f"pow: {exponent}", "pow", dict(exponent=exponent), dict(input=draw(5, shift=0.75))
    yield "pow: of negative numbers", "pow", dict(exponent=3.0), dict(input=draw(5, shift=-0.75))
    yield "clamp", "clamp_range", dict(low=-0.25, high=0.125), dict(input=draw(4, 5))
    yield "clamp: at a bound", "clamp_range", dict(low=-0.25, high=0.5), dict(input=filled(0.5, 3))
    for operation in ("sum", "mean"):
        yield operation, operation, {}, dict(input=draw(3, 4, shift=0.5))
        for dim in (0, 1, -1):
            yield f"{operation}: dimension {dim}", operation, dict(dim=dim), dict(input=draw(2, 3, 4, shift=0.5))
        yield f"{operation}: dimension kept", operation, dict(dim=1, keepdim=True), dict(input=draw(2, 3, 4, 2, shift=0.5))
    yield "reshape", "reshape", dict(shape=[4, 6]), dict(input=draw(2, 3, 4))
    yield "reshape: of an image", "reshape", dict(shape=[2, 24]), dict(input=draw(2, 3, 4, 2))
    yield "permute", "permute", dict(dims=[2, 0, 1]), dict(input=draw(2, 3, 4))
    yield "transpose", "transpose", dict(dim0=0, dim1=-1), dict(input=draw(2, 3, 4))
    yield "narrow", "narrow", dict(dim=1, start=1, length=2), dict(input=draw(2, 4, 3))
    yield "narrow: out of bounds", "narrow", dict(dim=1, start=3, length=2), dict(input=draw(2, 4, 3))
    yield "a row", "get_row", dict(row=-1), dict(input=draw(3, 2, 2))
    yield "unsqueeze", "unsqueeze", dict(dim=-1), dict(input=draw(2, 3))
    yield "squeeze", "squeeze", dict(dim=1), dict(input=draw(2, 1, 3))
    yield "stack", "stack", {}, dict(first=draw(2, 3), second=draw(2, 3, frozen=True), third=draw(2, 3))
    yield "stack: do not fit", "stack", {}, dict(first=draw(2, 3), second=draw(3, 3))
    yield "cat", "cat", dict(dim=1), dict(first=draw(2, 3, 2), second=draw(2, 1, 2))
    yield "cat: channels of images", "cat", dict(dim=1), dict(first=draw(2, 3, 2, 4), second=draw(2, 2, 2, 4))
    for name, left, right in [("matrices", (2, 3), (3, 4)), ("vectors", (3,), (3,)), ("a row", (3,), (3, 4)), ("a column", (2, 3), (3,)),
                              ("batches, broadcast", (2, 1, 2, 3), (4, 3, 2)), ("a batch and a matrix", (3, 2, 4), (4, 5))]:
        yield f"matmul: {name}", "matmul", {}, dict(input=draw(*left), other=draw(*right))
    yield "matmul: do not fit", "matmul", {}, dict(input=draw(2, 3), other=draw(2, 3))


def all_cases(with_models):
    for group in (elementary_cases, linear_cases, convolution_cases, transposed_cases, pool_cases, normalization_cases, activation_cases,
                  attention_cases):
        yield from group()
    if with_models:
        yield from model_cases()


def tensor(spec):
    # Rounded after each step, as 32-bit floats are.
    values = noise(tuple(spec["shape"]), spec["stream"]) * torch.tensor(spec["scale"]) + torch.tensor(spec["shift"])
    return values.double().requires_grad_(not spec["frozen"])


def values(name, tensor, most=4000):
    """Of a large tensor, numbers here and there are enough."""
    numbers = tensor.detach().flatten()
    every = 1 if len(numbers) <= most else len(numbers) // 97 + 1
    return dict(name=name, shape=list(tensor.shape), every=every, values=[float(f"{x:.8g}") for x in numbers[::every].tolist()])


def run(operation, options, tensors):
    """The results by name, and of a module its description and the initial parameters that follow seed 42."""
    options = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
    options.pop("tolerance", None)
    if operation not in modules:
        function = functions.get(operation) or getattr(F, operation, None) or getattr(torch, operation)
        return dict(output=function(**tensors, **options)), {}
    training = options.pop("training", True)
    extras = {name: options.pop(name) for name in ("causal", "lengths") if name in options}
    module = modules[operation](**options).double().train(training)
    arguments = {name: value for name, value in tensors.items() if name in ("input", "query", "key", "value")}
    state = {name: value for name, value in tensors.items() if name not in arguments}
    for name, buffer in module.named_buffers():
        if name in state:
            buffer.copy_(state.pop(name).detach())
    # The tensors themselves are the parameters, so that their gradients are found where the inputs' are.
    parameters = dict(module.named_parameters())
    assert state.keys() == parameters.keys(), (operation, state.keys(), parameters.keys())
    for name in state:
        *path, last = name.split(".")
        owner = module.get_submodule(".".join(path))
        del owner._parameters[last]
        setattr(owner, last, state[name])
    torch.manual_seed(42)
    fresh = modules[operation](**options)
    about = dict(description=str(fresh).replace("NonDynamicallyQuantizableLinear", "Linear"),
                 initial=[values(key, parameter, 97) for key, parameter in fresh.named_parameters()])
    if operation == "MultiheadAttention":
        output, weights = attend(module, *arguments.values(), **extras)
        return dict(output=output, weights=weights), about
    return dict(output=module(**{"x" if operation in ("PatchEmbedding", "BasicCNN") else "input": arguments["input"]}),
                **dict(module.named_buffers())), about


def answer(name, operation, options, inputs, seed):
    inputs = [dict(spec, name=key, stream=(zlib.crc32(name.encode()) + 7 * place + seed) % 2**31)
              for place, (key, spec) in enumerate(inputs.items())]
    case = dict(name=name, operation=operation, options=options, inputs=inputs)
    tensors = {spec["name"]: tensor(spec) for spec in inputs}
    try:
        results, about = run(operation, options, tensors)
    except (RuntimeError, ValueError, IndexError, AssertionError) as error:
        # An assertion of this script's own is no refusal of torch's.
        if isinstance(error, AssertionError) and "was expecting" not in str(error):
            raise
        return dict(case, refusal=str(error))
    differentiable = [result for result in results.values() if result.requires_grad]
    sum((result * noise(tuple(result.shape), 9_999 + place)).sum() for place, result in enumerate(differentiable)).backward()
    return dict(
        case, **about,
        results=[values(key, value) for key, value in results.items()],
        gradients=[values(key, value.grad) for key, value in tensors.items() if value.grad is not None])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int)
    seed = parser.parse_args().seed
    torch.set_num_threads(1)
    cases = [answer(*case, seed or 0) for case in all_cases(with_models=seed is None)]
    assert len({case["name"] for case in cases}) == len(cases), "two cases of one name"
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    text = f'{{"torch":"{torch.__version__}","cases":[\n{lines}\n]}}\n'
    if seed is None:
        (here / "operations.json").write_text(text)
    else:
        sys.stdout.write(text)
