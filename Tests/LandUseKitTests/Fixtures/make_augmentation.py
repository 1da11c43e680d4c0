"""Makes augmentation.json: what torchvision's random transforms give on PIL images after `torch.manual_seed`.

Written with torch 2.15.0, torchvision 0.29.2 and Pillow 13.0.0. Run it in a virtual environment that has them:
`python make_augmentation.py`; with `--offset N` it prints cases of other pictures and seeds instead. The pictures are
noise smoothed over a few pixels, which Augmentation.swift computes too, so that only the results are kept.
"""

import argparse
import json
import pathlib

import numpy as np
import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode

from noise import noise

here = pathlib.Path(__file__).parent
bilinear = InterpolationMode.BILINEAR


class RandomRotation90:
    """Ours: torchvision has none."""

    def __call__(self, image):
        k = int(torch.randint(0, 4, (1,)))
        return Image.fromarray(np.rot90(np.asarray(image), k).copy())

    def __repr__(self):
        return "RandomRotation90()"


# Each with pictures' heights, widths and channels.
colours, both = [(12, 17, 3)], [(12, 17, 3), (9, 8, 1)]
cases = [
    ("horizontal flip", transforms.RandomHorizontalFlip(), both + [(5, 40, 3)]),
    ("vertical flip", transforms.RandomVerticalFlip(p=0.7), both),
    ("quarter turns", RandomRotation90(), both + [(19, 35, 3)]),
    ("grayscale", transforms.RandomGrayscale(p=0.6), both),
    ("resized crop", transforms.RandomResizedCrop(13), both + [(40, 9, 3), (3, 50, 3)]),
    ("resized crop, oblong", transforms.RandomResizedCrop((7, 12), scale=(0.4, 1.0), ratio=(1.0, 2.5)), both),
    ("resized crop, hardly fitting", transforms.RandomResizedCrop(8, scale=(0.9, 1.0)), [(40, 9, 3), (3, 50, 3)]),
    ("jitter", transforms.ColorJitter(0.4, 0.5, 0.6, 0.3), both),
    ("jitter of brightness", transforms.ColorJitter(brightness=1.5), colours),
    ("jitter by ranges", transforms.ColorJitter((0.5, 0.9), (1.5, 3.0), (0, 0), (0.1, 0.4)), colours),
    ("crop", transforms.RandomCrop((7, 5)), both + [(7, 5, 3)]),
    ("crop, padded", transforms.RandomCrop(11, padding=3, fill=9), both),
    ("crop, padded where needed", transforms.RandomCrop((6, 14), pad_if_needed=True, padding_mode="edge"), both),
    ("crop, mirrored", transforms.RandomCrop(14, 4, True, padding_mode="reflect"), both),
    ("crop, mirrored with its border", transforms.RandomCrop(30, 9, True, padding_mode="symmetric"), both),
    ("rotation", transforms.RandomRotation(30), both + [(19, 35, 3)]),
    ("rotation between pixels", transforms.RandomRotation((30, 170), bilinear, fill=7), both),
    ("rotation that grows", transforms.RandomRotation(80, expand=True), both),
    ("rotation that grows, between pixels", transforms.RandomRotation((-170, -10), bilinear, True), both),
    ("rotation by a quarter", transforms.RandomRotation((90, 90), bilinear), both + [(7, 7, 3)]),
    ("rotation by a half", transforms.RandomRotation((180, 180)), both),
    ("perspective", transforms.RandomPerspective(), both + [(35, 19, 3)]),
    ("perspective, nearest", transforms.RandomPerspective(0.8, 1.0, InterpolationMode.NEAREST, 5), both),
    ("perspective, slight", transforms.RandomPerspective(0.2, 0.7), both),
    ("blur", transforms.GaussianBlur(5), both + [(9, 37, 3)]),
    ("blur, oblong", transforms.GaussianBlur((3, 9), sigma=(0.1, 4.0)), both),
    ("blur, wide", transforms.GaussianBlur((15, 1), sigma=3.0), both),
    ("application", transforms.RandomApply([transforms.RandomHorizontalFlip(), transforms.GaussianBlur(3)], 0.4), both),
]


def picture(height, width, channels, stream):
    """Noise, of which each value is the mean of 3×3: as smooth as a photograph, more or less."""
    wide = ((noise((height + 2, width + 2, channels), stream) + 0.5) * 256).to(torch.int32).numpy()
    total = sum(wide[y:y + height, x:x + width] for y in range(3) for x in range(3))
    # Stretched, so that dark and bright ones occur.
    values = np.clip((total // 9 - 128) * 2 + 128, 0, 255).astype(np.uint8)
    return Image.fromarray(values if channels > 1 else values[:, :, 0])


def results(offset):
    for number, (name, transform, shapes) in enumerate(cases):
        for place, shape in enumerate(shapes):
            for seed in (offset + 1, offset + 2, offset + 3):
                stream = offset + 40 * number + 4 * place + seed % 4
                torch.manual_seed(seed)
                result = transform(picture(*shape, stream))
                yield dict(
                    name=name, description=str(transform), input=shape, stream=stream, seed=seed,
                    output=[result.height, result.width], values=np.asarray(result).tobytes().hex(),
                    # As many numbers must have been drawn.
                    next=int(torch.randint(0, 1 << 20, (1,))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--offset", type=int)
    arguments = parser.parse_args()
    text = json.dumps(list(results(arguments.offset or 0)), separators=(",", ":")).replace("},{", "},\n{") + "\n"
    if arguments.offset is None:
        (here / "augmentation.json").write_text(text)
    else:
        print(text, end="")
