#!/usr/bin/python3
"""Makes the awkward workbooks of this folder again, and the entry file that
`betten import` should read from each.

None of them comes from betten: they are written by openpyxl, by LibreOffice,
or by openpyxl with parts edited afterwards to hold what other programs store.
All text is invented and about みほん市, a city that does not exist.

    apt-get install python3-openpyxl python3-uno libreoffice-calc
    /usr/bin/python3 make.py [NAME...]

The parts of a workbook come out the same each time. A file whose parts are
unchanged is left alone, because LibreOffice stamps its archives with the time.

The expected entries are stated apart from the cells, except that a long text
is written once and used for both. Where the rules are silent, the comment of
a workbook begins with "Decided:".
"""
import datetime
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = tempfile.mkdtemp(prefix="awkward-")
STAMP = datetime.datetime(2025, 4, 1, 9, 0, 0)
DAY = datetime.date

HEADINGS = ["変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"]
SHORT = ["変更年月日", "項目", "変更前", "変更後", "提出時期", "提出時期に係る説明"]
WIDTHS = {"date": 13, "item": 21.875, "side": 33.875, "timing": 9, "explanation": 21.875}

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

BOOKS = {}


def book(make):
    """Registers a function under the name of its workbook."""
    BOOKS[make.__name__.replace("_", "-")] = make
    return make


# ---- entry files: the same layout as internal/source/write.go ----

def entry(date, item, before, after, timing, explanation=""):
    return dict(date=date, item=item, before=before, after=after, timing=timing, explanation=explanation)


def quoted(s):
    if not re.search(r'["\\\n\x00-\x1f\x7f]', s):
        return f'"{s}"'
    if not re.search(r"['\n\x00-\x1f\x7f]", s):
        return f"'{s}'"
    s = s.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")
    return f'"{s}"'


def text(s):
    if "\n" not in s:
        return quoted(s)
    assert "'''" not in s and not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", s), s
    return f"'''\n{s}\n'''"


def expect(name, form, *entries):
    out = f'form = "{form}"\narchive = true\n'
    for e in entries:
        date = e["date"].isoformat() if isinstance(e["date"], DAY) else text(e["date"])
        levels = [quoted(level) for level in e["item"]]
        item = ", ".join(levels)
        item = f"[{item}]" if len(item) <= 50 else "[\n  " + ",\n  ".join(levels) + ",\n]"
        out += f'\n[[change]]\ndate = {date}\nitem = {item}\n'
        out += f'before = {text(e["before"])}\nafter = {text(e["after"])}\ntiming = {text(e["timing"])}\n'
        if e["explanation"]:
            out += f'explanation = {text(e["explanation"])}\n'
    # The writer above is checked against another reader than ours.
    for got, want in zip(tomllib.loads(out)["change"], entries, strict=True):
        for key, value in want.items():
            have = got.get(key, "")
            if isinstance(value, str) and have.endswith("\n"):
                have = have[:-1]
            assert have == value, (name, key, have, value)
    with open(os.path.join(HERE, name + ".toml"), "w", encoding="utf-8", newline="\n") as f:
        f.write(out)


# ---- workbooks ----

THIN = Side(style="thin", color="FF000000")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def new(title="変更箇所"):
    wb = openpyxl.Workbook()
    wb.active.title = title
    wb.properties.creator = "みほん市"
    wb.properties.created = wb.properties.modified = STAMP
    return wb, wb.active


def lines(value, width):
    if not isinstance(value, str):
        return 1
    return sum(1 + len(line) // max(1, int(width / 1.75)) for line in value.split("\n"))


def put(ws, row, col, values, height=True):
    """Writes a row of cells; None is a cell without a value."""
    most = 1
    for i, value in enumerate(values):
        cell = ws.cell(row, col + i)
        if value is not None:
            cell.value = value
        cell.border = BOX
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name="ＭＳ Ｐゴシック", size=10)
        most = max(most, lines(value, ws.column_dimensions[get_column_letter(col + i)].width))
    if height:
        ws.row_dimensions[row].height = min(408, 12 * most + 4)


def widths(ws, col, names=("date", "item", "side", "side", "timing", "explanation")):
    for i, name in enumerate(names):
        ws.column_dimensions[get_column_letter(col + i)].width = WIDTHS.get(name, name)


