"""Marks that no one owns, drawn from a seed: a few shapes laid together, as logos are."""

import numpy as np


def made_mark(seed: int) -> bytes:
    """An SVG of two to four shapes in one ink."""
    draw = np.random.default_rng(seed)
    parts = []
    for _ in range(int(draw.integers(2, 5))):
        x, y = draw.uniform(25, 75, 2)
        size = draw.uniform(15, 40)
        kind = int(draw.integers(4))
        if kind == 0:
            corners = int(draw.integers(3, 8))
            angles = np.sort(draw.uniform(0, 2 * np.pi, corners))
            points = " ".join(f"{x + size * np.cos(angle):.1f},{y + size * np.sin(angle):.1f}" for angle in angles)
            parts.append(f'<polygon points="{points}"/>')
        elif kind == 1:
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="none" stroke="#000" '
                f'stroke-width="{draw.uniform(3, 9):.1f}"/>'
            )
        elif kind == 2:
            places = draw.uniform(8, 92, (3, 2)).round(1)
            parts.append(
                f'<path d="M{places[0][0]} {places[0][1]}Q{places[1][0]} {places[1][1]} {places[2][0]} {places[2][1]}" '
                f'fill="none" stroke="#000" stroke-width="{draw.uniform(4, 12):.1f}"/>'
            )
        else:
            parts.append(
                f'<rect x="{x - size / 2:.1f}" y="{y - size / 2:.1f}" width="{size:.1f}" height="{size * draw.uniform(0.2, 1):.1f}" '
                f'transform="rotate({draw.uniform(0, 90):.0f} {x:.1f} {y:.1f})"/>'
            )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{"".join(parts)}</svg>'.encode()
