package text

import "testing"

// A label is in ⟦⟧.
func TestTheNumberOrSignOfAParagraph(t *testing.T) {
	for _, c := range []struct {
		label, rest string
		want        Level
	}{
		{"Ⅱ", "　ファイルの概要", RomanLevel}, {"Ⅲ．", "リスク対策", RomanLevel}, {"IV.", " 保管", RomanLevel}, {"Ｉ", "　総則", RomanLevel},
		{"第２", "　保管", DivisionLevel}, {"第三章", "　雑則", DivisionLevel}, {"第1．", "目的", DivisionLevel}, {"第４条", "", DivisionLevel},
		{"１．", "事務の名称", NumberLevel}, {"12.", " 監査", NumberLevel}, {"３", "　委託", NumberLevel}, {"一、", "甲", NumberLevel}, {"4：", "乙", NumberLevel}, {"⒊", "丙", NumberLevel},
		{"１－２", "　入手", BranchLevel}, {"2-1-3", " 提供", BranchLevel}, {"２－１．", "移転", BranchLevel}, {"Ⅱ－１", "　対象", BranchLevel},
		{"（１）", "概要", BracketLevel}, {"(12)", " 手順", BracketLevel}, {"（二）", "期間", BracketLevel}, {"⑶", "届出", BracketLevel},
		{"①", "収集", CircledLevel}, {"㉑", "破棄", CircledLevel}, {"❷", "照合", CircledLevel},
		{"3)", " 1万人以上", ChoiceLevel}, {"１）", "紙", ChoiceLevel},
		{"ア", "　窓口", KanaLevel}, {"イ．", "郵送", KanaLevel}, {"ウ）", "電子", KanaLevel}, {"ｱ.", "窓口", KanaLevel},
		{"（エ）", "控え", InKanaLevel}, {"(ｲ)", " 原本", InKanaLevel}, {"（あ）", "写し", InKanaLevel},
		{"B.", " 端末", LatinLevel}, {"ａ）", "鍵", LatinLevel}, {"(c)", "帳票", LatinLevel}, {"Ａ", "　系統", LatinLevel},
		{"・", "施錠する。", PointLevel}, {"※", "例外", PointLevel}, {"-", " 記録する。", PointLevel}, {"－", "点検する。", PointLevel},

		{"", "1.5倍に増える。", PlainLevel}, {"", "2024年度の計画", PlainLevel}, {"", "１、２及び３の項", PlainLevel}, {"", "第10条の規定による。", PlainLevel},
		{"", "第三者に提供する。", PlainLevel}, {"", "３ 月に実施する。", PlainLevel}, {"", "048-123-4567", PlainLevel}, {"", "-5度", PlainLevel},
		{"", "――である。", PlainLevel}, {"", "ア、イ及びウの事務", PlainLevel}, {"", "e.g. これ", PlainLevel}, {"", "（概要）", PlainLevel}, {"", "Vの項", PlainLevel},
		{"", "一部を委託する。", PlainLevel}, {"", "10:30に閉庁する。", PlainLevel}, {"", "（2024）", PlainLevel}, {"", "", PlainLevel}, {"", "I/Oの管理", PlainLevel},
	} {
		for _, indent := range []string{"", "　 "} {
			s := indent + c.label + c.rest
			got := LabelOf(s)
			if got.Level != c.want || s[got.Start:got.End] != c.label {
				t.Errorf("%q: %q of level %d, want %q of %d", s, s[got.Start:got.End], got.Level, c.label, c.want)
			}
		}
	}
}

func TestWhatAHeadingIs(t *testing.T) {
	for _, c := range []struct {
		paragraph, next string
		want            bool
	}{
		{"＜アクセス権限の管理＞", "・職員ごとに定める。", true},
		{"【技術的対策】", "①暗号化する。", true},
		{"　[運用]", "記録する。", true}, {"〔保管〕", "施錠する。", true}, {"「委託先」", "監督する。", true}, {"《廃棄》", "裁断する。", true}, {"<移行>", "切り替える。", true},
		{"＜甲＞", "＜乙＞", true},
		{"【技術的対策】について", "暗号化する。", true}, // by its last word
		{"【技術的対策】による", "暗号化する。", false},
		{"「甲」及び「乙」", "に限る。", false},
		{"［　］", "紙", false},
		{"（以下「法」という。）", "に基づく。", false},
		{"■物理的対策", "施錠する。", true}, {"○窓口における確認", "・写真を照合する。", true}, {"◆監査", "年に一度行う。", true},
		{"■紙", "□電子記録媒体", false}, {"○甲課", "○乙課", false},
		{"■物理的対策を講じる。", "施錠する。", false},
		{"２．事務の内容", "（１）受付", true}, {"（２）保管", "①場所", true}, {"①入手", "・本人から得る。", true}, {"ア　紙", "箱に入れる。", true},
		{"第２　保管", "１　場所を定める。", true}, {"Ⅱ　概要", "１．名称", true}, {"（３）届出", "ア　転入", true}, {"A. 端末", "貸与しない。", true},
		{"5) 30万人以上", "・施錠する。", false}, {"２）保管の方法", "・施錠する。", true},
		{"①氏名", "②住所", false}, {"（１）受付", "２．審査", false}, {"１．受付", "１．審査", false},
		{"①氏名を確認する。", "・写真と照合する。", false},
		{"みほん市における措置", "・研修を行う。", true}, {"保管の方法", "施錠する。", true}, {"特定の者に限ること", "例外は課長が認める。", true},
		{"入手の方法", "保管の方法", false}, // a list
		{"・入手の方法", "・保管の方法", false}, {"・入手の方法", "窓口で受け取る。", true}, {"・入手の方法", "①窓口", false}, {"・入手の方法", "【保管】", false},
		{"担当の課", "税務課", false},
		{"みほん市における措置", "", false}, {"", "甲", false},
	} {
		if got := IsHeading(c.paragraph, c.next); got != c.want {
			t.Errorf("%q before %q: %v", c.paragraph, c.next, got)
		}
	}
}

func TestWhatBeginsAnItem(t *testing.T) {
	for s, want := range map[string]bool{
		"・甲": true, "　甲": true, "（１）甲": true, "［甲］": true, "■甲": true, "＜甲＞": true, "ア　甲": true, "→甲": true, "「甲」は": true,
		"甲": false, "を行う。": false, "24年度": false, "": false,
	} {
		if got := BeginsItem(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestALineThatCanOnlyBeTheRestOfTheOneAbove(t *testing.T) {
	for _, c := range []struct {
		above, below string
		want         bool
	}{
		{"セキュリティチェ", "ックを行う。", true}, {"記録する", "。", true}, {"（第２７号", "）の項", true}, {"番号法（平成25年法律第27号）", "に基づく。", true},
		{"記録する。", "に基づく。", false}, {"甲（乙）", "丙", false}, {"甲", "・乙", false}, {"甲", "", false},
	} {
		if got := GoesOn(c.above, c.below); got != c.want {
			t.Errorf("%q, %q: %v", c.above, c.below, got)
		}
	}
}
