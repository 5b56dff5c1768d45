"""Writes the 32 practice tables: 2-D, nested and 3-D, 30 to 3,171 cells with margins. Always the same files.

Counts are rounded log-normal with an effect for each code, so that small cells come in patches, as they do in life.
"""
import csv
import itertools
import json
import math
import pathlib
import random
import sys

# name, sizes, regions of the first dimension (0: flat), mean of the logarithm
TABLES = [
    ("2d_5x4", (5, 4), 0, 2.6), ("2d_6x6", (6, 6), 0, 2.4), ("2d_8x5", (8, 5), 0, 2.3), ("2d_10x6", (10, 6), 0, 2.4),
    ("2d_12x8", (12, 8), 0, 2.4), ("2d_15x10", (15, 10), 0, 2.3), ("2d_20x10", (20, 10), 0, 2.3),
    ("2d_25x12", (25, 12), 0, 2.4), ("2d_30x10", (30, 10), 0, 2.2), ("2d_40x12", (40, 12), 0, 2.2),
    ("2d_50x12", (50, 12), 0, 2.3), ("2d_60x15", (60, 15), 0, 2.3), ("2d_80x15", (80, 15), 0, 2.4),
    ("2d_100x20", (100, 20), 0, 2.5), ("2d_150x20", (150, 20), 0, 2.6),
    ("nested_12x5", (12, 5), 3, 2.3), ("nested_20x8", (20, 8), 4, 2.3), ("nested_30x8", (30, 8), 4, 2.3),
    ("nested_40x10", (40, 10), 5, 2.3), ("nested_60x10", (60, 10), 5, 2.3), ("nested_100x12", (100, 12), 8, 2.5),
    ("3d_3x3x2", (3, 3, 2), 0, 2.4), ("3d_4x3x3", (4, 3, 3), 0, 2.3), ("3d_5x4x3", (5, 4, 3), 0, 0.8),
    ("3d_6x5x3", (6, 5, 3), 0, 2.5), ("3d_8x4x3", (8, 4, 3), 0, 2.0), ("3d_10x6x5", (10, 6, 5), 0, 1.9),
    ("3d_20x8x5", (20, 8, 5), 0, 2.7), ("3d_10x6x4_few", (10, 6, 4), 0, 3.2), ("3d_6x5x4", (6, 5, 4), 0, 1.6),
    ("3d_8x6x4", (8, 6, 4), 0, 1.4), ("3d_nested_12x5x3", (12, 5, 3), 3, 1.4),
]


def table(sizes, mean, rng):
    effects = [[rng.gauss(0, 0.6) for _ in range(size)] for size in sizes]
    for codes in itertools.product(*map(range, sizes)):
        centre = mean + sum(effects[d][c] for d, c in enumerate(codes))
        yield codes, max(0, round(math.exp(rng.gauss(centre, 0.8)) - 0.5))


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for seed, (name, sizes, regions, mean) in enumerate(TABLES):
        rng = random.Random(1000 + seed)
        columns = ["area", "group", "kind"][: len(sizes)]
        with open(folder / f"{name}.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns + ["count"])
            for codes, count in table(sizes, mean, rng):
                writer.writerow([f"{column[0]}{code}" for column, code in zip(columns, codes)] + [count])
        areas = None
        if regions:
            areas = f"{name}.areas.csv"
            with open(folder / areas, "w", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(["child", "parent"])
                for area in range(sizes[0]):
                    writer.writerow([f"a{area}", f"region{area * regions // sizes[0]}"])
        index.append({"name": name, "areas": areas})
    (folder / "index.json").write_text(json.dumps(index, indent=1))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "tables")
