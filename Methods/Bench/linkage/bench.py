"""Runs `knotwork link` and its peers on the same files in one run, and prints one table.

usage: bench.py KNOTWORK [--sets programme,people,febrl,public] [--public FOLDER] [--seeds N] [--large] [--no-peers]

KNOTWORK is the command built in release mode (`swift build -c release --product knotwork`), or `linkage-bench` of the
package Methods/Bench, which is the same library without the product. --public names a folder with
fake_1000.csv and historical_50k.csv of Splink's repository. The peers live in a virtual environment beside this file,
made at the first run from the versions below. Both sides start cold; no label is used but for scoring. With --seeds N the
programmes are 4 N files, each checked for its interval; Splink runs on the first of each kind.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE / ".venv"
PINS = ["splink==5.0.0", "recordlinkage==0.16", "rapidfuzz", "pandas", "numpy"]

PROGRAMME = "source=source,first_name=given,last_name=surname,full_name=name,email=email,organisation=organisation"
PEOPLE = ("given_name=given,surname=surname,date_of_birth=date,street_number=text,address=address,postcode=postcode,"
          "phone=phone,email=email")
FEBRL = ("given_name=given,surname=surname,street_number=text,address_1=address,address_2=address,suburb=text,"
         "postcode=postcode,state=text,date_of_birth=date")
FAKE = "first_name=given,surname=surname,dob=date,city=text,email=email"
HISTORICAL = ("first_name=given,surname=surname,dob=date,birth_place=text,postcode_fake=postcode,occupation=text")


def enter_venv():
    """Makes the virtual environment if need be, and goes on inside it."""
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", *PINS], check=True)
    if pathlib.Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(python, [str(python), *sys.argv])


def timed(command, **options):
    """Runs a command; its output, seconds, and peak memory in megabytes."""
    began = time.perf_counter()
    found = subprocess.run(["/usr/bin/env", *map(str, command)], capture_output=True, text=True, **options)
    if found.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{found.stdout[-2000:]}{found.stderr[-2000:]}")
    return found.stdout, time.perf_counter() - began


def versions():
    """What ran where, above the table."""
    from importlib.metadata import version
    found = ", ".join(f"{name} {version(name)}" for name in ("splink", "duckdb", "recordlinkage", "pandas"))
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{time.strftime('%Y-%m-%d %H:%M')} UTC, {os.cpu_count()} cores, load {load}, Python {sys.version.split()[0]}, {found}\n")


class Bench:
    def __init__(self, arguments):
        self.a = arguments
        self.data = VENV / "data"
        self.data.mkdir(exist_ok=True)
        self.covered = self.asked = 0

    def ours(self, file, row_id, columns, gold):
        import pandas as pd
        from scoring import clusters_prf
        out = self.data / "out.csv"
        product = [self.a.knotwork, "link", file, "--id", row_id, "--columns", columns, "-o", out, "--json"]
        library = [self.a.knotwork, "link", out, row_id, columns, file]
        printed, seconds = timed(library if self.a.knotwork.endswith("linkage-bench") else product)
        report = json.loads(printed)
        truth = pd.read_csv(file, dtype=str, keep_default_na=False).set_index(row_id)[gold]
        found = pd.read_csv(out, dtype=str, keep_default_na=False).set_index("row_id").person
        score = clusters_prf(found.reindex(truth.index).values, truth.values)
        low, high = report["interval"]["low"], report["interval"]["high"]
        people = score["entities_gold"]
        return dict(f1=score["f1"], precision=score["precision"], recall=score["recall"], seconds=seconds,
                    mb=report["peak_memory_mb"], estimate=report["people"], people=people, low=low, high=high,
                    off=100 * (report["people"] / people - 1))

    def line(self, name, peer, found):
        print(f"| {name} | {found['f1']:.3f} | {found['off']:+.1f} % ({found['low']} to {found['high']}; true "
              f"{found['people']}) | {found['seconds']:.2f} s, {found['mb']} MB | {peer} |", flush=True)

    def generated(self, script, name, *arguments):
        file = self.data / name
        if not file.exists():
            first, rest = arguments[0], arguments[1:]
            subprocess.run([sys.executable, HERE / script, str(first), file, *map(str, rest)], check=True)
        return file

    def splink(self, kind, *files):
        if self.a.no_peers: return "-"
        printed, seconds = timed([sys.executable, HERE / "peers" / "run_splink.py", kind, *files,
                                  *(["--all-fields"] if kind == "febrl_noid" else []), "--em-max-pairs", "1e6"])
        r = json.loads(printed)
        c = r["clusters_p95"]
        off = 100 * (c["entities_pred"] / c["entities_gold"] - 1)
        return f"Splink: clusters {c['f1']:.3f}, pairs at best {r['pairs_best']['f1']:.3f}, {off:+.1f} %, {seconds:.1f} s, {r['peak_mb']} MB"

    def recordlinkage(self, kind, file):
        if self.a.no_peers: return "-"
        printed, seconds = timed([sys.executable, HERE / "peers" / "run_recordlinkage.py", kind, file])
        r = json.loads(printed)
        return f"recordlinkage: pairs {r['ecm']['f1']:.3f}, {seconds:.1f} s, {r['peak_mb']} MB"

    def both(self, splink, other, *files):
        return self.splink(splink, *files) + "; " + self.recordlinkage(other, *files)

    def splink_programme(self, file):
        if self.a.no_peers: return "-"
        folder = file.with_suffix("")
        folder.mkdir(exist_ok=True)
        (folder / "flat.csv").unlink(missing_ok=True)
        (folder / "flat.csv").symlink_to(file)
        printed, seconds = timed([sys.executable, HERE / "peers" / "run_splink_programme.py", folder])
        r = json.loads(printed)
        s, n = r["splink_0.95"], r["naive_email_or_name"]
        return (f"Splink {s['f1']:.3f}, {s['reach_error_pct']:+.1f} % (at .5: {r['splink_0.5']['f1']:.3f}, "
                f"{r['splink_0.5']['reach_error_pct']:+.1f} %), {seconds:.1f} s, {r['peak_mb']} MB; "
                f"same e-mail or name {n['f1']:.3f}, {n['reach_error_pct']:+.1f} %")

    def programmes(self):
        for style in ("tickets", "meetings"):
            for seed in range(1, self.a.seeds + 1):
                for people, events in ((230, 7), (420, 9)):
                    name = f"{style}_{people}_{seed}"
                    file = self.generated("programme.py", name + ".csv", people, "--seed", 100 + seed, "--events", events, "--style", style)
                    found = self.ours(file, "row_id", PROGRAMME, "person_gold")
                    self.asked += 1
                    self.covered += found["low"] <= found["people"] <= found["high"]
                    self.line(name, self.splink_programme(file) if seed == 1 else "", found)
        print(f"interval covers the truth in {self.covered} of {self.asked}")
        sizes = [("programme_2600", 2600, 14)] + ([("programme_20000", 20000, 40)] if self.a.large else [])
        for name, people, events in sizes:
            file = self.generated("programme.py", name + ".csv", people, "--seed", 31, "--events", events)
            self.line(name, self.splink_programme(file), self.ours(file, "row_id", PROGRAMME, "person_gold"))

    def people(self):
        for rows in [10_000, 100_000] + ([1_000_000] if self.a.large else []):
            file = self.generated("people.py", f"people_{rows}.csv", rows)
            self.line(f"people {rows:,}", self.splink("people", file), self.ours(file, "rec_id", PEOPLE, "cluster"))

    def febrl(self):
        from recordlinkage import datasets
        for number in (2, 3):
            file = self.data / f"febrl{number}.csv"
            d = getattr(datasets, f"load_febrl{number}")().reset_index()
            d["cluster"] = d.rec_id.str.extract(r"rec-(\d+)-")[0]
            d.drop(columns=["soc_sec_id"]).to_csv(file, index=False)
            peer = self.data / f"febrl{number}_id.csv"
            d.to_csv(peer, index=False)
            self.line(f"FEBRL {number}, no id", self.both("febrl_noid", "febrl_noid", peer), self.ours(file, "rec_id", FEBRL, "cluster"))

    def public(self):
        if not self.a.public: sys.exit("--public names the folder of fake_1000.csv and historical_50k.csv")
        folder = pathlib.Path(self.a.public)
        for name, kind, columns in (("fake_1000", "fake1000", FAKE), ("historical_50k", "h50k", HISTORICAL)):
            file = folder / (name + ".csv")
            self.line(name, self.both(kind, kind, file), self.ours(file, "unique_id", columns, "cluster"))


def main():
    a = argparse.ArgumentParser()
    a.add_argument("knotwork")
    a.add_argument("--sets", default="programme,people,febrl")
    a.add_argument("--public")
    a.add_argument("--seeds", type=int, default=5)
    a.add_argument("--large", action="store_true")
    a.add_argument("--no-peers", action="store_true")
    a = a.parse_args()
    enter_venv()
    sys.path.insert(0, str(HERE / "peers"))
    versions()
    print("| set | F1 of clusters | people (90 % interval) | time, peak | peer on the same file |\n| --- | --- | --- | --- | --- |")
    bench = Bench(a)
    for name in a.sets.split(","):
        {"programme": bench.programmes, "people": bench.people, "febrl": bench.febrl, "public": bench.public}[name]()


if __name__ == "__main__":
    main()
