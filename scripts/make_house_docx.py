# ruff: noqa: E501, ISC004 (the XML stands as it is in the file)
"""Writes templates/house/letter.docx, the Word master that letters are poured into.

It is a docxtpl template: open it in Word or WPS to change styles, header, footer or margins; one
paragraph stands for each kind of paragraph. This script made the first one, small and without
anybody's name in it. After a change in Word run it with --keep: it leaves the master as it is and
writes letter.prepared, which spares every start the reading.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import msgspec

from complaintgen.render.docx_prepared import PREPARED, prepare

TARGET = Path(__file__).parents[1] / "templates" / "house" / "letter.docx"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument"

BODY_FONT, HEAD_FONT = "仿宋", "黑体"
LINE = 18

# Style of a block (as complaintgen.render.docx_blocks names it) → style of Word.
PARAGRAPHS = {
    "h1": "Heading1",
    "annex": "AnnexTitle",
    "h2": "Heading2",
    "h3": "Heading3",
    "body": "LetterBody",
    "noindent": "LetterNoIndent",
    "addressee": "LetterAddressee",
    "closing": "LetterClosing",
    "right": "LetterRight",
    "sign": "LetterSign",
    "date": "LetterDate",
    "note": "LetterNote",
    "quote": "LetterQuote",
    "label": "LetterLabel",
}


def fonts(name: str) -> str:
    """The same face for all scripts, so that digits match the text."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def style(  # noqa: PLR0913 (a style has that many sides)
    key: str,
    name: str,
    *,
    based: str = "Normal",
    paragraph: str = "",
    run: str = "",
    more: str = "<w:qFormat/>",
) -> str:
    """One paragraph style; names with capitals are ours, the others Word's own."""
    own = "" if name.islower() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>{more}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def size(points: float) -> str:
    """A font size; Word counts half points."""
    return f'<w:sz w:val="{points * 2:g}"/><w:szCs w:val="{points * 2:g}"/>'


def spacing(line: float, before: float = 0, after: float = 0) -> str:
    """Exact line height and the space around, in points; Word counts twentieths."""
    return (
        f'<w:spacing w:before="{before * 20:g}" w:after="{after * 20:g}" '
        f'w:line="{line * 20:g}" w:lineRule="exact"/>'
    )


def indent(characters: int = 0, *, left: int = 0, right: int = 0) -> str:
    """Indents: of the first line in characters of 12 points, left and right in points."""
    first = f' w:firstLineChars="{characters * 100}" w:firstLine="{characters * 240}"'
    return f'<w:ind w:left="{left * 20}" w:right="{right * 20}"{first}/>'


HEAD = fonts(HEAD_FONT)
KEEP = "<w:keepNext/><w:keepLines/>"


def styles() -> str:
    """All styles of the letter."""
    parts = [
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY_FONT)}{size(12)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        f'<w:widowControl/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>{spacing(LINE)}<w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="LetterGap"><w:name w:val="Letter Gap"/><w:qFormat/>'
        '<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFE48A"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
        style(
            "Heading1",
            "heading 1",
            run=HEAD + size(16),
            paragraph=f'{KEEP}{spacing(28, 0, 10)}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
        ),
        style(
            "AnnexTitle",
            "Annex Title",
            based="Heading1",
            run=size(14),
            paragraph=f"<w:pageBreakBefore/>{spacing(24, 0, 8)}",
        ),
        style(
            "Heading2",
            "heading 2",
            run=HEAD + size(12),
            paragraph=f'{KEEP}{spacing(LINE, 6, 0)}{indent(2)}<w:outlineLvl w:val="1"/>',
        ),
        style(
            "Heading3",
            "heading 3",
            run=HEAD + size(12),
            paragraph=f'{KEEP}{spacing(LINE)}{indent(2)}<w:outlineLvl w:val="2"/>',
        ),
        style("LetterBody", "Letter Body", paragraph=indent(2)),
        style("LetterNoIndent", "Letter No Indent", paragraph=spacing(LINE, 6)),
        style("LetterAddressee", "Letter Addressee", paragraph='<w:keepNext/><w:jc w:val="left"/>'),
        style(
            "LetterClosing",
            "Letter Closing",
            paragraph=f"<w:keepNext/>{indent(2)}",
        ),
        style(
            "LetterRight",
            "Letter Right",
            paragraph=f'<w:keepNext/>{spacing(LINE, 4)}{indent(left=216)}<w:jc w:val="left"/>',
        ),
        style(
            "LetterSign",
            "Letter Sign",
            paragraph=f'<w:keepNext/>{spacing(LINE, 16)}{indent(left=216)}<w:jc w:val="left"/>',
        ),
        style(
            "LetterDate",
            "Letter Date",
            paragraph=f'{spacing(LINE, 4)}{indent(left=216)}<w:jc w:val="left"/>',
        ),
        style(
            "LetterNote", "Letter Note", paragraph=f"<w:keepLines/>{spacing(15, 6)}", run=size(9)
        ),
        style(
            "LetterQuote",
            "Letter Quote",
            paragraph=f'{spacing(LINE)}{indent(left=24, right=24)}<w:jc w:val="left"/>',
        ),
        style(
            "LetterLabel",
            "Letter Label",
            run=HEAD + size(10.5),
            paragraph=f'{KEEP}{spacing(18, 4, 2)}<w:jc w:val="left"/>',
        ),
        style(
            "TableText",
            "Table Text",
            run=size(10.5),
            paragraph=f'{spacing(16)}<w:jc w:val="left"/>',
        ),
        style(
            "TableHead",
            "Table Head",
            based="TableText",
            run=HEAD,
            paragraph='<w:jc w:val="center"/>',
        ),
        style("DenseText", "Dense Text", based="TableText", run=size(9), paragraph=spacing(13)),
        style("DenseHead", "Dense Head", based="TableHead", run=size(9), paragraph=spacing(13)),
        style("TableGap", "Table Gap", run=size(2), paragraph=spacing(6)),
        style(
            "Header",
            "header",
            run=HEAD + '<w:color w:val="B00000"/>' + size(16),
            paragraph=f'{spacing(LINE)}<w:jc w:val="center"/>',
            more="",
        ),
        style(
            "Footer",
            "footer",
            run=size(9),
            paragraph=f'{spacing(14)}<w:jc w:val="center"/>',
            more="",
        ),
        '<w:style w:type="table" w:customStyle="1" w:styleId="LetterTable"><w:name w:val="Letter Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>',
        *(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        ),
        '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>',
    ]
    return "".join(parts)