def table(ws, rows, title="（別添２）変更箇所", headings=HEADINGS, top=1, left=1):
    widths(ws, left)
    ws.cell(top, left, title).font = Font(name="ＭＳ Ｐゴシック", size=14, bold=True)
    put(ws, top + 1, left, headings)
    for i, row in enumerate(rows):
        put(ws, top + 2 + i, left, row)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return {i.filename: re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", z.read(i)) for i in z.infolist()}


def keep(path, data):
    """Writes a file, unless the one that is there has the same parts."""
    if os.path.exists(path):
        old = open(path, "rb").read()
        try:
            if old == data or parts_of(old) == parts_of(data):
                return
        except zipfile.BadZipFile:
            pass
    with open(path, "wb") as f:
        f.write(data)


def repacked(data, edits=None, extra=None):
    """The archive with the same times everywhere, edited parts and more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as src, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as dst:
        parts = {i.filename: src.read(i) for i in src.infolist()} | (extra or {})
        assert set(edits or {}) <= set(parts), edits
        for name, content in parts.items():
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            for edit in (edits or {}).get(name, []):
                changed = edit(content.decode("utf-8"))
                assert changed != content.decode("utf-8"), (name, "edit changes nothing")
                content = changed.encode("utf-8")
            info = zipfile.ZipInfo(name, (2025, 4, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            dst.writestr(info, content)
    return out.getvalue()


def saved(wb):
    out = io.BytesIO()
    wb.save(out)
    return out.getvalue()


def save(wb, name, edits=None, extra=None, ext=".xlsx", inline=False):
    """Saves with shared strings, as Excel does, or inline ones, as openpyxl does, which
    writes every kanji as a reference (&#22793;) too."""
    data = saved(wb)
    keep(os.path.join(HERE, name + ext), repacked(data if inline else shared(data), edits, extra))


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for part, content in parts.items():
            info = zipfile.ZipInfo(part, (2025, 4, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, content)
    return out.getvalue()


def shared(data):
    """The workbook with its inline strings moved to xl/sharedStrings.xml."""
    items = {}

    def move(m):
        si = re.sub(r"&#(\d+);", lambda c: chr(int(c[1])) if int(c[1]) > 127 else c[0], m[1])
        return f't="s"><v>{items.setdefault(si, len(items))}</v></c>'
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        parts = {i.filename: z.read(i).decode("utf-8") for i in z.infolist()}
    for part in parts:
        if part.startswith("xl/worksheets/sheet"):
            parts[part] = re.sub(r't="inlineStr"><is>(.*?)</is></c>', move, parts[part], flags=re.S)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", f'<Relationship Id="rIdStrings" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    parts["xl/sharedStrings.xml"] = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + f'<sst xmlns="{MAIN}" uniqueCount="{len(items)}">'
                                     + "".join(f"<si>{si}</si>" for si in items) + "</sst>")
    return packed(parts)


def strings(**items):
    """Edits of the shared strings: a cell 「{{name}}」 gets the given <si> content."""
    def edit(name, content):
        return lambda xml: xml.replace(f"<si><t>{{{{{name}}}}}</t></si>", f"<si>{content}</si>")
    return {"xl/sharedStrings.xml": [edit(n, c) for n, c in items.items()]}


def soffice(source, to):
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{WORK}/profile", "--headless", "--convert-to", to, "--outdir", WORK, source],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    with open(os.path.join(WORK, os.path.splitext(os.path.basename(source))[0] + "." + to.split(":")[0]), "rb") as f:
        return f.read()


# 1 ------------------------------------------------------------------------

@book
def headings_from_c7(name):
    """The table begins at C7 under notes; headings with spaces, line breaks and
    look-alikes (⽇ U+2F47, as copied from a PDF); a seventh column ﾁｪｯｸ."""
    wb, ws = new("Sheet1")
    widths(ws, 3)
    ws["C2"] = "(別添2)　 変 更 箇 所"
    ws["H2"] = "ﾐﾎﾝ市"
    ws["C3"] = "評価書番号　７　国民健康保険に関する事務　重点項目評価書"
    ws["C4"] = "※　変更日の古いものから順に記載すること。変更前の記載及び変更後の記載は、評価書の文言をそのまま転記する。"
    ws["C5"] = "作成：保険年金課"
    ws["E5"] = "確認：情報管理課"
    put(ws, 7, 3, ["変　更　⽇", " 項\u3000 目 ", "変更前の\n記載", "{{after}}", "提 出\n時 期", "提出時期に\n係る説明\n", "ﾁｪｯｸ"])
    before = "国民健康保険被保険者証の発行、資格の得喪及び保険料（税）の賦課に関する事務を行う。"
    after = "資格確認書及び資格情報のお知らせの発行、資格の得喪並びに保険料（税）の賦課に関する事務を行う。"
    put(ws, 8, 3, ["令和6年12月2日", "Ⅰ　基本情報\n１．特定個人情報ファイルを取り扱う事務\n②事務の内容", before, after, "事後",
                   "法令の改正に伴う形式的な変更であり、重要な変更に当たらないため", "済"])
    put(ws, 9, 3, ["令和6年12月2日", "Ⅰ　基本情報\n４．個人番号の利用\n法令上の根拠", "番号法第9条第1項　別表第一の30の項", "番号法第9条第1項　別表の44の項", "事後",
                   "法令の改正に伴う形式的な変更であり、重要な変更に当たらないため", "済"])
    put(ws, 10, 3, ["令和7年1月20日", "Ⅱ　特定個人情報ファイルの概要\n６．特定個人情報の保管・消去\n保管場所",
                    "庁舎３階のサーバ室に設置したサーバ内に保管する。", "ガバメントクラウドに構築した標準準拠システム内に保管する。", "事前", None, "未"])
    save(wb, name, strings(after='<t xml:space="preserve">変更後の_x000D_\n記載</t>'))
    why = "法令の改正に伴う形式的な変更であり、重要な変更に当たらないため"
    expect(name, "juten",
           entry("令和6年12月2日", ["Ⅰ　基本情報", "１．特定個人情報ファイルを取り扱う事務", "②事務の内容"], before, after, "事後", why),
           entry("令和6年12月2日", ["Ⅰ　基本情報", "４．個人番号の利用", "法令上の根拠"],
                 "番号法第9条第1項　別表第一の30の項", "番号法第9条第1項　別表の44の項", "事後", why),
           entry("令和7年1月20日", ["Ⅱ　特定個人情報ファイルの概要", "６．特定個人情報の保管・消去", "保管場所"],
                 "庁舎３階のサーバ室に設置したサーバ内に保管する。", "ガバメントクラウドに構築した標準準拠システム内に保管する。", "事前"))


# 2 ------------------------------------------------------------------------

@book
def whole_assessment(name):
    """A whole 全項目評価書 of 12 sheets, one of them hidden; the change table is the
    last and is called 経過記録. Other sheets use the words of its headings."""
    wb, ws = new("表紙")
    ws["B2"] = "特定個人情報保護評価書（全項目評価書）"
    for row, pair in enumerate([("評価書番号", "評価書名"), ("12", "住民基本台帳に関する事務　全項目評価書")], 4):
        put(ws, row, 2, pair)
    ws["B8"] = "個人のプライバシー等の権利利益の保護の宣言"
    ws["B9"] = "みほん市は、住民基本台帳に関する事務における特定個人情報ファイルの取扱いに当たり、個人のプライバシー等の権利利益に影響を及ぼしかねないことを認識し、適切な措置を講じることをもって保護に取り組んでいることを宣言する。"
    ws["B12"], ws["C12"] = "評価実施機関名", "みほん市長"
    ws["B14"], ws["C14"] = "項　目　一　覧", "（別添３）変更箇所"
    sections = {
        "Ⅰ": [("Ⅰ　基本情報", None), ("１．特定個人情報ファイルを取り扱う事務", None), ("①事務の名称", "住民基本台帳に関する事務"),
              ("②事務の内容　※", "住民基本台帳法に基づき、転入届等の届出の受理、住民票の写しの交付、本人確認情報の通知等を行う。"), ("③対象人数", "30万人以上")],
        "別添1-1": [("（別添１）事務の内容", None), ("（備考）", "１．届出に基づき住民票を作成し、又は記載事項を変更する。")],
        "Ⅱ(1)": [("Ⅱ　特定個人情報ファイルの概要", None), ("１．特定個人情報ファイル名", "（１）住民基本台帳ファイル"), ("記録される項目", "100項目以上"), ("主な記録項目　※", "・識別情報\n・連絡先等情報")],
        "Ⅱ(2)": [("Ⅱ　特定個人情報ファイルの概要", None), ("１．特定個人情報ファイル名", "（２）本人確認情報ファイル"), ("保有開始日", "平成27年6月15日")],
        "別添2": [("（別添２）特定個人情報ファイル記録項目", None), ("項目", "説明"), ("宛名番号", "変更前の記載を含む。"), ("異動日", "変更日を記録する。")],
        "Ⅲ(1)": [("Ⅲ　リスク対策", None), ("２．特定個人情報の入手", "届出の窓口において、本人確認書類の提示を受けて確認を行う。"), ("リスクへの対策は十分か", "十分である")],
        "Ⅲ(2)": [("Ⅲ　リスク対策", None), ("５．特定個人情報の提供・移転", "提供及び移転の記録を7年分保存する。")],
        "Ⅳ": [("Ⅳ　その他のリスク対策", None), ("①自己点検", "年に1回、全職員を対象として点検票により実施する。")],
        "Ⅴ": [("Ⅴ　開示請求、問合せ", None), ("①請求先", "みほん市総務部総務課　情報公開係")],
        "Ⅵ": [("Ⅵ　評価実施手続", None), ("①実施日", DAY(2024, 10, 1)), ("②提出時期", "事後"), ("③変更日", "変更箇所のとおり")],
    }
    for title, pairs in sections.items():
        sheet = wb.create_sheet(title)
        sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width = 40, 70
        for row, pair in enumerate(pairs, 2):
            put(sheet, row, 2, pair)
    wb["Ⅳ"].sheet_state = "hidden"
    ws = wb.create_sheet("経過記録")
    item1 = ["Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策", "２．特定個人情報の入手", "リスク１：目的外の入手が行われるリスク", "対象者以外の情報の入手を防止するための措置の内容"]
    b1 = ("・届出の窓口において、届出の内容及び本人確認書類（個人番号カード、旅券等）を確認し、対象者以外の情報の入手の防止に努める。\n"
          "・住民基本台帳法第27条第2項の規定に基づき、代理人による届出の場合は、委任状その他の代理権を証する書類の提示を求める。")
    b2 = "・届出書の様式は、法令で定められた事項以外を記載できないものとしている。"
    a1 = ("・届出の窓口において、届出の内容及び本人確認書類（個人番号カード、在留カード等）を確認し、対象者以外の情報の入手の防止に努める。\n"
          "・マイナポータルを通じて行われた届出については、電子署名の検証の結果により本人からの届出であることを確認する。")
    a2 = "＜引越し手続オンラインサービスにおける措置＞\n・転出証明書情報は、住民基本台帳ネットワークシステムを通じて受領し、対象者以外の情報を検索できない仕組みとしている。"
    rows = [
        ["令和5年2月6日", "\n".join(item1), b1 + "\n\n（下段に続く）", a1 + "\n\n（下段に続く）", "事前", "重要な変更"],
        ["令和5年2月6日", "同上", "（上段からの続き）\n\n" + b2, "（上段からの続き）\n\n" + a2, "事前", None],
        ["令和5年10月1日", "Ⅰ　基本情報\n５．個人番号の利用\n法令上の根拠", "住民基本台帳法第7条、第22条及び第30条の10", "住民基本台帳法第7条、第22条、第24条の2及び第30条の10", "事後", "記載の誤りの訂正"],
        ["令和6年10月1日", "Ⅱ　特定個人情報ファイルの概要\n（１）住民基本台帳ファイル\n４．特定個人情報ファイルの取扱いの委託\n委託事項３", None,
         "証明書等の郵送に係る封入封かん業務\n委託先において取り扱う者の数：10人以上50人未満", "事前", "新たに委託を行うため"],
    ]
    table(ws, rows, "（別添３）変更箇所")
    wb.active = 0
    save(wb, name, inline=True)
    expect(name, "zen",
           entry("令和5年2月6日", item1, b1 + "\n" + b2, a1 + "\n" + a2, "事前", "重要な変更"),
           entry("令和5年10月1日", ["Ⅰ　基本情報", "５．個人番号の利用", "法令上の根拠"], rows[2][2], rows[2][3], "事後", "記載の誤りの訂正"),
           entry("令和6年10月1日", ["Ⅱ　特定個人情報ファイルの概要", "（１）住民基本台帳ファイル", "４．特定個人情報ファイルの取扱いの委託", "委託事項３"],
                 "", rows[3][3], "事前", "新たに委託を行うため"))


# 3 ------------------------------------------------------------------------

@book
def merged_headings(name):
    """Every heading is merged over two rows, 項目 over three columns; a date is merged
    over three entries.
    Decided: a level of the item that is merged over entries holds for all of them; an
    empty column of an item adds no level; a level of two lines is two levels."""
    wb, ws = new("変更箇所")
    widths(ws, 1, ["date", 14, 14, 14, "side", "side", "timing", "explanation"])
    ws["A2"] = "（別添３）変更箇所"
    ws.merge_cells("A2:H2")
    put(ws, 4, 1, ["変更日", "項目", None, None, "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"])
    for area in ["A4:A5", "B4:D5", "E4:E5", "F4:F5", "G4:G5", "H4:H5"]:
        ws.merge_cells(area)
    one, two = "令和6年4月1日", "令和6年11月19日"
    b = ["情報システム課", "総務部情報システム課において、年に１回、アクセスログの分析を行う。", "委託先の従業者に対する教育は、委託先において実施する。", "株式会社みほんシステムズ"]
    a = ["デジタル推進課", "政策部デジタル推進課において、四半期に１回、アクセスログの分析を行い、分析の結果を個人情報保護管理者に報告する。",
         "委託先の従業者に対する教育は、委託先において年に１回以上実施し、実施後１か月以内に受講者名簿を提出させる。", "株式会社みほんシステムズ（令和6年11月18日まで）\n見本データサービス株式会社（令和6年11月19日から）"]
    put(ws, 6, 1, [one, "Ⅰ 基本情報", "７．評価実施機関における担当部署", "①部署", b[0], a[0], "事後", "組織の改正に伴う変更"])
    put(ws, 7, 1, [None, "Ⅲ リスク対策", "３．特定個人情報の使用", "特定個人情報の使用の記録", b[1], a[1], "事前", None])
    put(ws, 8, 1, [None, None, "４．特定個人情報ファイルの取扱いの委託", None, b[2], a[2], "事前", None])
    put(ws, 9, 1, [two, "Ⅱ 特定個人情報ファイルの概要", "４．特定個人情報ファイルの取扱いの委託", "委託事項１\n③委託先名", b[3], a[3], "事後", "委託先の変更"])
    ws.merge_cells("A6:A8")
    ws.merge_cells("B7:B8")
    save(wb, name, inline=True)
    expect(name, "zen",
           entry(one, ["Ⅰ 基本情報", "７．評価実施機関における担当部署", "①部署"], b[0], a[0], "事後", "組織の改正に伴う変更"),
           entry(one, ["Ⅲ リスク対策", "３．特定個人情報の使用", "特定個人情報の使用の記録"], b[1], a[1], "事前"),
           entry(one, ["Ⅲ リスク対策", "４．特定個人情報ファイルの取扱いの委託"], b[2], a[2], "事前"),
           entry(two, ["Ⅱ 特定個人情報ファイルの概要", "４．特定個人情報ファイルの取扱いの委託", "委託事項１", "③委託先名"], b[3], a[3], "事後", "委託先の変更"))


@book
def item_in_columns(name):
    """One heading row, 項目 merged over three columns, no other merged heading; the title
    merged over the table."""
    wb, ws = new("変更箇所")
    widths(ws, 1, ["date", 14, 14, 14, "side", "side", "timing", "explanation"])
    ws["A1"] = "（別添２）変更箇所"
    ws.merge_cells("A1:H1")
    put(ws, 2, 1, ["変更日", "項目", None, None, "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明"])
    ws.merge_cells("B2:D2")
    rows = [
        ["令和5年7月3日", "Ⅰ　基本情報", "２．システム２", "③他のシステムとの接続", "[〇]宛名システム等", "[〇]宛名システム等　[〇]税務システム", "事前", "税務システムとの連携を開始するため"],
        ["令和5年7月3日", "Ⅲ　リスク対策", "８．監査", "実施の有無", "[〇]自己点検　[　]内部監査　[　]外部監査", "[〇]自己点検　[〇]内部監査　[　]外部監査", "事後", None],
        ["令和5年7月3日", "（別添１）特定個人情報ファイル記録項目", None, None, "１．宛名番号、２．氏名、３．生年月日", "１．宛名番号、２．氏名、３．氏名の振り仮名、４．生年月日", "事後", "システムの改修に伴う変更"],
    ]
    for i, row in enumerate(rows, 3):
        put(ws, i, 1, row)
    ws.merge_cells("B5:D5")
    save(wb, name)
    expect(name, "juten", *[entry(r[0], [level for level in r[1:4] if level], *r[4:7], r[7] or "") for r in rows])


@book
def merged_over_pieces(name):
    """The rows of a cut entry share one merged date, item, timing and explanation; the
    sides are cells of their own with marks."""
    wb, ws = new()
    item = "Ⅲ　リスク対策\n２．特定個人情報の入手\nリスク３：入手した特定個人情報が不正確であるリスク\n個人番号の真正性確認の措置の内容"
    b = ["＜窓口における措置＞\n・個人番号カード又は通知カード及び本人確認書類の提示を受け、個人番号及び本人の確認を行う。",
         "・提示がない場合は、住民基本台帳ネットワークシステムにより確認を行う。"]
    a = ["＜窓口における措置＞\n・個人番号カードの提示を受け、個人番号及び本人の確認を行う。",
         "・提示がない場合は、住民票の写しその他の書類の提示を受けて確認を行う。", "・郵送による場合は、書類の写しの同封を求め、記載の内容を照合する。"]
    table(ws, [
        ["令和6年12月2日", item, b[0] + "\n\n（下段に続く）", a[0] + "\n\n（下段に続く）", "事後", "通知カードの廃止等に伴う変更"],
        [None, None, "（上段からの続き）\n\n" + b[1], "（上段からの続き）\n\n" + a[1] + "\n\n（下段に続く）", None, None],
        [None, None, None, "（上段からの続き）\n\n" + a[2], None, None],
        ["令和6年12月2日", "Ⅱ　特定個人情報ファイルの概要\n３．特定個人情報の入手・使用\n③入手の時期・頻度", "申請を受けた都度", "申請を受けた都度及び年１回（現況届の受理時）", "事後", None],
    ])
    for col in "ABEF":
        ws.merge_cells(f"{col}3:{col}5")
    save(wb, name)
    expect(name, "juten",
           entry("令和6年12月2日", item.split("\n"), "\n".join(b), "\n".join(a), "事後", "通知カードの廃止等に伴う変更"),
           entry("令和6年12月2日", ws["B6"].value.split("\n"), ws["C6"].value, ws["D6"].value, "事後"))


@book
def grouped_headings(name):
    """The headings 変更前 and 変更後 stand one row lower, below a heading 記載内容 that is
    merged over both; the others are merged over the two rows.
    Decided: the two rows are one heading row, since the merged cells reach both."""
    wb, ws = new("変更箇所一覧")
    widths(ws, 1)
    ws["A1"] = "変更箇所"
    put(ws, 2, 1, ["変更年月日", "項目", "記載内容", None, "提出時期", "提出時期に係る説明"])
    put(ws, 3, 1, [None, None, "変更前", "変更後", None, None])
    for area in ["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3"]:
        ws.merge_cells(area)
    put(ws, 4, 1, ["令和3年9月1日", "Ⅰ　関連情報\n４．情報提供ネットワークシステムによる情報連携\n②法令上の根拠", "番号法第19条第7号　別表第二の27の項", "番号法第19条第8号　別表第二の27の項", "事後", "番号法の改正に伴う項ずれの修正"])
    put(ws, 5, 1, ["令和4年7月1日", "Ⅱ　しきい値判断項目\n１．対象人数\nいつ時点の計数か", "令和3年4月1日　時点", "令和4年4月1日　時点", "事後", None])
    save(wb, name)
    expect(name, "kiso",
           entry("令和3年9月1日", ["Ⅰ　関連情報", "４．情報提供ネットワークシステムによる情報連携", "②法令上の根拠"],
                 "番号法第19条第7号　別表第二の27の項", "番号法第19条第8号　別表第二の27の項", "事後", "番号法の改正に伴う項ずれの修正"),
           entry("令和4年7月1日", ["Ⅱ　しきい値判断項目", "１．対象人数", "いつ時点の計数か"], "令和3年4月1日　時点", "令和4年4月1日　時点", "事後"))


# 4 ------------------------------------------------------------------------

@book
def continuation_marks(name):
    """Entries of two and three rows with the marks people write, one side finished
    before the other. Every seam is clear: 。 above, or a number or bullet below."""
    wb, ws = new()
    i1 = ["Ⅲ　リスク対策", "７．特定個人情報の保管・消去", "特定個人情報の漏えい・滅失・毀損リスク", "その他の措置の内容"]
    b1 = ["＜物理的対策＞\n①サーバ室は、生体認証により入退室を管理し、監視カメラを設置している。\n②停電に備え、無停電電源装置及び自家発電設備を設置している。",
          "③火災に備え、新ガス系の消火設備を設置している。\n④端末は、盗難防止用のワイヤーにより固定している。",
          "＜技術的対策＞\n①ウイルス対策ソフトを導入し、定義ファイルを毎日更新している。\n②不正アクセスを検知した場合は、直ちに通信を遮断する。"]
    a1 = ["＜ガバメントクラウドにおける措置＞\n①クラウド事業者は、政府情報システムのためのセキュリティ評価制度（ISMAP）に登録された事業者とする。",
          "②データは国内のデータセンターに保管し、保管時及び通信時に暗号化する。"]
    i2 = ["Ⅲ　リスク対策", "４．特定個人情報ファイルの取扱いの委託", "委託契約書中の特定個人情報ファイルの取扱いに関する規定"]
    b2 = ["・秘密保持義務を課す。\n・事業所内からの特定個人情報の持出しを禁止する。", "・目的外利用を禁止する。\n・再委託には市の書面による承諾を要する。"]
    a2 = ["・秘密保持義務を課す。\n・事業所内からの特定個人情報の持出しを禁止する。\n・目的外利用を禁止する。", "・再委託には市の書面による承諾を要し、再々委託は認めない。\n・漏えい等の事案が発生した場合の責任を明らかにする。"]
    i3 = ["Ⅱ　特定個人情報ファイルの概要", "３．特定個人情報の入手・使用", "⑧使用方法"]
    a3 = ["１．資格の管理\n転入、転出等の異動に応じ、資格の取得及び喪失の処理を行う。", "２．賦課の決定\n所得情報を基に保険料の額を算定し、納入通知書を送付する。", "３．収納の管理\n納付の状況を記録し、未納者に督促状を送付する。"]
    i4 = ["Ⅳ　その他のリスク対策", "２．従業者に対する教育・啓発", "具体的な方法"]
    b4 = ["採用時に個人情報保護に関する研修を実施している。", "違反行為を行った者に対しては、再発防止のための研修を行う。"]
    a4 = ["採用時及び毎年度に、個人情報保護及び情報セキュリティに関する研修を実施している（欠席者には補講を行う。）。", "・研修の後に理解度を確認する試験を行い、基準に達しない者には再度受講させる。"]
    i5 = ["Ⅴ　開示請求、問合せ", "２．特定個人情報ファイルの取扱いに関する問合せ", "②対応方法"]
    b5 = ["電話又は窓口により受け付け、問合せの内容を記録する。", "【記録の保存】\n問合せ票は、受付の日から３年間保存する。"]
    a5 = ["電話、窓口又は電子申請により受け付け、問合せの内容を記録する。", "【記録の保存】\n問合せ票は、電子データにより５年間保存する。"]
    join = "\n".join
    rows = [
        # Marks with an empty line, as the form's guidance shows; after ends one row early.
        ["令和7年1月6日", join(i1), b1[0] + "\n\n（下段に続く）", a1[0] + "\n\n（下段に続く）", "事前", "標準準拠システムへの移行に伴う変更"],
        ["令和7年1月6日", "同上", "（上段からの続き）\n\n" + b1[1] + "\n\n（下段に続く）", "（上段からの続き）\n\n" + a1[1], "事前", None],
        ["令和7年1月6日", "同上", "（上段からの続き）\n\n" + b1[2], None, "事前", None],
        # ASCII brackets, no empty lines, ditto marks in date, item and timing.
        ["令和7年1月6日", join(i2), b2[0] + "\n(下段に続く)", a2[0] + "\n(下段に続く)", "事後", "契約書の見直し"],
        ["〃", "〃", "(上段からの続き)\n" + b2[1], "(上段からの続き)\n" + a2[1], "〃", None],
        # Pages instead of rows; nothing repeated; before is empty all the way down.
        ["令和7年3月31日", join(i3), None, a3[0] + "\n\n（次頁へ続く）", "事後", None],
        [None, None, None, "（前頁からの続き）\n\n" + a3[1] + "\n\n（次頁に続く）", None, None],
        [None, None, None, "（前ページからの続き）\n" + a3[2], None, None],
        # A mark without brackets at the end only; then one at the head only.
        ["令和7年3月31日", join(i4), b4[0] + "\n下段へ続く", a4[0] + "\n下段へ続く", "事前", "研修計画の改定"],
        ["令和7年3月31日", "同上", b4[1], a4[1], "事前", None],
        ["令和7年3月31日", join(i5), b5[0] + "\n\n（次ページに続く）", a5[0], "事後", None],
        ["令和7年3月31日", "同上", "（続き）\n\n" + b5[1], "（続き）\n\n" + a5[1], "事後", None],
    ]
    table(ws, rows, headings=SHORT)
    save(wb, name)
    expect(name, "juten",
           entry("令和7年1月6日", i1, join(b1), join(a1), "事前", "標準準拠システムへの移行に伴う変更"),
           entry("令和7年1月6日", i2, join(b2), join(a2), "事後", "契約書の見直し"),
           entry("令和7年3月31日", i3, "", join(a3), "事後"),
           entry("令和7年3月31日", i4, join(b4), join(a4), "事前", "研修計画の改定"),
           entry("令和7年3月31日", i5, join(b5), join(a5), "事後"))


# 5 ------------------------------------------------------------------------

@book
def dates_1900(name):
    """Excel dates under many number formats, two of them built in for Japan and hence
    named in no part of the file; a number that is no date."""
    wb, ws = new()
    formats = ["yyyy/m/d", '[$-411]ggge"年"m"月"d"日";@', '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', "General", "General", "mm-dd-yy", "General"]
    days = [DAY(2024, 11, 19), DAY(2018, 3, 31), DAY(2019, 5, 1), DAY(2020, 2, 29), DAY(2023, 12, 31), DAY(2025, 4, 1), None]
    sides = [("年間約1,200件", "年間約1,500件"), ("住民課", "市民課"), ("平成31年4月1日　時点", "令和元年5月1日　時点"), ("専用線", "専用線及び閉域網"),
             ("株式会社みほんシステムズ", "見本データサービス株式会社"), ("紙及び電子記録媒体（フラッシュメモリを除く。）", "情報提供ネットワークシステム"),
             ("10人未満", "10人以上50人未満")]
    rows = []
    for i, (day, (before, after)) in enumerate(zip(days, sides), 1):
        rows.append([day or 20241119, f"Ⅰ　関連情報\n変更事項その{i}", before, after, "事後", None])
    table(ws, rows, "変更箇所")
    for i, fmt in enumerate(formats):
        ws.cell(3 + i, 1).number_format = fmt
    # openpyxl does not know the built-in formats 31 and 57; two marked ones make room.
    ws.cell(6, 1).number_format = "31|"
    ws.cell(7, 1).number_format = "57|"

    def built_in(xml):
        for own, shape in re.findall(r'<numFmt numFmtId="(\d+)" formatCode="(\d+)\|" ?/>', xml):
            xml = re.sub(rf'<numFmt numFmtId="{own}"[^>]*/>', "", xml)
            xml = xml.replace(f'numFmtId="{own}"', f'numFmtId="{shape}"')
        return re.sub(r'<numFmts count="\d+"', f'<numFmts count="{xml.count("<numFmt ")}"', xml)
    save(wb, name, {"xl/styles.xml": [built_in]})
    expect(name, "kiso", *[entry(day or "20241119", ["Ⅰ　関連情報", f"変更事項その{i}"], b, a, "事後")
                           for i, (day, (b, a)) in enumerate(zip(days, sides), 1)])


@book
def dates_1904(name):
    """Excel dates counted from 1904, as Excel for the Macintosh did, among text."""
    wb, ws = new()
    wb.epoch = CALENDAR_MAC_1904
    rows = [
        [DAY(2016, 1, 4), "Ⅰ　基本情報\n２．システム①\n③他のシステムとの接続", "[　]庁内連携システム", "[〇]庁内連携システム", "事前", "団体内統合宛名システムとの接続を開始するため"],
        ["平成28年1月5日", "Ⅱ　特定個人情報ファイルの概要\n２．基本情報\n⑤保有開始日", "平成28年1月予定", "平成28年1月4日", "事後", None],
        [DAY(2017, 7, 18), "Ⅲ　リスク対策\n６．情報提供ネットワークシステムとの接続", None, "中間サーバー・プラットフォームにおいて、アクセス権限が設定された者に限り接続できる仕組みとしている。", "事前", "情報連携の開始に伴う変更"],
    ]
    table(ws, rows)
    ws["A3"].number_format = "yyyy/m/d"
    ws["A5"].number_format = '[$-411]ggge"年"m"月"d"日"'
    save(wb, name)
    expect(name, "juten", *[entry(r[0], r[1].split("\n"), r[2] or "", r[3], r[4], r[5] or "") for r in rows])


@book
def dates_as_text(name):
    """Dates as people type them; one ends with a space, one has a line break."""
    wb, ws = new()
    dates = ["H30.3.31", "平成３０年３月３１日", "R1.5.1", "２０２０／４／１", "令和2年\n10月1日", "2021-04-01", "令和　３　年　９　月　１　日", "令和４年４月１日 "]
    rows = [[date, f"Ⅰ　関連情報\n{i}．評価実施機関における担当部署\n②所属長", f"課長　見本　{before}", f"課長　見本　{after}", "事後", "人事異動に伴う変更"]
            for i, (date, before, after) in enumerate(zip(dates, "一二三四五六七八", "二三四五六七八九"), 1)]
    table(ws, rows, "変更箇所")
    for row in range(3, 11):
        ws.cell(row, 1).number_format = "@"
    save(wb, name)
    expect(name, "kiso", *[entry(r[0], r[1].split("\n"), r[2], r[3], r[4], r[5]) for r in rows])


# 6 ------------------------------------------------------------------------

@book
def rich_text_and_furigana(name):
    """Runs of red and underlined text, of which the reading (ふりがな) is no part."""
    wb, ws = new()
    table(ws, [
        ["令和6年6月1日", "{{item}}", "{{before}}", "{{after}}", "{{timing}}", "{{why}}"],
        ["令和6年6月1日", "Ⅲ　リスク対策\n８．人手を介在させる作業", "{{plain}}", "{{runs}}", "事後", None],
    ])
    red = '<rPr><sz val="10"/><color rgb="FFFF0000"/><rFont val="ＭＳ Ｐゴシック"/><family val="3"/><charset val="128"/></rPr>'
    under = '<rPr><u/><sz val="10"/><rFont val="ＭＳ Ｐゴシック"/></rPr>'
    ph = '<phoneticPr fontId="1"/>'
    save(wb, name, strings(
        item=f'<t>Ⅱ　特定個人情報ファイルの概要\n６．特定個人情報の保管・消去\n②保管期間</t><rPh sb="2" eb="4"><t>トクテイ</t></rPh><rPh sb="4" eb="6"><t>コジン</t></rPh>{ph}',
        before=f'<r><t>保管期間は、</t></r><r>{red}<t>５年</t></r><r>{under}<t xml:space="preserve">とする。\n</t></r><r><t>＜その妥当性＞\n地方税法第17条の5の規定による。</t></r>'
               f'<rPh sb="0" eb="2"><t>ホカン</t></rPh><rPh sb="2" eb="4"><t>キカン</t></rPh>{ph}',
        after=f'<r><t>保管期間は、</t></r><r>{red}<t>７年</t></r><r>{under}<t xml:space="preserve">とする。\n</t></r><r><t xml:space="preserve">＜その妥当性＞\n地方税法第17条の5の規定</t></r>'
              f'<r>{red}<t xml:space="preserve"> 及び </t></r><r><t>みほん市文書管理規程による。</t></r><rPh sb="37" eb="39"><t>キテイ</t></rPh>{ph}',
        timing=f'<t>事前</t><rPh sb="0" eb="2"><t>ジゼン</t></rPh>{ph}',
        why=f'<r><t>保存</t></r><r>{red}<t>期間の見直し</t></r><rPh sb="0" eb="2"><t>ホゾン</t></rPh>{ph}',
        plain='<t>住民異動届の入力は、担当者１人で行う。</t><phoneticPr fontId="1" type="Hiragana"/>',
        runs=f'<r><t>住民異動届の入力は、</t></r><r>{red}<t>担当者２人で行い、</t></r><r>{red}<t></t></r><r>{under}<t>入力後に別の職員が照合する。</t></r>'))
    expect(name, "juten",
           entry("令和6年6月1日", ["Ⅱ　特定個人情報ファイルの概要", "６．特定個人情報の保管・消去", "②保管期間"],
                 "保管期間は、５年とする。\n＜その妥当性＞\n地方税法第17条の5の規定による。",
                 "保管期間は、７年とする。\n＜その妥当性＞\n地方税法第17条の5の規定 及び みほん市文書管理規程による。", "事前", "保存期間の見直し"),
           entry("令和6年6月1日", ["Ⅲ　リスク対策", "８．人手を介在させる作業"], "住民異動届の入力は、担当者１人で行う。",
                 "住民異動届の入力は、担当者２人で行い、入力後に別の職員が照合する。", "事後"))


@book
def escapes_and_spaces(name):
    """Line ends as _x000D_\\n, as CR LF in the XML, as &#13;&#10;; text that looks like an
    escape; spaces at the ends of lines and of texts; entities; a kanji
    beyond 16 bits (𠮷), one as escaped halves, and a kanji with a variation selector.
    Decided: _xD842__xDFB7_ (halves of U+20BB7) is one character."""
    wb, ws = new()
    item = "Ⅱ　特定個人情報ファイルの概要\n５．特定個人情報の提供・移転"
    table(ws, [
        ["令和6年7月1日", "{{item}}", "{{b1}}", "{{a1}}", "事後", "{{why}}"],
        ["令和6年7月1日", item + "\n提供先１", "{{b2}}", "{{a2}}", "事後", None],
        ["令和6年7月1日", item + "\n提供先２", "{{b3}}", "{{a3}}", "事後", None],
        ["令和6年7月1日", item + "\n提供先３", "{{b4}}", "{{a4}}", "事後", None],
    ])
    keepspace = '<t xml:space="preserve">'
    save(wb, name, strings(
        item=keepspace + "Ⅱ　特定個人情報ファイルの概要_x000D_\n５．特定個人情報の提供・移転_x000D_\n提供先一覧</t>",
        b1=keepspace + "①提供先　見本県知事_x000D_\n②提供方法　紙_x000D_\n_x000D_\n③時期　随時</t>",
        a1=keepspace + "①提供先　見本県知事\r\n②提供方法　情報提供ネットワークシステム&#13;&#10;\n③時期　照会を受けた都度</t>",
        why="<t>提供方法の変更（ＣＳＶ&lt;UTF-8&gt;　→　XML &amp; JSON）</t>",
        b2=keepspace + "  連携ファイルの名称は _xpath_ 及び _x0041 とする。  \n　様式は「別紙１」による。　\n</t>",
        a2=keepspace + "連携ファイルの名称は _x005F_x0041_ 及び A_x005F_x000D_ とする。 \n\n　様式は「別紙２」による。</t>",
        b3="<t>氏名の外字は、_xD842__xDFB7_田のように登録する。</t>",
        a3="<t>氏名の外字は、𠮷田、葛󠄀城のように、行政事務標準文字により登録する。</t>",
        b4=keepspace + "　</t>",
        a4='<t>"提供の記録"は\'7年\'保存する。C:\\data\\log に出力し、バックアップは\\\\server1に置く。</t>'))
    head = item.split("\n")
    expect(name, "juten",
           entry("令和6年7月1日", head + ["提供先一覧"], "①提供先　見本県知事\n②提供方法　紙\n\n③時期　随時",
                 "①提供先　見本県知事\n②提供方法　情報提供ネットワークシステム\n\n③時期　照会を受けた都度", "事後", "提供方法の変更（ＣＳＶ<UTF-8>　→　XML & JSON）"),
           entry("令和6年7月1日", head + ["提供先１"], "  連携ファイルの名称は _xpath_ 及び _x0041 とする。  \n　様式は「別紙１」による。　\n",
                 "連携ファイルの名称は _x0041_ 及び A_x000D_ とする。 \n\n　様式は「別紙２」による。", "事後"),
           entry("令和6年7月1日", head + ["提供先２"], "氏名の外字は、𠮷田のように登録する。",
                 "氏名の外字は、𠮷田、葛󠄀城のように、行政事務標準文字により登録する。", "事後"),
           entry("令和6年7月1日", head + ["提供先３"], "　",
                 "\"提供の記録\"は'7年'保存する。C:\\data\\log に出力し、バックアップは\\\\server1に置く。", "事後"))


# 7 ------------------------------------------------------------------------

@book
def formulas(name):
    """Formulas with the value Excel kept: text, a date, a number, an error, an empty text;
    a shared formula.
    Decided: an error is the text Excel shows; a formula without a kept value, as openpyxl
    itself writes it, is an empty cell."""
    wb, ws = new()
    table(ws, [
        ['="令和6年"&"8月1日"', '="Ⅰ　基本情報"&CHAR(10)&"３．特定個人情報ファイル名"', "介護保険ファイル", '=C3&"、"&"認定情報ファイル"', '=IF(TRUE,"事後","")', None],
        ["=DATE(2024,8,1)", "Ⅰ　基本情報\n６．情報提供ネットワークシステムによる情報連携\n①実施の有無", "=VLOOKUP(1,マスタ,2,FALSE)", "実施する", "=E3", '=IF(1,"","")'],
        ["=A4", "Ⅱ　特定個人情報ファイルの概要\n②対象となる本人の数", "=500*2", "=SUM(1000,500)", "=E3", "=TODAY()"],
    ], "（別添３）変更箇所")
    ws["A4"].number_format = ws["A5"].number_format = "yyyy/mm/dd"

    def values(xml):
        kept = {"A3": ("str", "令和6年8月1日"), "B3": ("str", "Ⅰ　基本情報\n３．特定個人情報ファイル名"), "D3": ("str", "介護保険ファイル、認定情報ファイル"),
                "E3": ("str", "事後"), "A4": (None, "45505"), "C4": ("e", "#N/A"), "E4": ("str", "事後"), "F4": ("str", ""),
                "A5": (None, "45505"), "C5": (None, "1000"), "D5": (None, "1500"), "E5": ("str", "事後")}
        for ref, (kind, value) in kept.items():
            xml, n = re.subn(rf'<c r="{ref}"([^>]*)><f>(.*?)</f><v(?: ?/>|></v>)</c>',
                             lambda m: f'<c r="{ref}"{m[1]}' + (f' t="{kind}"' if kind else "") + f"><f>{m[2]}</f><v>{value}</v></c>", xml, flags=re.S)
            assert n == 1, ref
        xml = re.sub(r'(<c r="E4"[^>]*>)<f>E3</f>', r'\1<f t="shared" ref="E4:E5" si="0">E3</f>', xml)
        return re.sub(r'(<c r="E5"[^>]*>)<f>E3</f>', r'\1<f t="shared" si="0"/>', xml)
    save(wb, name, {"xl/worksheets/sheet1.xml": [values]})
    expect(name, "zen",
           entry("令和6年8月1日", ["Ⅰ　基本情報", "３．特定個人情報ファイル名"], "介護保険ファイル", "介護保険ファイル、認定情報ファイル", "事後"),
           entry(DAY(2024, 8, 1), ["Ⅰ　基本情報", "６．情報提供ネットワークシステムによる情報連携", "①実施の有無"], "#N/A", "実施する", "事後"),
           entry(DAY(2024, 8, 1), ["Ⅱ　特定個人情報ファイルの概要", "②対象となる本人の数"], "1000", "1500", "事後"))


# 8 ------------------------------------------------------------------------

@book
def hidden_rows_and_columns(name):
    """A filter that hides two of four entries, a hidden column of explanations, a
    collapsed group with a continuation row, frozen panes, a data list for 提出時期."""
    wb, ws = new()
    item = "Ⅲ　リスク対策\n３．特定個人情報の使用\nリスク２：権限のない者によって不正に使用されるリスク\nユーザ認証の管理"
    b1 = "①職員ごとに利用者ID及びパスワードを付与している。\n②パスワードは、90日ごとに変更しなければ使用できない設定としている。"
    b2 = "③一定回数以上の入力の誤りがあった場合は、利用者IDを停止する。"
    a1 = "①職員ごとに利用者IDを付与し、ICカード及び生体による二要素認証を行っている。\n②端末は、離席後５分で自動的にロックされる設定としている。"
    rows = [
        ["令和5年4月1日", "Ⅰ　基本情報\n７．評価実施機関における担当部署\n②所属長の役職名", "課長　見本　太郎", "課長", "事後", "様式の改正に伴う変更"],
        ["令和6年4月1日", item, b1 + "\n\n（下段に続く）", a1, "事前", "二要素認証の導入に伴う変更"],
        ["令和6年4月1日", "同上", "（上段からの続き）\n\n" + b2, None, "事前", None],
        ["令和6年9月30日", "Ⅴ　開示請求、問合せ\n１．特定個人情報の開示・訂正・利用停止請求\n③手数料等", "無料", "無料（写しの交付に要する費用は請求者の負担とする。）", "事後", None],
        ["令和7年4月1日", "Ⅵ　評価実施手続\n１．基礎項目評価\n①実施日", "令和6年3月31日", "令和7年3月31日", "事後", "定期の見直し"],
    ]
    table(ws, rows)
    ws.auto_filter.ref = "A2:F7"
    ws.auto_filter.add_filter_column(0, ["令和6年4月1日", "令和7年4月1日"])
    ws.row_dimensions[3].hidden = ws.row_dimensions[6].hidden = True
    ws.row_dimensions[5].outlineLevel, ws.row_dimensions[5].hidden = 1, True
    ws.column_dimensions["F"].hidden = True
    ws.freeze_panes = "C3"
    listing = DataValidation(type="list", formula1='"事前,事後"', allow_blank=True)
    listing.add("E3:E200")
    ws.add_data_validation(listing)
    save(wb, name)
    expect(name, "juten",
           entry(*rows[0][:1], rows[0][1].split("\n"), *rows[0][2:]),
           entry("令和6年4月1日", item.split("\n"), b1 + "\n" + b2, a1, "事前", "二要素認証の導入に伴う変更"),
           entry("令和6年9月30日", rows[3][1].split("\n"), rows[3][2], rows[3][3], "事後"),
           entry(rows[4][0], rows[4][1].split("\n"), *rows[4][2:]))


# 9 ------------------------------------------------------------------------

@book
def repeated_headings_and_notes(name):
    """A column No. before and 備考 after the six, the heading row again on each page
    (once between the two halves of an entry), notes below, then 300 rows of nothing but
    borders."""
    wb, ws = new("R6変更")
    widths(ws, 1, [5, "date", "item", "side", "side", "timing", "explanation", 12])
    heading = ["No.", *HEADINGS, "備考"]
    ws["A1"] = "（別添３）変更箇所"
    item = "Ⅱ　特定個人情報ファイルの概要\n４．特定個人情報ファイルの取扱いの委託\n委託事項２\n①委託内容"
    b = ["帳票の印刷、封入及び封かんに関する業務を委託する。", "（１）納税通知書\n（２）督促状"]
    a = ["帳票の印刷、封入、封かん及び発送に関する業務を委託する。", "（１）納税通知書\n（２）督促状及び催告書\n（３）還付通知書"]
    put(ws, 2, 1, heading)
    put(ws, 3, 1, [1, "令和6年5月1日", "Ⅰ　基本情報\n２．特定個人情報ファイルを取り扱う事務において使用するシステム\nシステム１\n①システムの名称",
                   "税務総合システム", "税務システム（標準準拠）", "事前", "重要な変更", "システム更新"])
    put(ws, 4, 1, [2, "令和6年5月1日", item, b[0] + "\n\n（次頁に続く）", a[0] + "\n\n（次頁に続く）", "事前", "重要な変更", None])
    put(ws, 5, 1, heading)
    put(ws, 6, 1, [2, "令和6年5月1日", "同上", "（前頁からの続き）\n\n" + b[1], "（前頁からの続き）\n\n" + a[1], "事前", None, None])
    put(ws, 7, 1, [3, "令和6年8月20日", "Ⅱ　特定個人情報ファイルの概要\n６．特定個人情報の保管・消去\n③消去方法", "媒体を物理的に破壊する。", "媒体を物理的に破壊し、職員が立ち会って確認する。", "事後", None, "監査の指摘"])
    put(ws, 8, 1, ["No．", "変更日", "項 目", "変更前の\n記載", "変更後の\n記載", "提出\n時期", "提出時期に係る\n説明", "備 考"])
    put(ws, 9, 1, [4, "令和6年8月20日", "Ⅳ　その他のリスク対策\n１．監査\n②監査", "２年に１回、内部監査を実施する。", "毎年、内部監査を実施し、監査の結果を情報セキュリティ委員会に報告する。", "事後", None, None])
    ws["B10"] = "※　「事前」とは、特定個人情報保護評価に関する規則第11条の規定により事前に提出するものをいう。"
    ws["B11"] = "注１　変更日は、評価書を公表した日を記載している。"
    ws["A12"] = "（注２）軽微な誤字の修正は省略した。"
    ws.merge_cells("A12:H12")
    ws["H14"] = "以上"
    for row in range(15, 315):
        put(ws, row, 1, [None] * 8, height=False)
    ws.print_title_rows = "2:2"
    save(wb, name)
    expect(name, "zen",
           entry("令和6年5月1日", ws["C3"].value.split("\n"), "税務総合システム", "税務システム（標準準拠）", "事前", "重要な変更"),
           entry("令和6年5月1日", item.split("\n"), "\n".join(b), "\n".join(a), "事前", "重要な変更"),
           entry("令和6年8月20日", ws["C7"].value.split("\n"), ws["D7"].value, ws["E7"].value, "事後"),
           entry("令和6年8月20日", ws["C9"].value.split("\n"), ws["D9"].value, ws["E9"].value, "事後"))


# 10 -----------------------------------------------------------------------

@book
def ditto_without_marks(name):
    """同上, 〃 and empty items where no text goes on: new entries about the item above.
    A comment on a cell is no text of it. 同左 in after is text."""
    wb, ws = new()
    one, two = "Ⅰ　基本情報\n６．他の評価実施機関\n②所属長", "Ⅱ　特定個人情報ファイルの概要\n３．特定個人情報の入手・使用\n①入手元"
    rows = [
        ["令和4年4月1日", one, "見本県知事", "見本県知事及び見本広域連合長", "事後", "広域連合への加入"],
        ["令和4年4月1日", "同上", "住民課長", "市民生活課長", "事後", None],
        ["〃", "〃", "福祉課長", "社会福祉課長", "〃", None],
        ["令和5年6月30日", two, "[〇]本人又は本人の代理人", "同左", "事前", "入手元の追加"],
        ["令和5年6月30日", None, "[　]評価実施機関内の他部署", "[〇]評価実施機関内の他部署（税務課、市民生活課）", "事前", None],
        ["同上", " 同 上 ", None, "[〇]地方公共団体・地方独立行政法人（見本広域連合）", "同上", None],
    ]
    table(ws, rows)
    ws["D4"].comment = Comment("要確認：課名は４月の組織改正後のもの", "総務課")
    save(wb, name)
    expect(name, "juten",
           entry("令和4年4月1日", one.split("\n"), "見本県知事", "見本県知事及び見本広域連合長", "事後", "広域連合への加入"),
           entry("令和4年4月1日", one.split("\n"), "住民課長", "市民生活課長", "事後"),
           entry("令和4年4月1日", one.split("\n"), "福祉課長", "社会福祉課長", "事後"),
           entry("令和5年6月30日", two.split("\n"), "[〇]本人又は本人の代理人", "同左", "事前", "入手元の追加"),
           entry("令和5年6月30日", two.split("\n"), rows[4][2], rows[4][3], "事前"),
           entry("令和5年6月30日", two.split("\n"), "", rows[5][3], "事前"))


# 11 -----------------------------------------------------------------------

@book
def two_sheets(name):
    """Two change tables of different forms and a sheet that has none between them; a
    sheet is very hidden."""
    wb, ws = new("令和5年度")
    first = [["令和5年5月8日", "Ⅰ　基本情報\n１．事務の内容", "新型インフルエンザ等対策特別措置法による予防接種の実施に関する事務", "予防接種法による予防接種の実施に関する事務", "事後", "感染症法上の位置付けの変更に伴うもの"],
             ["令和5年9月20日", "Ⅱ　特定個人情報ファイルの概要\n２．基本情報\n④記録される項目", "50項目以上100項目未満", "100項目以上", "事後", None]]
    second = [["令和6年4月1日", "Ⅰ　基本情報\n１．事務の内容", "予防接種法による予防接種の実施に関する事務", "予防接種法による予防接種の実施及び健康被害の救済に関する事務", "事前", "全項目評価書への移行"],
              [DAY(2024, 12, 2), "Ⅲ　リスク対策\n７．特定個人情報の保管・消去\nリスク３：特定個人情報が消去されずいつまでも存在するリスク", None, "保存期間を経過した情報は、システムにより自動的に判別し、年度末に一括して消去する。", "事前", None]]
    table(ws, first, "（別添２）変更箇所")
    other = wb.create_sheet("集計")
    put(other, 1, 1, ["年度", "事前", "事後"])
    put(other, 2, 1, ["令和5年度", 0, 2])
    table(wb.create_sheet("令和6年度"), second, "（別添３）変更箇所")
    wb["令和6年度"]["A4"].number_format = "yyyy年m月d日"
    wb["集計"].sheet_state = "veryHidden"
    save(wb, name)
    for title, form, rows in [("令和5年度", "juten", first), ("令和6年度", "zen", second)]:
        expect(f"{name}.{title}", form, *[entry(r[0], r[1].split("\n"), r[2] or "", r[3], r[4], r[5] or "") for r in rows])


# 12 -----------------------------------------------------------------------

@book
def macro(name):
    """A workbook with macros (.xlsm); the macro project is a dummy."""
    wb, ws = new()
    rows = [["令和6年10月1日", "Ⅰ　関連情報\n１．特定個人情報ファイルを取り扱う事務\n③システムの名称", "後期高齢者医療システム\n団体内統合宛名システム\n中間サーバー", "後期高齢者医療システム（標準準拠）\n団体内統合宛名システム\n中間サーバー", "事後", "システムの更新に伴う変更"],
            ["令和6年10月1日", "Ⅳ　リスク対策\n８．人手を介在させる作業\n判断の根拠", None, "個人番号の登録は、複数の職員による確認を徹底し、誤登録の防止を図っている。", "事後", "様式の改正に伴う追加"]]
    table(ws, rows, "変更箇所")

    def types(xml):
        xml = xml.replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
        return xml.replace("</Types>", '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')

    def rels(xml):
        return xml.replace("</Relationships>", '<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>')
    save(wb, name, {"[Content_Types].xml": [types], "xl/_rels/workbook.xml.rels": [rels]}, {"xl/vbaProject.bin": b"dummy macro project of a test\n" * 8}, ".xlsm")
    expect(name, "kiso", *[entry(r[0], r[1].split("\n"), r[2] or "", r[3], r[4], r[5]) for r in rows])


# 13 -----------------------------------------------------------------------

def fods(rows, name, sheet):
    """A flat ODS: a cell is None (covered), a text, a (text, cols, rows) merge or a day."""
    def cell(c):
        span = ""
        if c is None:
            return "<table:covered-table-cell/>"
        if isinstance(c, tuple):
            c, cols, high = c
            span = f' table:number-columns-spanned="{cols}" table:number-rows-spanned="{high}"'
        if isinstance(c, DAY):
            return f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{c}"{span}><text:p>{c}</text:p></table:table-cell>'
        if c == "":
            return f'<table:table-cell table:style-name="c"{span}/>'
        body = "".join(f"<text:p>{p}</text:p>" for p in c.replace("  ", '<text:s text:c="2"/>').split("\n"))
        return f'<table:table-cell table:style-name="c" office:value-type="string"{span}>{body}</table:table-cell>'
    body = "".join('<table:table-row>' + "".join(cell(c) for c in row) + "</table:table-row>" for row in rows)
    xml = f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="era" number:language="ja" number:country="JP" number:calendar="gengou"><number:era number:style="long" number:calendar="gengou"/><number:year number:style="long" number:calendar="gengou"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<style:style style:name="c" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="era"><style:table-cell-properties style:vertical-align="top"/></style:style>
<style:style style:name="red" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>
<style:style style:name="w" style:family="table-column"><style:table-column-properties style:column-width="6cm"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="{sheet}"><table:table-column table:style-name="w" table:number-columns-repeated="6"/>{body}</table:table></office:spreadsheet></office:body>
</office:document>'''
    path = os.path.join(WORK, name + ".fods")
    with open(path, "w", encoding="utf-8") as f:
        f.write(xml)
    return path


@book
def libreoffice_born(name):
    """Made in LibreOffice Calc and saved as .xlsx: its archive, its styles, coloured runs,
    a title merged over the table, a date and a timing merged over entries."""
    path = fods([
        [("（別添３）変更箇所", 6, 1), None, None, None, None, None],
        HEADINGS,
        [(DAY(2024, 9, 2), 1, 2), "Ⅰ　基本情報\n１．事務の名称", "児童手当に関する事務", 'こども家庭庁所管の<text:span text:style-name="red">児童手当</text:span>に関する事務', ("事後", 1, 3), ("制度の改正に伴う変更", 1, 3)],
        [None, "Ⅰ　基本情報\n２．システム４\n②システムの機能", "１．宛名管理機能\n\n２．副本登録機能  （日次）", "１．宛名管理機能\n\n２．副本登録機能  （随時）\n３．符号取得機能", None, None],
        [DAY(2024, 10, 1), "Ⅱ　特定個人情報ファイルの概要\n２．基本情報\n③対象となる本人の範囲", "児童手当の受給者（中学校修了前の児童を養育する者）", "児童手当の受給者（高校生年代までの児童を養育する者）", None, None],
        ["令和6年12月27日", "Ⅵ　評価実施手続\n２．国民・住民等からの意見の聴取\n③期間", "", "令和6年11月25日から同年12月24日まで（30日間）", "事前", ""],
    ], name, "変更箇所")
    keep(os.path.join(HERE, name + ".xlsx"), soffice(path, "xlsx:Calc MS Excel 2007 XML"))
    why = "制度の改正に伴う変更"
    expect(name, "zen",
           entry(DAY(2024, 9, 2), ["Ⅰ　基本情報", "１．事務の名称"], "児童手当に関する事務", "こども家庭庁所管の児童手当に関する事務", "事後", why),
           entry(DAY(2024, 9, 2), ["Ⅰ　基本情報", "２．システム４", "②システムの機能"], "１．宛名管理機能\n\n２．副本登録機能  （日次）",
                 "１．宛名管理機能\n\n２．副本登録機能  （随時）\n３．符号取得機能", "事後", why),
           entry(DAY(2024, 10, 1), ["Ⅱ　特定個人情報ファイルの概要", "２．基本情報", "③対象となる本人の範囲"],
                 "児童手当の受給者（中学校修了前の児童を養育する者）", "児童手当の受給者（高校生年代までの児童を養育する者）", "事後", why),
           entry("令和6年12月27日", ["Ⅵ　評価実施手続", "２．国民・住民等からの意見の聴取", "③期間"], "", "令和6年11月25日から同年12月24日まで（30日間）", "事前"))


@book
def libreoffice_resaved(name):
    """An Excel workbook opened and saved again in LibreOffice, with a continuation, a
    hidden row, an era date and formulas that it reckons itself."""
    wb, ws = new()
    b = ["・特定個人情報を取り扱う端末は、インターネットに接続していない。\n・外部記録媒体の使用は、所属長の許可を要する。", "・使用した外部記録媒体は、使用後に初期化して返却する。"]
    a = ["・特定個人情報を取り扱う端末は、インターネットから分離したネットワークに接続している。", "・外部記録媒体の使用は、原則として禁止する。"]
    item = "Ⅲ　リスク対策\n３．特定個人情報の使用\nリスク４：特定個人情報ファイルが不正に複製されるリスク"
    table(ws, [
        [DAY(2023, 4, 1), item, b[0] + "\n\n（下段に続く）", a[0] + "\n\n（下段に続く）", "事前", "ネットワークの更新"],
        [DAY(2023, 4, 1), "同上", "（上段からの続き）\n\n" + b[1], "（上段からの続き）\n\n" + a[1], "事前", None],
        [DAY(2023, 7, 3), "Ⅱ　特定個人情報ファイルの概要\n②対象となる本人の数", "=5000+1", '="約"&C5+1000&"人"', "事後", None],
    ], top=1)
    for row in (3, 4, 5):
        ws.cell(row, 1).number_format = '[$-411]ggge"年"m"月"d"日"'
    ws.row_dimensions[4].hidden = True
    path = os.path.join(WORK, name + "-before.xlsx")
    wb.save(path)
    keep(os.path.join(HERE, name + ".xlsx"), soffice_as(path, name))
    expect(name, "juten",
           entry(DAY(2023, 4, 1), item.split("\n"), "\n".join(b), "\n".join(a), "事前", "ネットワークの更新"),
           entry(DAY(2023, 7, 3), ["Ⅱ　特定個人情報ファイルの概要", "②対象となる本人の数"], "5001", "約6001人", "事後"))


def soffice_as(path, name):
    """The workbook opened as ODS and saved as .xlsx."""
    soffice(path, "ods")
    ods = os.path.join(WORK, name + ".ods")
    os.replace(path.replace(".xlsx", ".ods"), ods)
    return soffice(ods, "xlsx:Calc MS Excel 2007 XML")


# 14 -----------------------------------------------------------------------

@book
def two_rows_high(name):
    """Each entry is merged over two or three rows, to get round the 409 pt that a row of
    Excel can be high; a date over two entries, that is over five rows."""
    wb, ws = new()
    widths(ws, 1)
    ws["A1"] = "（別添２）変更箇所"
    put(ws, 2, 1, HEADINGS)
    risk = [("組織的安全管理措置", "取扱責任者及び取扱担当者を指定し、取り扱う特定個人情報の範囲を明らかにしている。取扱規程に基づく運用の状況は、取扱責任者が毎月点検し、点検の結果を情報管理課に報告している。"),
            ("人的安全管理措置", "取扱担当者に対し、年に１回以上、特定個人情報の適正な取扱いに関する研修を実施している。会計年度任用職員についても、任用の際に研修を実施し、秘密の保持に関する誓約書を提出させている。"),
            ("物理的安全管理措置", "取扱区域を明確にし、間仕切り及び座席の配置の工夫により、取扱担当者以外の者が画面を閲覧できないようにしている。書類は施錠できる書庫に保管し、鍵は取扱責任者が管理している。"),
            ("技術的安全管理措置", "取扱担当者ごとに必要な権限を設定し、操作の記録を７年間保存している。外部からの不正なアクセスを防止するため、通信を制御する機器を設置し、記録を24時間監視している。")]
    b1 = "\n\n".join(f"＜{h}＞\n{t}" for h, t in risk)
    a1 = "\n\n".join(f"＜{h}＞\n{t}\n委託先に対しても、同等の措置を講じることを契約により義務付け、年に１回、実地の調査により履行の状況を確認している。" for h, t in risk)
    entries = [
        (3, 4, ["令和6年4月1日", "Ⅲ　リスク対策\n７．特定個人情報の保管・消去\nリスク１：特定個人情報の漏えい・滅失・毀損リスク", b1, a1, "事前", "安全管理措置の見直し"]),
        (5, 7, [None, "Ⅳ　その他のリスク対策\n３．その他のリスク対策", "", a1.replace("している。\n委託先", "する。\n委託先"), "事前", None]),
        (8, 9, ["令和6年6月28日", "Ⅴ　開示請求、問合せ\n１．特定個人情報の開示・訂正・利用停止請求\n②請求方法", "所定の様式により、窓口において請求を受け付ける。", "所定の様式により、窓口、郵送又は電子申請において請求を受け付ける。", "事後", None]),
    ]
    for top, bottom, values in entries:
        put(ws, top, 1, [v or None for v in values])
        for row in range(top, bottom + 1):
            ws.row_dimensions[row].height = 330 if top < 8 else 40
        for col in range(1, 7):
            if not (col == 1 and top < 8):
                ws.merge_cells(start_row=top, end_row=bottom, start_column=col, end_column=col)
    ws.merge_cells("A3:A7")
    save(wb, name, inline=True)
    expect(name, "juten", *[entry(v[0] or "令和6年4月1日", v[1].split("\n"), v[2], v[3], v[4], v[5] or "") for _, _, v in entries])


# 15 -----------------------------------------------------------------------

@book
def seams_in_a_sentence(name):
    """Cut where the line ends, in the middle of a sentence (‖ in the texts below): joined
    with nothing. Other seams of the same table are paragraphs: joined with a line break."""
    wb, ws = new()
    b1 = "　特定個人情報保護管理責任者は、取扱区域に立ち入る職員及び委託先の従事者の名簿を作成し、異動があった場合は速やかに更新する。入退室の記録は電子錠により自動で取得‖し、情報管理課が毎月確認の上、確認結果を記録簿に残している。また、取扱区域への記録媒体の持込みは、事前に許可を受けたものに限っている。"
    a1 = "・標準準拠システムの保守は、市と契約した事業者が、閉域網を経由して行う。保守作業の開始前に作業申請書を提出させ、情報管理課長の承認を受けなければ接続できない設定として‖いる。作業中の操作は全て記録され、作業終了‖後に市職員が作業報告書と突合する。記録は改ざんを防止する措置を講じた上で、七年間保存する。なお、緊急時の保守については、電話により承認を受けた後、翌開庁日までに作業申請書を提出させるものとする。"
    b2 = "受託者の選定に当たっては、プライバシーマークその他の認証の取得の状況を確認する。‖　また、過去に受託した業務における事故の有無についても確認を行う。"
    a2 = "受託者の選定に当たっては、次の事項を確認する（契約の更新の際も同様とする。）‖①プライバシーマークその他の認証の取得の状況\n②過去に受託した業務における事故の有無"
    i1 = "Ⅲ　リスク対策\n４．特定個人情報ファイルの取扱いの委託\n再委託先による特定個人情報ファイルの適切な取扱いの確保"
    i2 = "Ⅲ　リスク対策\n４．特定個人情報ファイルの取扱いの委託\n委託先における管理体制の確認"
    pb, pa, qb, qa = (t.split("‖") for t in (b1, a1, b2, a2))
    down, up = "\n\n（下段に続く）", "（上段からの続き）\n\n"
    table(ws, [
        ["令和7年3月3日", i1, pb[0] + down, pa[0] + down, "事前", "再委託の開始に伴う変更"],
        ["令和7年3月3日", "同上", up + pb[1], up + pa[1] + down, "事前", None],
        ["令和7年3月3日", "同上", None, up + pa[2], "事前", None],
        ["令和7年3月3日", i2, qb[0] + down, qa[0] + down, "事後", None],
        ["令和7年3月3日", "同上", up + qb[1], up + qa[1], "事後", None],
    ])
    save(wb, name)
    expect(name, "juten",
           entry("令和7年3月3日", i1.split("\n"), "".join(pb), "".join(pa), "事前", "再委託の開始に伴う変更"),
           entry("令和7年3月3日", i2.split("\n"), "\n".join(qb), "\n".join(qa), "事後"))


# 16 -----------------------------------------------------------------------

@book
def strict_open_xml(name):
    """Saved as "Strict Open XML": other namespaces, and dates as 2024-11-19 (t="d")."""
    wb, ws = new()
    rows = [[DAY(2024, 11, 19), "Ⅰ　基本情報\n５．個人番号の利用\n法令上の根拠", "番号法第9条第1項　別表第一の8の項", "番号法第9条第1項　別表の13の項", "事後", "法令の改正に伴う項ずれの修正"],
            [DAY(2025, 2, 28), "Ⅱ　特定個人情報ファイルの概要\n３．特定個人情報の入手・使用\n④使用の主体", "福祉部こども課", "こども未来部こども支援課", "事後", "組織の改正に伴う変更"]]
    table(ws, rows, "（別添３）変更箇所")
    ws["A3"].number_format = ws["A4"].number_format = "yyyy/m/d"

    def names(xml):
        return xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")

    def days(xml):
        for ref, day in (("A3", "2024-11-19"), ("A4", "2025-02-28T00:00:00")):
            xml, n = re.subn(rf'<c r="{ref}"([^>]*?)( t="n")?><v>\d+</v></c>', rf'<c r="{ref}"\1 t="d"><v>{day}</v></c>', xml)
            assert n == 1, ref
        return xml
    save(wb, name, {"xl/workbook.xml": [names], "xl/worksheets/sheet1.xml": [names, days], "xl/sharedStrings.xml": [names], "xl/styles.xml": [names],
                    "_rels/.rels": [names], "xl/_rels/workbook.xml.rels": [names]})
    expect(name, "zen", *[entry(r[0], r[1].split("\n"), *r[2:]) for r in rows])


@book
def stream_writer(name):
    """As programs write that stream rows: prefixed names (x:row), inline strings, no
    addresses on rows and cells, no dimension, a sheet part of another name, UTF-8 with BOM,
    no document properties."""
    rows = [["令和6年3月29日", "Ⅰ　関連情報\n３．個人番号の利用\n法令上の根拠", "番号法第9条第1項　別表第一の16の項", "番号法第9条第1項　別表の24の項", "事後", "法令の改正に伴う変更"],
            ["令和6年3月29日", "Ⅲ　しきい値判断結果", "", "基礎項目評価の実施が義務付けられる", "事後", ""],
            [DAY(2024, 4, 1), "Ⅳ　リスク対策\n９．監査\n実施の有無", "[〇]自己点検", "[〇]自己点検　[〇]内部監査", "事後", "監査計画の改定"]]

    def cell(v):
        if isinstance(v, DAY):
            return f'<x:c s="1"><x:v>{(v - DAY(1899, 12, 30)).days}</x:v></x:c>'
        if v == "":
            return "<x:c/>"
        return f'<x:c t="inlineStr"><x:is><x:t xml:space="preserve">{v}</x:t></x:is></x:c>'
    body = "".join("<x:row>" + "".join(map(cell, row)) + "</x:row>" for row in [["変更箇所"], SHORT] + rows)
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="utf-8"?>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Default Extension="xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/henko.xml" ContentType="{kind}.worksheet+xml"/>'
                               f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="R1" Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{OFFICE}"><x:sheets><x:sheet name="変更箇所" sheetId="7" r:id="Rabc"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="Rabc" Type="{OFFICE}/worksheet" Target="/xl/worksheets/henko.xml"/>'
                                      f'<Relationship Id="Rdef" Type="{OFFICE}/styles" Target="/xl/styles.xml"/></Relationships>',
        "xl/styles.xml": f'<x:styleSheet xmlns:x="{MAIN}"><x:fonts><x:font/></x:fonts><x:fills><x:fill/></x:fills><x:borders><x:border/></x:borders>'
                         '<x:cellStyleXfs><x:xf/></x:cellStyleXfs><x:cellXfs><x:xf/><x:xf numFmtId="14" applyNumberFormat="1"/></x:cellXfs></x:styleSheet>',
        "xl/worksheets/henko.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{body}</x:sheetData></x:worksheet>',
    }
    keep(os.path.join(HERE, name + ".xlsx"), packed({n: "\ufeff" + head + x for n, x in parts.items()}))
    expect(name, "kiso", *[entry(r[0], r[1].split("\n"), *r[2:]) for r in rows])


# ---- bad ones: each must be refused with a message, none may take long ----

def good():
    """A plain workbook to spoil."""
    wb, ws = new()
    rows = [[f"令和6年{m}月1日", f"Ⅰ　関連情報\n{m}．担当部署", f"第{m}係", f"第{m + 1}係", "事後", "組織の改正に伴う変更"] for m in range(1, 10)]
    table(ws, rows, "変更箇所")
    return wb


def bad(file, data):
    keep(os.path.join(HERE, "bad", file), data)


@book
def bad_no_table(_):
    """A workbook about something else, with two of the six headings."""
    wb, ws = new("備品台帳")
    put(ws, 1, 1, ["番号", "項目", "変更日", "設置場所"])
    put(ws, 2, 1, [1, "シュレッダー", DAY(2024, 4, 1), "市民課"])
    put(ws, 3, 1, [2, "施錠式書庫", DAY(2024, 5, 7), "税務課"])
    bad("no-table.xlsx", repacked(saved(wb)))


@book
def bad_empty(_):
    """Three sheets without a cell."""
    wb, _ws = new("Sheet1")
    wb.create_sheet("Sheet2")
    wb.create_sheet("Sheet3")
    bad("empty.xlsx", repacked(saved(wb)))


@book
def bad_broken_xml(_):
    """The archive is whole, the sheet part ends in the middle of a row."""
    bad("broken-xml.xlsx", repacked(saved(good()), {"xl/worksheets/sheet1.xml": [lambda xml: xml[:xml.index('<c r="C6"') + 12]]}))


@book
def bad_truncated(_):
    """A download that stopped: the last third of the archive is missing."""
    data = repacked(saved(good()))
    bad("truncated.xlsx", data[:len(data) * 2 // 3])


@book
def bad_not_a_zip(_):
    """A text that was given the name of a workbook."""
    bad("not-a-zip.xlsx", "変更日,項目,変更前の記載,変更後の記載,提出時期,提出時期に係る説明\r\n令和6年4月1日,Ⅰ　関連情報,第1係,第2係,事後,\r\n".encode("cp932"))


@book
def bad_old(_):
    """Excel 97-2003 (BIFF8 in an OLE compound file)."""
    path = os.path.join(WORK, "old.xlsx")
    good().save(path)
    once("old.xls", lambda: soffice(path, "xls:MS Excel 97"))


@book
def bad_word(_):
    """A Word document, which is an archive too, with the table of the form in it."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"

    def row(cells):
        return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in cells) + "</w:tr>"
    bad("word.docx", packed({
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>（別添２）変更箇所</w:t></w:r></w:p><w:tbl><w:tblPr/><w:tblGrid/>'
                             + row(HEADINGS) + row(["令和6年4月1日", "Ⅰ　基本情報", "第1係", "第2係", "事後", ""]) + "</w:tbl><w:p/></w:body></w:document>",
    }))


@book
def bad_password(_):
    """Encrypted with the password "mihon" (an OLE compound file with EncryptedPackage)."""
    path = os.path.join(WORK, "open.xlsx")
    good().save(path)
    once("password.xlsx", lambda: encrypted(path, "mihon"))


def encrypted(path, password):
    """Saves a workbook with a password through LibreOffice's own API."""
    import time
    import uno
    from com.sun.star.beans import NamedValue, PropertyValue

    def properties(**values):
        out = []
        for key, value in values.items():
            p = PropertyValue()
            p.Name, p.Value = key, value
            out.append(p)
        return tuple(out)
    office = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{WORK}/profile", "--headless", "--norestore", "--accept=pipe,name=awkward;urp;"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for attempt in range(60):
            try:
                remote = resolver.resolve("uno:pipe,name=awkward;urp;StarOffice.ComponentContext")
                break
            except Exception:  # not listening yet
                time.sleep(0.5)
        desktop = remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        doc = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, properties(Hidden=True))
        out = os.path.join(WORK, "password.xlsx")
        # A mere Password is not heeded by this filter.
        secret = []
        for key, value in (("CryptoType", "Standard"), ("OOXPassword", password)):
            named = NamedValue()
            named.Name, named.Value = key, value
            secret.append(named)
        secret = uno.Any("[]com.sun.star.beans.NamedValue", tuple(secret))
        doc.storeToURL(uno.systemPathToFileUrl(out), properties(FilterName="Calc MS Excel 2007 XML", EncryptionData=secret))
        doc.close(True)
        try:
            desktop.terminate()
        except Exception:  # the bridge goes down with the office
            pass
        office.wait(30)
        return open(out, "rb").read()
    finally:
        if office.poll() is None:
            office.terminate()


def once(file, make):
    """A file that differs each time it is made (salt, time) or takes long is kept."""
    if not os.path.exists(os.path.join(HERE, "bad", file)):
        bad(file, make())


def main():
    os.makedirs(os.path.join(HERE, "bad"), exist_ok=True)
    try:
        for name in sys.argv[1:] or BOOKS:
            BOOKS[name](name)
            print(name)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
