"""Territories in which places lie and that are spoken of as nobody: named where a place's code needs a name.

Those that deal with others themselves (Greenland, Hong Kong, Guam) are entries of the gazetteer, and found in texts.
"""

from __future__ import annotations

TERRITORIES = {
    "ABW": "Aruba", "AIA": "Anguilla", "ALA": "Åland Islands", "ASM": "American Samoa",
    "ATF": "French Southern Territories", "BES": "Caribbean Netherlands", "BLM": "Saint Barthélemy",
    "CCK": "Cocos (Keeling) Islands", "CUW": "Curaçao", "CXR": "Christmas Island", "CYM": "Cayman Islands",
    "GGY": "Guernsey", "GLP": "Guadeloupe", "GUF": "French Guiana", "IMN": "Isle of Man", "JEY": "Jersey",
    "MAF": "Saint Martin", "MNP": "Northern Mariana Islands", "MSR": "Montserrat", "MTQ": "Martinique",
    "MYT": "Mayotte", "NFK": "Norfolk Island", "PCN": "Pitcairn Islands", "REU": "Réunion",
    "SGS": "South Georgia and the South Sandwich Islands", "SHN": "Saint Helena", "SJM": "Svalbard and Jan Mayen",
    "SPM": "Saint Pierre and Miquelon", "SXM": "Sint Maarten", "TCA": "Turks and Caicos Islands", "TKL": "Tokelau",
    "VGB": "British Virgin Islands", "VIR": "United States Virgin Islands", "WLF": "Wallis and Futuna",
}  # fmt: skip
"""English names by ISO 3166-1 alpha-3."""
