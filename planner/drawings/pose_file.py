"""Reading a pose file: goniometer angles and contacts, with errors a person can act on.

A key without a side (``knee``) means both sides. Unknown words name the nearest known
one. Angles are degrees, lengths are metres, x is the body's left, y up, z forward.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from planner.drawings.joints import DIRECTIONS, INDEX
from planner.drawings.landmarks import LIMB_PLACES, PAIRED_TRUNK, SHOE_PLACES, TRUNK_PLACES
from planner.drawings.skeleton import BASES
from planner.drawings.strict_yaml import PoseError, StrictLoader, nearest, require

NO_CROP = -1.0  # metres above the floor: what lies lower is not drawn
HAND_PLACES = ("palm", "handback", "grip", "knuckle", "heelhand", "fingertip")
HEAD_PLACES = ("occiput", "forehead", "nose", "chin", "vertex", "temple_l", "temple_r")
PLACES = frozenset(
    [f"{p}_{s}" for group in (LIMB_PLACES, PAIRED_TRUNK, SHOE_PLACES, HAND_PLACES)
     for p in group for s in "lr"]
    + list(TRUNK_PLACES) + list(HEAD_PLACES) + ["sole_l", "sole_r"]
)  # fmt: skip
TOP_KEYS = frozenset(
    (
        "id",
        "figure",
        "camera",
        "alt",
        "alt_left",
        "words",
        "far",
        "props",
        "start",
        "end",
        "arrows",
        "layout",
        "same_as",
        "dots",
        "crop",
    )
)
PANEL_KEYS = frozenset(
    (
        "base",
        "root",
        "root_sigma",
        "joints",
        "free",
        "pins",
        "like",
        "props",
        "second",
        "allow",
        "balance",
    )
)
JOINTS = frozenset(d.joint for d in DIRECTIONS) | {
    d.joint[:-2] for d in DIRECTIONS if d.joint[-2] == "_"
}


@dataclass(frozen=True)
class Person:
    """One figure in one panel, as written: base position, angles, contacts."""

    base: str
    at: tuple[float, float, float] | None
    root_turn: tuple[float, float, float]
    root_sigma: tuple[float, float, float]
    angles: dict[str, float]
    free: frozenset[str]
    pins: tuple[dict[str, Any], ...]
    allow: frozenset[str]
    balance: bool


@dataclass(frozen=True)
class Panel:
    """One picture: the patient, perhaps a second person, and props of this panel."""

    patient: Person
    second: Person | None
    props: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class PoseFile:
    """A whole drawing as its file asks for it."""

    id: str
    figure: str
    second_figure: str
    azimuth: float
    elevation: float
    alt: str
    alt_left: str
    words: tuple[str, ...]
    far: tuple[str, ...]
    panels: tuple[Panel, ...]
    arrows: tuple[dict[str, Any], ...]
    layout: str
    same_as: str
    digest: str
    dots: tuple[dict[str, Any], ...]
    crop: float


def read(path: Path) -> PoseFile:
    """One pose file, checked. Raises PoseError with the file's name in the message."""
    text = path.read_text(encoding="utf-8")
    try:
        raw = yaml.load(text, Loader=StrictLoader)  # noqa: S506 (a safe loader, made strict)
        return parse(raw, hashlib.sha256(text.encode()).hexdigest()[:16])
    except (PoseError, yaml.YAMLError) as error:
        raise PoseError(f"{path.name}: {error}") from error


def parse(raw: dict[str, Any], digest: str = "") -> PoseFile:
    """The checked values of one pose file."""
    for key in raw:
        require(key, TOP_KEYS, "key", "top")
    if "id" not in raw:
        raise PoseError("top: id is missing")
    camera = raw.get("camera", {})
    alt = str(raw.get("alt", ""))
    if not alt.endswith("."):
        raise PoseError("alt: one plain sentence is needed, ending with a full stop")
    panels: list[Panel] = []
    written: dict[str, dict[str, Any]] = {}
    for name in ("start", "end"):
        if name in raw:
            block = dict(raw[name])
            if "like" in block:
                block = _inherit(written.get(block.pop("like"), {}), block)
            written[name] = block
            panels.append(_panel(block, raw, name))
    figure = raw.get("figure", "woman")
    require(figure, ("woman", "man"), "figure", "top")
    words = tuple(str(w) for w in raw.get("words", ()))
    if panels and len(words) not in (0, len(panels)):
        raise PoseError("words: one word for every panel")
    return PoseFile(
        str(raw["id"]), figure, "man" if figure == "woman" else "woman",
        _number(camera.get("az", 15), "camera az"), _number(camera.get("el", 6), "camera el"),
        alt, str(raw.get("alt_left") or mirrored_words(alt)), words, tuple(raw.get("far", ())),
        tuple(panels), tuple(raw.get("arrows", ())), str(raw.get("layout", "")),
        str(raw.get("same_as", "")), digest, tuple(raw.get("dots", ())),
        _number(raw.get("crop", NO_CROP), "crop"),
    )  # fmt: skip


def mirrored_words(sentence: str) -> str:
    """The same sentence for the other side: right and left change places."""
    swap = {"right": "left", "left": "right", "Right": "Left", "Left": "Right"}
    parts = sentence.replace(".", " .").replace(",", " ,").split(" ")
    return " ".join(swap.get(p, p) for p in parts).replace(" .", ".").replace(" ,", ",")


def _inherit(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A block that says only what differs; joints are merged one direction at a time."""
    if not base:
        raise PoseError("like: names a panel that is not written above")
    merged = {**base, **own}
    if "second" in base and "second" in own:
        merged["second"] = _inherit(base["second"], own["second"])
    if "root" in own and "root" in base:
        merged["root"] = {**base["root"], **own["root"]}
    if "joints" in own:
        mine, theirs = _angles(own["joints"], "joints"), _angles(base.get("joints", {}), "joints")
        merged["joints"] = {}
        for key, value in {**theirs, **mine}.items():
            joint, direction = key.split(".")
            merged["joints"].setdefault(joint, {})[direction] = value
    return merged


def _panel(block: dict[str, Any], raw: dict[str, Any], where: str) -> Panel:
    second = block.get("second")
    props = tuple(raw.get("props", ())) + tuple(block.get("props", ()))
    return Panel(
        _person(block, where), _person(second, f"{where} second") if second else None, props
    )


def _person(block: dict[str, Any], where: str) -> Person:
    for key in block:
        require(key, PANEL_KEYS, "key", where)
    base = block.get("base", "standing")
    require(base, BASES, "base", where)
    root, sigma = block.get("root", {}), block.get("root_sigma", {})
    for key in (*root, *sigma):
        require(key, ("at", "pitch", "roll", "yaw"), "root key", where)
    free: set[str] = set()
    for joint in block.get("free", ()):
        require(joint, JOINTS, "joint", f"{where} free")
        free |= {d.key for d in DIRECTIONS if d.joint in (joint, f"{joint}_l", f"{joint}_r")}
    pins = tuple(dict(pin) for pin in block.get("pins", ()))
    for pin in pins:
        _check_pin(pin, where)
    names = ("pitch", "roll", "yaw")
    return Person(
        base, tuple(root["at"]) if "at" in root else None,
        tuple(_number(root.get(n, 0), n) for n in names),  # type: ignore[arg-type]
        tuple(_number(sigma.get(n, d), n) for n, d in zip(names, (8, 3, 3), strict=True)),  # type: ignore[arg-type]
        _angles(block.get("joints", {}), where), frozenset(free), pins,
        frozenset(block.get("allow", ())), str(block.get("balance", "")) in ("true", "True"),
    )  # fmt: skip


def _check_pin(pin: dict[str, Any], where: str) -> None:
    places = [k for k in pin if k not in ("offset", "weight")]
    if len(places) != 1:
        raise PoseError(f"{where}: a pin names one place, found {places}")
    require(places[0], PLACES, "place", f"{where} pins")


def _angles(joints: dict[str, Any], where: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for joint, directions in sorted(joints.items(), key=lambda item: item[0][-2:] in ("_l", "_r")):
        require(joint, JOINTS, "joint", where)
        for direction, value in directions.items():
            stems = (joint, f"{joint}_l", f"{joint}_r")
            keys = [f"{stem}.{direction}" for stem in stems if f"{stem}.{direction}" in INDEX]
            if not keys:
                known = {d.name for d in DIRECTIONS if d.joint.removesuffix("_l") == joint}
                raise PoseError(
                    f"{where}: {joint} has no direction {direction}{nearest(direction, known)}"
                )
            for key in keys:
                found[key] = _number(value, f"{where} {joint} {direction}")
    return found


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise PoseError(f"{where}: a number is needed, found {value!r} (write -0.05, not -.05)")
    return float(value)
