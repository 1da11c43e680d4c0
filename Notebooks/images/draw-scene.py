"""Draws scene.png: a made-up aerial picture, so that the walkthrough has an image of its own.

    python3 draw-scene.py        (needs numpy and Pillow)

Nothing in it is photographed; the file may be used under the project's licence.
"""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE, SCALE = 256, 4
random = np.random.default_rng(42)


def noise(amplitude, smooth):
    """Grey noise with patches of about `smooth` pixels."""
    small = random.normal(0, 1, (SIZE * SCALE // smooth + 2,) * 2)
    picture = Image.fromarray(small.astype(np.float32), "F")
    return np.asarray(picture.resize((SIZE * SCALE,) * 2, Image.BICUBIC)) * amplitude


ground = np.zeros((SIZE * SCALE, SIZE * SCALE, 3), np.float32) + (112, 128, 78)
y, x = np.mgrid[0 : SIZE * SCALE, 0 : SIZE * SCALE] / SCALE
field = x + 0.25 * y < 108
rows = np.sin((x * 0.9 + y * 0.42) * 1.15)[..., None]
ground = np.where(field[..., None], (139, 122, 84) + rows * (11, 10, 7), ground)
lower = field & (y > 150)
ground = np.where(lower[..., None], (96, 132, 62) + np.sin(y * 1.4)[..., None] * (9, 10, 6), ground)
ground += (noise(6, 40) + noise(5, 12) + noise(4, 4))[..., None]
scene = Image.fromarray(ground.clip(0, 255).astype(np.uint8))
draw = ImageDraw.Draw(scene)


def at(*points):
    return [(px * SCALE, py * SCALE) for px, py in points]


def line(points, colour, width):
    draw.line(at(*points), colour, int(width * SCALE), joint="curve")


stream = [(256, 214), (214, 206), (180, 222), (142, 218), (110, 236), (80, 256)]
line(stream, (64, 92, 62), 17)
line(stream, (58, 84, 96), 9)
road = [(118, 0), (106, 60), (92, 120), (74, 196), (60, 256)]
line(road, (150, 146, 138), 15)
line(road, (88, 89, 92), 11)
for start in range(0, 256, 13):
    top = 118 - start * 58 / 256
    line([(top, start), (top - 1.4, start + 6)], (206, 203, 190), 0.9)
line([(98, 96), (256, 78)], (150, 146, 138), 10)
line([(98, 96), (256, 78)], (98, 98, 99), 7)
line([(168, 88), (176, 196)], (104, 104, 104), 6)

roofs = [(150, 82, 66), (128, 120, 112), (104, 86, 78), (162, 148, 128), (92, 96, 108)]
for column, (px, py) in enumerate([(128, 116), (148, 140), (134, 170), (196, 104), (222, 100), (200, 134), (232, 138), (206, 170), (132, 50), (162, 48), (196, 44), (230, 40), (148, 18), (186, 14), (224, 10)]):
    w, h = random.uniform(12, 17), random.uniform(9, 13)
    draw.rectangle(at((px + 2.5, py + 2.5), (px + w + 2.5, py + h + 2.5)), (52, 56, 44))
    roof = np.array(roofs[column % len(roofs)])
    draw.rectangle(at((px, py), (px + w, py + h / 2)), tuple(roof))
    draw.rectangle(at((px, py + h / 2), (px + w, py + h)), tuple((roof * 0.8).astype(int)))
trees = [(random.uniform(110, 250), random.uniform(8, 200)) for _ in range(60)]
trees += [(sx + random.normal(0, 7), sy + random.normal(0, 6)) for sx, sy in stream for _ in range(9)]
for tx, ty in trees:
    r = random.uniform(2.2, 4.6)
    draw.ellipse(at((tx - r + 1.6, ty - r + 1.6), (tx + r + 1.6, ty + r + 1.6)), (42, 54, 36))
    shade = random.uniform(0.85, 1.15)
    draw.ellipse(at((tx - r, ty - r), (tx + r, ty + r)), tuple(int(c * shade) for c in (62, 92, 50)))
draw.ellipse(at((226, 110), (240, 118)), (86, 158, 176))

scene = scene.filter(ImageFilter.GaussianBlur(SCALE * 0.45)).resize((SIZE, SIZE), Image.LANCZOS)
grain = np.asarray(scene, np.float32) + random.normal(0, 3.2, (SIZE, SIZE, 1))
Image.fromarray(grain.clip(0, 255).astype(np.uint8)).save("scene.png", optimize=True)
