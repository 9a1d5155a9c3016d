#!/usr/bin/python3
"""Makes the look-alikes of this folder again: workbooks such as offices submit, whose
change table is to be filled in.

None of them comes from betten or from the commission: they are written by openpyxl
or by LibreOffice, with parts put in afterwards that Excel stores and neither of the
two can write. All text is invented and about みほん市, a city that does not exist.

    apt-get install python3-openpyxl libreoffice-calc
    /usr/bin/python3 make.py [NAME...]

What the two folders of workbooks share is in ../awkward/make.py.
"""
import os
import re
import shutil
import sys

from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "awkward"))
import make as awkward  # noqa: E402
from make import BOX, HEADINGS, OFFICE, WORK, keep, new, parts_of, put, repacked, saved, shared, soffice, widths  # noqa: E402,F401

HERE = os.path.dirname(os.path.abspath(__file__))
BOOKS = {}

GOTHIC = "ＭＳ Ｐゴシック"
ROWS = [
    ["令和5年2月6日", "Ⅰ　基本情報\n２．システム１\n②システムの機能", "１．宛名管理機能\n２．副本登録機能（日次）", "１．宛名管理機能\n２．副本登録機能（随時）", "事後", "機能の追加に伴う変更"],
    ["令和5年10月1日", "Ⅱ　特定個人情報ファイルの概要\n３．特定個人情報の入手・使用\n⑤本人への明示", "広報紙で周知している。", "広報紙及びホームページで周知している。", "事後", None],
    ["令和6年4月1日", "Ⅴ　開示請求、問合せ\n①請求先", "みほん市総務部総務課　情報公開係", "みほん市総務部デジタル推進課　情報公開係", "事前", "組織の改正に伴う変更"],
]


def book(make):
    BOOKS[make.__name__.replace("_", "-")] = make
    return make


def save(data, name, ext=".xlsx"):
    """Saves with the rows of print titles fixed ($2:$2), as Excel writes them."""
    if b"_xlnm.Print_Titles" in parts_of(data)["xl/workbook.xml"]:
        data = repacked(data, {"xl/workbook.xml": [lambda xml: re.sub(r"!\$?(\d+):\$?(\d+)<", r"!$\1:$\2<", xml) + " "]})
    keep(os.path.join(HERE, name + ext), data)


def normal(wb, face, size):
    """Gives the style 標準 a face: Excel measures columns by it."""
    style = next(s for s in wb._named_styles if s.name == "Normal")
    style.font = Font(name=face, size=size)
    wb._fonts[0] = Font(name=face, size=size)


def table(ws, rows=ROWS, title="（別添２）変更箇所", top=1, left=1, blank=0, head=None, body=None):
    """A title, headings, rows, and rows that have nothing but frames."""
    widths(ws, left)
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.paperSize, ws.page_setup.fitToHeight = 9, 0
    ws.column_dimensions[get_column_letter(left)].width = 16
    ws.cell(top, left, title).font = Font(name=GOTHIC, size=14)
    put(ws, top + 1, left, HEADINGS)
    for i, row in enumerate(list(rows) + [[None] * 6] * blank):
        put(ws, top + 2 + i, left, row)
    for row in ws.iter_rows(min_row=top + 1, max_row=top + 1 + len(rows) + blank, min_col=left, max_col=left + 5):
        for cell in row:
            give = head if cell.row == top + 1 else body
            if give:
                give(cell)


def style(name=GOTHIC, size=10, bold=False, fill=None, locked=True, **alignment):
    def give(cell):
        cell.font = Font(name=name, size=size, bold=bold)
        cell.alignment = Alignment(**alignment)
        cell.border = BOX
        cell.protection = Protection(locked=locked)
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
    return give


HEAD = dict(bold=True, fill="FFDDDDDD", horizontal="center", vertical="center", wrap_text=True)


def append(part, before, what):
    """The edit that puts something before the last occurrence of a text."""
    def edit(xml):
        at = xml.rindex(before)
        return xml[:at] + what + xml[at:]
    return {part: [edit]}


def merge(*edits):
    out = {}
    for e in edits:
        for part, all in e.items():
            out.setdefault(part, []).extend(all)
    return out


# ---- one as complex as a real 評価書 ----

SECTIONS = ["表紙", "項目一覧", "Ⅰ 基本情報", "別添1 事務の内容", "Ⅱ ファイルの概要", "Ⅱ ファイルの概要 (2)", "別添2 記録項目",
            "Ⅲ リスク対策", "Ⅳ その他", "Ⅴ 開示請求", "Ⅵ 評価実施手続"]


