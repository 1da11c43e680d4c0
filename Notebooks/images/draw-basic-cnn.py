"""Draws basic-cnn.svg: what becomes of a picture on its way through the network of part 1.

    python3 draw-basic-cnn.py        (needs nothing but Python)
"""

# What leaves each block: pixels a side, channels.
STAGES = [(224, 3), (112, 32), (56, 64), (28, 128), (14, 128), (7, 128), (3, 128)]
STYLE = """
text{font:20px system-ui,sans-serif;fill:#1f2328;text-anchor:middle}
.face{fill:#dcebf7;stroke:#0067a5;stroke-width:2}.back{fill:#b7d5ec;stroke:#0067a5;stroke-width:1}
.picture{fill:#e3efd9;stroke:#00805b;stroke-width:2}.flat{fill:#f7e3d8;stroke:#c44e00;stroke-width:2}
.arrow{stroke:#57606a;stroke-width:2;fill:none}.small{font-size:18px;fill:#57606a}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.small{fill:#9aa4af}.arrow{stroke:#9aa4af}
.face{fill:#17364d;stroke:#62b5f0}.back{fill:#10283a;stroke:#62b5f0}.picture{fill:#1d3a2b;stroke:#3fc796}
.flat{fill:#48291a;stroke:#ff9b66}}
"""

WIDTH, HEIGHT, MIDDLE = 850, 304, 130
parts, x = [], 14


def text(x, y, words, style=""):
    parts.append(f'<text x="{x:.0f}" y="{y:.0f}"{style and f" class={chr(34)}{style}{chr(34)}"}>{words}</text>')


for index, (side, channels) in enumerate(STAGES):
    # Roots, for 3 beside 224 would be too small to see.
    height = 13 * side**0.5
    depth = 0 if index == 0 else 2.4 * channels**0.5
    front = max(height * 0.42, 12)
    for step in (1, 0.66, 0.33) if index else ():
        shift = depth * step
        parts.append(
            f'<rect x="{x + shift:.1f}" y="{MIDDLE - height / 2 - shift * 0.35:.1f}" width="{front:.1f}" height="{height:.1f}" class="back"/>'
        )
    style = "face" if index else "picture"
    parts.append(f'<rect x="{x:.1f}" y="{MIDDLE - height / 2:.1f}" width="{front:.1f}" height="{height:.1f}" class="{style}"/>')
    centre = x + (front + depth) / 2
    text(centre, 272, f"{side}²")
    text(centre, 294, f"×{channels}", "small")
    x += front + depth + 34
    parts.append(f'<path d="M{x - 29:.0f} {MIDDLE}h18l-6 -5m6 5l-6 5" class="arrow"/>')

x += 24
for height, label, style in ((200, "1152", "flat"), (74, "21", "flat")):
    parts.append(f'<rect x="{x:.1f}" y="{MIDDLE - height / 2:.1f}" width="14" height="{height}" class="{style}"/>')
    text(x + 9, 272, label)
    if label == "1152":
        text(x + 9, 294, "numbers", "small")
        parts.append(f'<path d="M{x + 22:.0f} {MIDDLE}h42l-6 -5m6 5l-6 5" class="arrow"/>')
    else:
        text(x + 9, 294, "scores", "small")
    x += 84

with open("basic-cnn.svg", "w") as file:
    words = "The picture of 224 by 224 pixels gets smaller in six steps, down to 3 by 3, and deeper, from 3 to 128 channels"
    file.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{words}</title><style>{STYLE.strip()}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )
print(f"{x:.0f} of {WIDTH} used")
