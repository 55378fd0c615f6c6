"""Documents as people have them, and as those make them who wish us ill."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx


def pdf(pages: Sequence[Sequence[tuple[str, int]]], *, title: str | None = None) -> bytes:
    """A PDF of pages of lines, each with the size of its letters in points."""
    bodies = []
    for lines in pages:
        y, drawn = 780, []
        for text, size in lines:
            y -= round(size * 1.4) if text else 30
            safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F1 {size} Tf 60 {y} Td ({safe}) Tj ET")
        content = "\n".join(drawn).encode("cp1252")
        bodies.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    return _pdf_of(bodies, title)


def placed_pdf(*pages: Sequence[tuple[float, float, str]], title: str | None = None) -> bytes:
    """A PDF of texts at places, in points from the left and the bottom, all in one size."""
    bodies = []
    for texts in pages:
        drawn = []
        for x, y, text in texts:
            safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F1 10 Tf {x} {y} Td ({safe}) Tj ET")
        content = "\n".join(drawn).encode("cp1252")
        bodies.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    return _pdf_of(bodies, title)


def empty_pdf(pages: int) -> bytes:
    """A PDF of so many pages, without any content."""
    return _pdf_of([b"<< /Length 0 >>\nstream\n\nendstream"], None, pages=pages)


def _pdf_of(contents: Sequence[bytes], title: str | None, *, pages: int | None = None) -> bytes:
    count = pages or len(contents)
    first = 4 + len(contents)
    kids = " ".join(f"{first + number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        *contents,
        *(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R"
            b" >> >> /Contents %d 0 R >>" % (4 + min(number, len(contents) - 1))
            for number in range(count)
        ),
        f"<< /Title ({title or ''}) >>".encode(),
    ]
    out, offsets = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def word() -> bytes:
    """A Word document with a title, headings, both kinds of list, bold text and a table."""
    made = docx.Document()
    made.add_heading("Returns", 0)
    made.add_heading("How long", 1)
    made.add_paragraph("You have ").add_run("60 days").bold = True
    made.add_paragraph("unused", style="List Bullet")
    made.add_paragraph("in its box", style="List Bullet")
    made.add_paragraph("print the label", style="List Number")
    table = made.add_table(rows=2, cols=2)
    texts = ["Country", "Price", "Spain", "4 | 5"]
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = " ".join(
    [
        f'xmlns:w="{_W}"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    ]
)
_RELATIONS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_of(body: str, *, footnotes: str | None = None) -> bytes:
    """A Word document with this XML as its body, and as its footnotes."""
    xml = f"<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    made = with_member(word(), "word/document.xml", xml.encode())
    if footnotes is None:
        return made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    part = f'PartName="/word/footnotes.xml" ContentType="{_RELATIONS}.footnotes+xml"'
    override = f"<Override {part}/></Types>"
    parts = {
        "word/_rels/document.xml.rels": relations.replace("</Relationships>", relation),
        "[Content_Types].xml": types.replace("</Types>", override),
        "word/footnotes.xml": f"<w:footnotes {_SPACES}>{footnotes}</w:footnotes>",
    }
    for name, content in parts.items():
        made = with_member(made, name, content.encode())
    return made


def word_of_laughs() -> bytes:
    """A Word document whose XML unfolds to a billion words."""
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    laughs = (
        f'<?xml version="1.0"?><!DOCTYPE w [{entities}]><w:document xmlns:w="{space}">'
        "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    )
    return with_member(word(), "word/document.xml", laughs.encode())


def with_member(archive: bytes, name: str, content: bytes) -> bytes:
    """The zip with one of its members replaced."""
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        members = {member: given.read(member) for member in given.namelist()}
    return zipped({**members, name: content})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
