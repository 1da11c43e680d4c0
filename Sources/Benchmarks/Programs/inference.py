"""The peer of inference.md: PyTorch's ResNet-18 in both memory layouts.

Prints lines of `engine; batch; seconds …`. Its argument is the number of threads.
"""

import sys
import time

import torch
import torchvision

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)
model = torchvision.models.resnet18(weights=None).eval()

with torch.inference_mode():
    for layout, memory_format in [("NCHW", torch.contiguous_format), ("channels-last", torch.channels_last)]:
        model = model.to(memory_format=memory_format)
        for batch, count in [(1, 30), (16, 6)]:
            pictures = torch.rand(batch, 3, 224, 224).to(memory_format=memory_format)
            for _ in range(3):
                model(pictures)
            times = []
            for _ in range(count):
                start = time.perf_counter()
                model(pictures)
                times.append(time.perf_counter() - start)
            print(f"PyTorch, {layout}; {batch};", *times)
