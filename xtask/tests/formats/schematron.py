#!/usr/bin/env python3
"""Runs an ISO Schematron over XML files with lxml: one line of JSON a file, what fails and what is not assessed."""
import json
import sys

from lxml import etree, isoschematron

SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def places(report, element):
    """Rule and JSON Pointer: the first two words of each text."""
    texts = [found.findtext(f"{SVRL}text") for found in report.iter(f"{SVRL}{element}")]
    return sorted(" ".join(text.split()[:2]) for text in texts)


schematron = isoschematron.Schematron(etree.parse(sys.argv[1]), store_report=True, store_schematron=False)
for path in sys.argv[2:]:
    schematron.validate(etree.parse(path, etree.XMLParser(huge_tree=True)))
    report = schematron.validation_report
    print(json.dumps({"failed": places(report, "failed-assert"), "not_assessed": places(report, "successful-report")}))