def assessment():
    wb, ws = new(SECTIONS[0])
    normal(wb, GOTHIC, 11)
    for title in SECTIONS[1:]:
        wb.create_sheet(title)
    for i, title in enumerate(SECTIONS):
        ws = wb[title]
        ws.column_dimensions["A"].width, ws.column_dimensions["B"].width, ws.column_dimensions["C"].width = 4.5, 28.625, 72.625
        ws.merge_cells("A1:C1")
        ws["A1"] = title
        ws["A1"].font = Font(name=GOTHIC, size=14, bold=True)
        for row in range(3, 15):
            put(ws, row, 1, [row - 2, f"（{row - 2}）記載事項{i}の{row}", f"みほん市は、{title}について、必要な措置を講じる。\n・措置{row}"])
        ws.merge_cells("A15:A18")
        ws.merge_cells("B15:C18")
        ws["B15"] = "個人のプライバシー等の権利利益の保護の宣言"
        ws.print_area = "A1:C18"
        ws.print_title_rows = "1:1"
        ws.page_setup.paperSize, ws.page_setup.orientation = 9, "portrait"
        if i % 2:
            ws.protection.sheet = True
            ws.protection.set_password("mihon")
            ws.protection.formatCells = False
        choice = DataValidation("list", '"十分である,課題が残されている,特に力を入れている"', allow_blank=True)
        choice.add("C3:C14")
        ws.add_data_validation(choice)
    wb["表紙"]["E3"] = "=COUNTA('Ⅰ 基本情報'!B3:B14)"
    wb["表紙"]["E4"] = "='Ⅰ 基本情報'!B3&変更箇所!$A$1"
    wb["Ⅰ 基本情報"]["C3"].comment = Comment("審査の指摘を反映", "みほん市")
    wb["Ⅳ その他"].sheet_state = "hidden"
    ws = wb.create_sheet("変更箇所")
    body = style(locked=False, wrap_text=True, vertical="top", horizontal="left")
    table(ws, blank=9, head=style(**HEAD), body=body)
    ws["A16"] = "※　変更日の古いものから順に記載する。"
    ws.merge_cells("A16:F16")
    ws["A17"], ws["F17"] = "（備考）", "みほん市"
    ws.merge_cells("B17:E17")
    ws.print_area = "A1:F14"
    ws.print_title_rows = "2:2"
    ws.freeze_panes = "A3"
    ws.oddFooter.center.text = "&P / &N"
    ws.protection.sheet = True
    ws.protection.set_password("mihon")
    ws.protection.formatRows = False
    when = DataValidation("list", '"事前,事後"', allow_blank=True, imeMode="off")
    when.add("E3:E14")
    kana = DataValidation("textLength", operator="lessThan", formula1="32768", allow_blank=True, imeMode="hiragana")
    kana.add("B3:D14")
    ws.add_data_validation(when)
    ws.add_data_validation(kana)
    ws.conditional_formatting.add("A3:F14", FormulaRule(formula=['$E3="事前"'], fill=PatternFill("solid", bgColor="FFFFFFCC")))
    wb.defined_names.append(DefinedName("評価書名", attr_text="表紙!$A$1"))
    wb.calculation.fullCalcOnLoad = False
    wb.active = 0
    return wb


VML = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>
<v:shape id="_x0000_s1025" type="#_x0000_t201" style='position:absolute;width:90pt;height:15pt' filled="f" stroked="f" o:insetmode="auto">
<v:textbox><div style='text-align:left'>該当する</div></v:textbox>
<x:ClientData ObjectType="Checkbox"><x:Anchor>1, 0, 3, 0, 2, 0, 4, 0</x:Anchor><x:AutoFill>False</x:AutoFill><x:TextVAlign>Center</x:TextVAlign><x:NoThreeD/></x:ClientData></v:shape></xml>"""

CONTROLS = ('<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14">'
            '<controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" r:id="rIdControl" name="Check Box 1"><controlPr defaultSize="0" autoFill="0" autoLine="0" autoPict="0">'
            '<anchor moveWithCells="1"><from><xdr:col xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">1</xdr:col><xdr:colOff xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">0</xdr:colOff>'
            '<xdr:row xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">{0}</xdr:row><xdr:rowOff xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">0</xdr:rowOff></from>'
            '<to><xdr:col xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">2</xdr:col><xdr:colOff xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">0</xdr:colOff>'
            '<xdr:row xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">{1}</xdr:row><xdr:rowOff xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">0</xdr:rowOff></to></anchor>'
            '</controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>')

DRAWING = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
           '<xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>'
           '<xdr:to><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>'
           '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="角丸四角形 1"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="190500"/></a:xfrm>'
           '<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="ja-JP"/><a:t>写</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>')

X14 = ('<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
       '<x14:dataValidation type="list" imeMode="on" allowBlank="1" showErrorMessage="1"><x14:formula1><xm:f>\'Ⅰ 基本情報\'!$B$3:$B$14</xm:f></x14:formula1><xm:sqref>F3:F14</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>')

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = '<Relationship Id="{}" Type="{}" Target="{}"/>'


def relations(*all):
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{PACKAGE}">' + "".join(RELATION.format(*r) for r in all) + "</Relationships>"


def complete(data, number):
    """Puts into a workbook what neither library writes: macros, controls, a drawing,
    printer settings, readings, the list of formulas. The change table's sheet has a number."""
    sheet = f"xl/worksheets/sheet{number}.xml"
    types = ('<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
             '<Override PartName="/xl/drawings/drawing9.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
             '<Override PartName="/xl/ctrlProps/ctrlProp1.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/>'
             '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>'
             '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>')

    def macros(xml):
        xml = xml.replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
        if 'Extension="vml"' not in xml:
            xml = xml.replace("</Types>", '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>')
        return xml

    def readings(xml):
        return xml.replace("<t>（備考）</t></si>", '<t>（備考）</t><rPh sb="1" eb="3"><t>ビコウ</t></rPh><phoneticPr fontId="1"/></si>')

    def strict(xml):
        return xml.replace("<sheetProtection ", '<sheetProtection algorithmName="SHA-512" hashValue="bWlob24=" saltValue="c2FsdA==" spinCount="100000" ')

    def page(xml):
        return re.sub(r"(<pageSetup [^>]*?)\s*/>", r'\1 xmlns:r="' + OFFICE + r'" r:id="rIdPrinter"/>', xml)

    edits = merge(
        append("[Content_Types].xml", "</Types>", types), {"[Content_Types].xml": [macros], "xl/sharedStrings.xml": [readings], sheet: [strict, page]},
        append("xl/_rels/workbook.xml.rels", "</Relationships>", RELATION.format("rIdVba", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")
               + RELATION.format("rIdChain", OFFICE + "/calcChain", "calcChain.xml")),
        append(sheet, "</worksheet>", f'<drawing xmlns:r="{OFFICE}" r:id="rIdDrawing"/>' + X14),
        # Controls stand on another sheet, as in the commission's template.
        append("xl/worksheets/sheet5.xml", "</worksheet>", f'<legacyDrawing xmlns:r="{OFFICE}" r:id="rIdVml"/>' + CONTROLS.format(3, 4).replace("<mc:AlternateContent ", f'<mc:AlternateContent xmlns:r="{OFFICE}" ', 1)),
    )
    vml, prop = OFFICE + "/vmlDrawing", OFFICE + "/ctrlProp"
    extra = {
        "xl/vbaProject.bin": b"dummy macro project of a test\n" * 8,
        "xl/drawings/drawing9.xml": DRAWING.encode(),
        "xl/drawings/vmlDrawing9.vml": VML.encode(),
        "xl/ctrlProps/ctrlProp1.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox" lockText="1" noThreeD="1"/>',
        "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
        "xl/calcChain.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="E4" i="1"/><c r="E3"/></calcChain>',
        f"xl/worksheets/_rels/sheet{number}.xml.rels": relations(("rIdDrawing", OFFICE + "/drawing", "../drawings/drawing9.xml"),
                                                                 ("rIdPrinter", OFFICE + "/printerSettings", "../printerSettings/printerSettings1.bin")).encode(),
        "xl/worksheets/_rels/sheet5.xml.rels": relations(("rIdVml", vml, "../drawings/vmlDrawing9.vml"), ("rIdControl", prop, "../ctrlProps/ctrlProp1.xml")).encode(),
    }
    return repacked(data, edits, extra)


@book
def assessment_12(name):
    """12 sheets: merged cells, controls, validations with imeMode, protection, a drawing,
    macros, printer settings, readings, names, a list of formulas. In the change table
    stand three entries, framed rows, and notes below them. Normal: ＭＳ Ｐゴシック 11."""
    save(complete(shared(saved(assessment())), 12), name, ".xlsm")


@book
def assessment_libreoffice(name):
    """The same 12 sheets as LibreOffice writes them, with the name of the face put back
    that it does not have here."""
    path = os.path.join(WORK, name + "-before.xlsx")
    assessment().save(path)
    data = awkward.soffice_as(path, name)
    save(repacked(data, {"xl/styles.xml": [lambda xml: xml.replace("DejaVu Sans", GOTHIC)]}), name)


# ---- smaller ones ----

@book
def blank_rows(name):
    """Headings and 20 framed rows, nothing in them; cells that neither wrap nor stand at
    the top; print area and titles. Normal: Calibri 11."""
    wb, ws = new()
    table(ws, [], blank=20, head=style(**HEAD), body=style())
    ws.print_area, ws.print_title_rows = "A1:F22", "2:2"
    save(repacked(shared(saved(wb))), name)


@book
def headings_only(name):
    """Headings in bold on grey ground and nothing below; the sheet is 変更箇所（案）. Normal:
    ＭＳ Ｐゴシック 12, in which LibreOffice makes columns as wide as Excel."""
    wb, ws = new("変更箇所（案）")
    normal(wb, GOTHIC, 12)
    table(ws, [], "（別添３）変更箇所", head=style(**HEAD))
    ws.print_title_rows = "2:2"
    save(repacked(shared(saved(wb))), name)


@book
def notes_below(name):
    """Below the entries: merged notes, a hyperlink, a page break, a conditional format and
    a range that may be edited; the filter stands on the headings. The heading of the
    items is merged over two columns. Normal: ＭＳ Ｐゴシック 12."""
    wb, ws = new()
    normal(wb, GOTHIC, 12)
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.paperSize, ws.page_setup.fitToHeight = 9, 0
    for letter, width in zip("ABCDEFG", [14.25, 8, 13.875, 33.875, 33.875, 9, 21.875]):
        ws.column_dimensions[letter].width = width
    ws["A1"] = "（別添２）変更箇所"
    for row, values in enumerate([HEADINGS] + ROWS, 3):
        values = [values[0], values[1], None] + values[2:]
        put(ws, row, 1, values)
        ws.merge_cells(f"B{row}:C{row}")
    for row in range(3, 4):
        for cell in ws[row]:
            style(**HEAD)(cell)
    ws["A9"] = "※　提出時期の「事前」は、重要な変更を行う前に提出したものをいう。"
    ws.merge_cells("A9:G9")
    ws["A10"] = "問合せ先"
    ws["D10"] = "みほん市のホームページ"
    ws["D10"].hyperlink = "https://www.city.mihon.example.jp/"
    ws["G11"] = "=A1&\"　以上\""
    ws.row_dimensions[10].height = 30
    ws.row_breaks.append(Break(id=4))
    ws.row_breaks.append(Break(id=8))
    ws.auto_filter.ref = "A3:G6"
    ws.conditional_formatting.add("A10:G10", FormulaRule(formula=["$A$1<>\"\""], font=Font(bold=True)))
    ws.print_area, ws.print_title_rows = "A1:G11", "3:3"
    save(repacked(shared(saved(wb))), name)


@book
def yu_gothic(name):
    """A new workbook of today's Excel: Normal and cells in 游ゴシック 11."""
    wb, ws = new()
    normal(wb, "游ゴシック", 11)
    table(ws, ROWS[:1], head=style("游ゴシック", 11, **HEAD), body=style("游ゴシック", 11, wrap_text=True, vertical="center"))
    save(repacked(shared(saved(wb))), name)


@book
def prefixed(name):
    """XML with the prefix x: and without the places of rows and cells, as some programs
    write it; types of different size in the columns; two rows of headings."""
    wb, ws = new()
    normal(wb, GOTHIC, 11)
    table(ws, [["", "", "変更前", "変更後", "", ""]] + ROWS, body=style(wrap_text=True, vertical="top"))
    for row in ws.iter_rows(min_row=4, max_row=6):
        for cell in row:
            cell.font = Font(name="ＭＳ 明朝" if cell.column in (1, 5) else GOTHIC, size=9 if cell.column == 6 else 10.5)
    ws["C2"] = "記載"
    ws.merge_cells("C2:D2")
    for letter in "ABEF":
        ws.merge_cells(f"{letter}2:{letter}3")

    def prefix(xml):
        head, rest = re.match(r"(<\?xml[^>]*\?>)?(.*)", xml, re.S).groups()
        rest = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", rest).replace(' xmlns="', ' xmlns:x="', 1)
        return (head or "") + re.sub(r'<x:(row|c) r="[A-Z0-9]+"', r"<x:\1", rest)
    save(repacked(shared(saved(wb)), {"xl/worksheets/sheet1.xml": [prefix]}), name)


def main():
    try:
        for name in sys.argv[1:] or BOOKS:
            BOOKS[name](name)
            print(name)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
