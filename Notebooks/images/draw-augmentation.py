"""Draws augmentation.svg: which pictures are augmented, and where in the pipeline.

    python3 draw-augmentation.py        (needs nothing but Python)
"""

STYLE = """
text{font:19px system-ui,sans-serif;fill:#1f2328;text-anchor:middle}.small{font-size:17px;fill:#57606a}
rect{stroke-width:2}.data{fill:#e3efd9;stroke:#00805b}.chance{fill:#f7e3d8;stroke:#c44e00;stroke-dasharray:7 4}
.fixed{fill:#dcebf7;stroke:#0067a5}.arrow{stroke:#57606a;stroke-width:2;fill:none}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.small,.arrow{fill:#9aa4af}.arrow{stroke:#9aa4af;fill:none}
.data{fill:#1d3a2b;stroke:#3fc796}.chance{fill:#48291a;stroke:#ff9b66}.fixed{fill:#17364d;stroke:#62b5f0}}
"""
WIDTH, HEIGHT = 800, 250
parts = []


def box(x, y, width, style, words, below=""):
    parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="56" rx="6" class="{style}"/>')
    parts.append(f'<text x="{x + width / 2:.0f}" y="{y + (26 if below else 34)}">{words}</text>')
    if below:
        parts.append(f'<text x="{x + width / 2:.0f}" y="{y + 47}" class="small">{below}</text>')


def arrow(x, y, to_x, to_y):
    parts.append(f'<path d="M{x} {y}C{(x + to_x) / 2} {y} {(x + to_x) / 2} {to_y} {to_x} {to_y}m-7 -5l7 5l-7 5" class="arrow"/>')


box(8, 97, 96, "data", "pictures", "+ labels")
box(154, 20, 112, "data", "training")
box(154, 97, 112, "data", "validation")
box(154, 174, 112, "data", "test")
box(316, 20, 176, "chance", "augmentation", "new each epoch")
box(542, 20, 112, "fixed", "resize", "normalise")
box(542, 135, 112, "fixed", "resize", "normalise")
box(700, 20, 92, "data", "learn")
box(700, 135, 92, "data", "judge")
for y in (48, 125, 202):
    arrow(106, 125, 150, y)
arrow(268, 48, 312, 48)
arrow(494, 48, 538, 48)
arrow(656, 48, 696, 48)
arrow(268, 125, 538, 163)
arrow(268, 202, 538, 163)
arrow(656, 163, 696, 163)

with open("augmentation.svg", "w") as file:
    words = "Pictures are split; only the training part is augmented, before it is resized and normalised like the others"
    file.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{words}</title><style>{STYLE.strip()}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )
