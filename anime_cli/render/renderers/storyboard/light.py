"""Light: the sky's colours, the ambient colours that grade every surface, the key light's side, the rim's colour."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from anime_cli.figure.colour import channels, is_hex, multiply, shift, to_hex
from anime_cli.figure.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One time of day in one weather. `key` points to the light; `rim` is empty where no rim light falls."""

    name: str
    sky: tuple[str, ...]
    ambient: str
    cloth: str
    key: tuple[float, float]
    rim: str
    cloud: tuple[str, str]
    lamps: bool = False
    weather: str = "clear"
    _memo: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def night(self) -> bool:
        """Whether the sky is dark."""
        return self.name == "night"

    @property
    def clear(self) -> bool:
        """Whether sun, moon and stars are seen."""
        return self.weather == "clear"

    def grade(self, colour: str) -> str:
        """Light a surface's colour; anything that is no colour stays."""
        return self._lit(colour, self.ambient)

    def dress(self, colour: str) -> str:
        """Light cloth: cooler than skin, so that a white sleeve never looks like an arm."""
        return self._lit(colour, self.cloth)

    def _lit(self, colour: str, by: str) -> str:
        if not is_hex(colour):
            return colour
        if (colour, by) not in self._memo:
            self._memo[colour, by] = multiply(colour, by)
        return self._memo[colour, by]


LIGHTS: Registry[Light] = Registry(
    "light",
    {
        "morning": Light(
            name="morning", sky=("#6fb6ee", "#bfe2fa", "#fff0d6"), ambient="#fff8ee", cloth="#fffcfa", key=(1, -1),
            rim="#fff6dc", cloud=("#ffffff", "#d6e2f4"),
        ),
        "day": Light(
            name="day", sky=("#2a86e0", "#6db9f4", "#cdeeff"), ambient="#ffffff", cloth="#ffffff", key=(1, -1),
            rim="", cloud=("#ffffff", "#c6d9f2"),
        ),
        "dusk": Light(
            name="dusk", sky=("#3a3c86", "#8a5a9e", "#f0826a", "#ffc47a"), ambient="#ffe3d3", cloth="#f4e8f4",
            key=(-1, -0.6), rim="#ffe2a0", cloud=("#ffb48c", "#a8608e"), lamps=True,
        ),
        "night": Light(
            name="night", sky=("#080d28", "#17235a", "#3a4a92"), ambient="#c2c8f0", cloth="#bcc6f2", key=(1, -0.8),
            rim="#9fd4ff", cloud=("#3b4a86", "#26305f"), lamps=True,
        ),
    },
    default="day",
    aliases={
        "dawn": "morning", "sunrise": "morning", "noon": "day", "afternoon": "day", "evening": "dusk", "sunset": "dusk",
        "midnight": "night", "twilight": "dusk",
    },
)  # fmt: skip

WEATHERS: Registry[str] = Registry(
    "weather",
    {name: name for name in ("clear", "cloudy", "rain", "storm", "snow", "fog", "petals")},
    default="clear",
    aliases={
        "sunny": "clear", "fair": "clear", "fine": "clear", "overcast": "cloudy", "rainy": "rain", "drizzle": "rain",
        "shower": "rain", "thunder": "storm", "thunderstorm": "storm", "typhoon": "storm", "snowy": "snow",
        "blizzard": "snow", "mist": "fog", "misty": "fog", "foggy": "fog", "hot": "clear", "windy": "clear",
        "cold": "clear", "wind": "clear", "humid": "clear", "cherry blossom": "petals", "cherry blossoms": "petals",
        "blossoms": "petals", "sakura": "petals",
    },
)  # fmt: skip

_DULL = {"cloudy", "rain", "storm", "snow", "fog"}


def _dulled(light: Light, weather: str) -> Light:
    grey = "#cfd6e6" if weather == "storm" else "#e2e8f2"
    r, g, b = (x * y for x, y in zip(channels(light.ambient), channels(grey), strict=True))
    deep = -0.07 if weather == "storm" else -0.02
    return replace(
        light,
        sky=tuple(shift(colour, deep, 0.45) for colour in light.sky),
        cloud=(shift(light.cloud[0], -0.10, 0.5), shift(light.cloud[1], -0.10, 0.5)),
        ambient=to_hex(r, g, b),
        cloth=multiply(light.cloth, grey),
        rim=light.rim if light.night else "#d9e6f5",
    )


def light_of(name: str, weather: str, *, indoors: bool = False) -> Light:
    """Choose the light of a time of day in a weather; indoors the lamps burn at night."""
    sky = WEATHERS.find(weather)
    light = LIGHTS.find(name)
    if sky in _DULL:
        light = _dulled(light, sky)
    if indoors and light.night:
        light = replace(light, ambient="#fbe3cf", cloth="#f6eaea", rim="#ffdca8")
    return replace(light, weather="clear" if sky == "petals" else sky, _memo={})
