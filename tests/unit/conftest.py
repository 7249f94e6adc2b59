"""What the pure tests share."""

import pytest

import geodata
from geodata import load
from geodata.errors import MissingFileError


@pytest.fixture
def without_rivers(monkeypatch):
    """Data in which the file of one layer is missing; the sentence that says so."""
    sentence = "The file layers/rivers.geojson is missing."
    real = load.features

    def broken(layer):
        if layer == "rivers":
            raise MissingFileError(sentence)
        return real(layer)

    monkeypatch.setattr(geodata, "features", broken)
    return sentence
