"""Make src/qulaq/kernel/data/kato.csv.gz from a table of the KATO classifier.

    python tools/build_kato.py kato_2026-07-17.csv.gz --actualised 2026-07-17

The source has columns kato, kato_version, name_ru, name_kk (its levels and parents are not used: both are
known to be wrong in exports, the code tells them). Mended here: letters of an old Kazakh font (ў, ќ), Latin
letters in Cyrillic words, quotation marks, spaces, cut type words. Names are split into the bare name and a
form that says what it is (`село _`, `_ ауылы`), because people search for the first and read both. The
output is byte for byte the same for the same input.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
import sys
from pathlib import Path

from qulaq.kernel.folding import unmixed

OUT = Path(__file__).parents[1] / "src/qulaq/kernel/data/kato.csv.gz"
COLUMNS = ("code", "ru", "ru_form", "kk", "kk_form", "valid_from", "valid_to", "successors")

# as the classifier writes it -> as people read it; the first that fits wins
RUSSIAN = [
    (r"с\.о\.?\s?им\.\s?(.+)", "сельский округ имени _"),
    (r"[рс]\.а\.?\s?им\.\s?(.+)", "сельская администрация имени _"),
    (r"с\.\s?им\.\s?(.+)", "село имени _"),
    (r"район им\.\s?(.+)", "район имени _"),
    (r"с\.о\.\s?(.+)", "сельский округ _"),
    (r"с\.а\.\s?(.+)", "сельская администрация _"),
    (r"п\.а\.\s?(.+)", "поселковая администрация _"),
    (r"г\.а\.\s?(.+)", "городская администрация _"),
    (r"(.+) с\.о\.?", "_ сельский округ"),
    (r"(.+) с\.а\.?", "_ сельская администрация"),
    (r"(.+) п\.а\.?", "_ поселковая администрация"),
    (r"(.+ая) г\.а\.?", "_ городская администрация"),
    (r"(.+) [гГ]\.[аА]\.?", "городская администрация _"),
    (r"(.+) район", "_ район"),
    (r"район (.+)", "район _"),
    (r"(.+) область", "_ область"),
    (r"область (.+)", "область _"),
    (r"кр\.хоз\.?\s?(.+)", "крестьянское хозяйство _"),
    (r"крес\.пос\.?\s?(.+)", "крестьянское поселение _"),
    (r"отг\.\s?(.+)", "отгон _"),
    (r"рзд\.?\s?(.+)", "разъезд _"),
    (r"ст\.\s?(.+)", "станция _"),
    (r"уч\.\s?(.+)", "участок _"),
    (r"зимовка (.+)", "зимовка _"),
    (r"точка (.+)", "точка _"),
    (r"ферма (.+)", "ферма _"),
    (r"поселье (.+)", "поселье _"),
    (r"г\.\s?(.+)", "город _"),
    (r"п\.\s?(.+)", "посёлок _"),
    (r"с\.\s?(.+)", "село _"),
]
KAZAKH = [
    (r"(.+) атын\.\s?а\.о\.?", "_ атындағы ауылдық округ"),
    (r"(.+) атын\.\s?а\.ә\.?", "_ атындағы ауылдық әкімдік"),
    (r"(.+) атын\.\s?ауданы", "_ атындағы аудан"),
    (r"(.+) атын\.\s?[ас]\.?", "_ атындағы ауыл"),
    (r"(.+) а\.о\.?", "_ ауылдық округі"),
    (r"(.+) а\.ә\.?", "_ ауылдық әкімдігі"),
    (r"(.+) к\.ә\.?", "_ кенттік әкімдігі"),
    (r"(.+) [қҚ]\.[әӘ]\.?", "_ қалалық әкімдігі"),
    (r"(.+) қ\.", "_ қаласы"),
    (r"(.+) к\.", "_ кенті"),
    (r"(.+) а\.?", "_ ауылы"),
    (r"(.+) с", "_ ауылы"),
    (r"(.+) (облысы|ауданы|қыстауы|мекені|фермасы|қонысы)", r"_ \2"),
    (r"(.+) шар\.?қож\.?", "_ шаруа қожалығы"),
    (r"(.+) шар\.қонысы", "_ шаруа қонысы"),
    (r"(.+) ж\.", "_ жайылымы"),
    (r"рзд\.?\s?(.+)", "_ разъезі"),
    (r"(.+) рзд\.?", "_ разъезі"),
    (r"(.+) ст\.", "_ стансасы"),
    (r"(.+) уч\.", "_ учаскесі"),
]
OLD_FONT = str.maketrans({"ў": "ұ", "Ў": "Ұ", "ќ": "қ", "Ќ": "Қ", '"': " ", "\u00a0": " "})


def cleaned(name: str) -> str:
    words = name.translate(OLD_FONT).split()
    return " ".join(unmixed(word) for word in words)


def split(name: str, forms: list[tuple[str, str]]) -> tuple[str, str]:
    """(bare name, form) of a name as the classifier writes it."""
    for pattern, form in forms:
        match = re.fullmatch(pattern, name)
        if match:
            return match[1].strip(), match.expand(form)
    return name, "_"


def rows(source: Path) -> list[dict[str, str]]:
    """The cleaned table, by code; stops at a code that is not one and at two different objects with one
    code.
    """
    made: dict[str, dict[str, str]] = {}
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            code = row["kato"].strip()
            if not re.fullmatch(r"[0-9]{9}", code):
                raise SystemExit(f"{source}, line {number}: {code!r} is not a code of nine digits")
            ru, ru_form = split(cleaned(row["name_ru"]), RUSSIAN)
            kk, kk_form = split(cleaned(row["name_kk"]), KAZAKH)
            place = {"code": code, "ru": ru, "ru_form": ru_form, "kk": kk, "kk_form": kk_form}
            if made.setdefault(code, place) != place:
                raise SystemExit(f"{source}, line {number}: {code} names two objects")
    return [made[code] for code in sorted(made)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="CSV, gzipped")
    parser.add_argument("--actualised", required=True, help="the day the classifier was taken, 2026-07-17")
    parser.add_argument("--edition", default="NK RK 11-2025", help="name of the classifier's edition")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()

    text = io.StringIO()
    text.write(f"# {options.edition}, {options.actualised}\n")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    places = rows(options.source)
    writer.writerows(places)
    options.out.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))
    print(f"{options.out}: {len(places)} places, {options.out.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
