"""The numbers that Support/Noise.swift gives."""

import numpy as np
import torch


def noise(shape, stream):
    """Numbers in [-0.5, 0.5) of 24 bits, from the element's index and the stream's number."""
    count = int(np.prod(shape))
    with np.errstate(over="ignore"):
        h = np.arange(count, dtype=np.uint32) + np.uint32(stream) * np.uint32(1000003)
        h = h * np.uint32(0x9E3779B1)
        h ^= h >> np.uint32(15)
        h = h * np.uint32(0x85EBCA77)
        h ^= h >> np.uint32(13)
    values = (h >> np.uint32(8)).astype(np.float32) * np.float32(2.0**-24) - np.float32(0.5)
    return torch.from_numpy(values.reshape(shape))
