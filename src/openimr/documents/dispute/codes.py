"""Codes of diagnoses (ICD-9-CM, ICD-10-CM) and of services (CPT, HCPCS)."""

import re

ICD = re.compile(
    r"(?<![\w.-])(?:[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}|[VE]?\d{2,3}\.\d{1,2}"
    r"|\d{3}(?=\s*[,/]\s*[A-Z]?\d{2,3}\.\d))(?![\w%]|\s*(?:mg|mcg|ml|cm|mm|lbs?)\b)"
)
BILLING = re.compile(
    r"(?<![\w.#-])(?:\d{5}(?:-\d{2,5})?|J\d{4}(?:\s*x\s*\d+)?|[A-Z]\d{4})(?![\w.])"
)
