"""What can go wrong when a document is printed, each with one clear sentence."""


class PdfError(Exception):
    """A document could not be turned into a PDF. Nothing was written and nothing is half done."""


class PdfEngineMissingError(PdfError):
    """A system library or a font that the PDF engine needs is not installed."""


class RenderFailedError(PdfError):
    """The document could not be laid out, or its worker process died."""


class RenderTimedOutError(RenderFailedError):
    """The layout took longer than the limit; its worker process was stopped."""


PANGO_IS_MISSING = (
    "PDFs need the Pango library, which is not installed. On Debian or Ubuntu: "
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
FONT_IS_MISSING = (
    "PDFs need the font Source Sans Pro, which is not installed: "
    "pip install font-source-sans-pro==0.0.1"
)
