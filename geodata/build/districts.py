"""Districts of Tajikistan, fitted into its outline as displayed: not drawn, but where places lie is checked by them."""

from __future__ import annotations

import re

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.build import provinces, readers
from geodata.derive.write import DISPLAY, Shape

RENAMED = {"Dzhami": "Jomi", "Sharinav": "Shahrinav", "Shuro-obod": "Shamsiddin Shohin", "Vose'": "Vose"}
"""Names of the source that are misspelt, or no longer in use, and what the district is called."""


def shapes(country: BaseGeometry) -> list[Shape]:
    """Features of the layer `districts`.

    Parameters
    ----------
    country : BaseGeometry
        Tajikistan as displayed, which the districts are made to fill; WGS84 degrees.
    """
    found = []
    for source, polygon in provinces.fit(readers.districts(), country).items():
        plain = source.removesuffix(" District")
        name = RENAMED.get(plain, plain)
        slug = re.sub(r"[^a-z]+", "-", name.lower())
        # Rounded here, as what is rounded when it is written can cross itself.
        found.append(
            Shape(slug, shapely.set_precision(polygon, 10.0**-DISPLAY), {"name": name, "country": "tajikistan"})
        )
    return found
