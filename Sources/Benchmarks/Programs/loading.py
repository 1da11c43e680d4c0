"""The peer of loading.md: torch's DataLoader over torchvision's ImageFolder.

Arguments: the folder, workers, repetitions. Prints lines `what; seconds …`, the seconds that a batch of 32 took.
"""

import sys
import time

import torch
import torchvision
from torchvision import transforms

folder, workers, repetitions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.manual_seed(1)
preprocess = transforms.Compose([
    transforms.Resize((224, 224)), transforms.RandomHorizontalFlip(), transforms.RandomVerticalFlip(), transforms.ToTensor(),
    transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
])
images = torchvision.datasets.ImageFolder(folder, preprocess)
loader = torch.utils.data.DataLoader(images, batch_size=32, shuffle=True, drop_last=True, num_workers=workers, persistent_workers=True)
times = []
for _ in range(repetitions + 1):
    start = time.perf_counter()
    for batch, labels in loader:
        assert len(labels) == 32
    times.append((time.perf_counter() - start) / len(loader))
# The first epoch starts the workers, and warms the system's cache of files.
print("loader, from files;", *times[1:])