def line(text: str, style_id: str = "Normal") -> str:
    """One paragraph of the master."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def body() -> str:
    """A paragraph for each kind of block, between the tags that choose it."""
    parts = [line("{%p for style, text in blocks %}")]
    for number, (key, style_id) in enumerate(PARAGRAPHS.items()):
        choice = "elif" if number else "if"
        parts += [
            line(f'{{%p {choice} style == "{key}" %}}'),
            line("{{ text }}", style_id),
        ]
    parts += [
        line('{%p elif style == "table" %}'),
        line("{{p text }}"),
        '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>',
        line('{%p elif style == "page" %}'),
        '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>',
        line("{%p endif %}"),
        line("{%p endfor %}"),
    ]
    return "".join(parts)


SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1417" w:bottom="1134" w:left="1417" '
    'w:header="624" w:footer="567" w:gutter="0"/></w:sectPr>'
)


def field(name: str) -> str:
    """A field that Word fills in: PAGE or NUMPAGES."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def parts() -> dict[str, str]:
    """All parts of the package by name."""
    relation = f"{R}/"
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.wordprocessingml.document.main+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.wordprocessingml.{kind}+xml"/>'
            for name, kind in (
                ("styles", "styles"),
                ("settings", "settings"),
                ("header1", "header"),
                ("footer1", "footer"),
            )
        )
        + '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{relation}officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title></dc:title><dc:creator></dc:creator>'
        "</cp:coreProperties>",
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{relation}{kind}" Target="{target}.xml"/>'
            for number, (kind, target) in enumerate(
                (
                    ("styles", "styles"),
                    ("settings", "settings"),
                    ("header", "header1"),
                    ("footer", "footer1"),
                ),
                1,
            )
        )
        + "</Relationships>",
        "word/document.xml": f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body()}{SECTION}'
        "</w:body></w:document>",
        "word/styles.xml": styles(),
        "word/settings.xml": f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>',
        "word/header1.xml": f'{DECLARATION}<w:hdr xmlns:w="{W}">{line("{{ draft }}", "Header")}</w:hdr>',
        "word/footer1.xml": f'{DECLARATION}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f'{field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{field("NUMPAGES")}</w:p></w:ftr>',
    }


def main() -> None:
    """Write the master if asked to, and what it comes down to beside it in any case."""
    if "--keep" not in sys.argv[1:]:
        with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in sorted(parts().items()):
                package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    prepared = TARGET.with_suffix(PREPARED)
    prepared.write_bytes(msgspec.msgpack.encode(prepare(TARGET)))
    print(
        f"{TARGET.name}: {TARGET.stat().st_size} bytes, {prepared.name}: {prepared.stat().st_size}"
    )


if __name__ == "__main__":
    main()
