"""The parts a query goes through before anything is looked up."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha_kb.search.data import search_data
from xuncha_kb.search.folding import bigrams, crossing_bigrams
from xuncha_kb.search.language import Language
from xuncha_kb.search.lexicon import Lexicon, split_pinyin
from xuncha_kb.search.query import Reference, Term, parse
from xuncha_kb.search.segmenter import JIEBA, RJIEBA, Segmenter, is_installed
from xuncha_kb.search.titles import find_short_name, find_title
from xuncha_kb.vocabulary import load_vocabulary

DATA = search_data(load_vocabulary())
LANGUAGE = Language(DATA)
FOLDING = LANGUAGE.folding

texts = st.text(
    st.sampled_from("主体责任党黨視覺ＡａZ１2“”、，。（）《》 \u3000\nÀßİΑΣ①—…"), max_size=40
)


@given(texts)
def test_folding_keeps_the_length_and_is_final(text):
    folded = FOLDING.fold(text)
    assert len(folded) == len(text)
    assert FOLDING.fold(folded) == folded
    assert FOLDING.normal(folded) == FOLDING.normal(text)


@given(texts, texts)
def test_the_normal_form_of_a_part_is_part_of_the_normal_form(left, right):
    """So that whatever is copied out of a text is found in it."""
    assert FOLDING.normal(left) + FOLDING.normal(right) == FOLDING.normal(left + right)


@given(texts)
def test_the_normal_form_leads_back(text):
    normal = FOLDING.mapped(text)
    assert normal.text == FOLDING.normal(text) == "".join(FOLDING.pieces(text))
    assert "".join(FOLDING.fold(text)[i] for i in normal.offsets) == normal.text
    joins = [normal.text[i - 1 : i + 1] for i in sorted(normal.breaks)]
    assert joins == crossing_bigrams(FOLDING.pieces(text))


@given(texts)
def test_every_character_begins_a_bigram(text):
    normal = FOLDING.normal(text)
    assert [gram[0] for gram in bigrams(normal)] == list(normal)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("ＸＸ局党委", "xx局党委"), ("巡視", "巡视"), ("「四風」", "四风"), ("宽、松、软", "宽松软")],
)
def test_normal_forms(typed, read):
    assert FOLDING.normal(typed) == read


def query(text):
    return parse(text, DATA["filters"])


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("政治规矩 阳奉阴违", [Term("政治规矩"), Term("阳奉阴违")]),
        ("政治规矩\u3000阳奉阴违", [Term("政治规矩"), Term("阳奉阴违")]),
        ("“三重一大”制度", [Term("三重一大", exact=True), Term("制度")]),
        ("「有令不行、有禁不止」", [Term("有令不行、有禁不止", exact=True)]),
        ('"跑风漏气', [Term("跑风漏气")]),
        ("时间：两个月", [Term("时间：两个月")]),
        ("2020-2022", [Term("2020-2022")]),
        ("", []),
    ],
)
def test_words_and_phrases(text, terms):
    assert list(query(text).terms) == terms


def test_what_is_excluded():
    assert query("招标 -水利 -“资金 管理”").excluded == ("水利", "资金 管理")
    assert query("招标 －水利").excluded == ("水利",)
    assert query("招标-水利").excluded == ()


def test_filters():
    parsed = query("kind:indicator 类型：问题 doc:“某 办法” role:R8 方面:F3 礼品")
    assert parsed.filters == {
        "kind": ("indicator", "问题"), "doc": ("某 办法",), "role": ("R8",), "focus": ("F3",)
    }  # fmt: skip
    assert parsed.terms == (Term("礼品"),)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("第十五条", Reference(article="15")),
        ("第15条", Reference(article="15")),
        ("第１５条第二款", Reference(article="15")),
        ("第十五条第二款第（三）项", Reference(article="15")),
        ("第一百三十三条之一", Reference(article="133-1")),
        ("工作办法第九条", Reference("工作办法", "9")),
        ("《纪律处分条例》第 3 条", Reference("《纪律处分条例", "3")),
        ("刑法 第二十条", Reference("刑法", "20")),
        ("第三条的规定", Reference(article="3")),
        ("F4.2", Reference(code="F4.2")),
        ("f4.2.1", Reference(code="F4.2.1")),
        ("Ｊ３", Reference(code="J3")),
        ("十条禁令", None),
        ("第三条 整改", None),
        ("“第三条”", None),
        ("第X条", None),
    ],
)
def test_references(text, reference):
    assert query(text).reference == reference


@given(
    st.text(
        st.sampled_from('主体第十5条之款F.-－:："“”「」 kindoc类型文件\u3000*()^~?[]\\'),
        max_size=30,
    )
)
def test_parsing_never_fails(text):
    parsed = query(text)
    assert parsed.text == text


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("5个绝不允许", "五个决不允许"),
        ("3重1大", "三重一大"),
        ("xx局党委", "局党委"),
        ("隐形变异", "隐性变异"),
        ("2个月", "两个月"),
        ("十五个工作日", "15个工作日"),
        ("巡查公告", "巡察公告"),
    ],
)
def test_variants(text, variant):
    assert variant in LANGUAGE.variants(text)
    assert len(LANGUAGE.variants(text)) <= 12


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("重点关注哪六个方面", "重点关注 六个方面"),
        ("能不能吃请", "吃请"),
        ("底稿怎么写", "底稿"),
        ("中梗阻", "中梗阻"),
    ],
)
def test_question_words_are_no_content(text, pieces):
    found = [piece.text for piece in LANGUAGE.pieces(text) if piece.role != "question"]
    assert found == pieces.split()


@given(st.text(max_size=20))
def test_pieces_make_up_the_text(text):
    assert "".join(piece.text for piece in LANGUAGE.pieces(text)) == text


WORDS = ["三重一大", "信访", "新方", "主体责任", "廉洁", "跑风漏气", "政治纪律", "受理范围"]
LEXICON = Lexicon(WORDS, DATA["pinyin"])


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("szyd", "三重一大"),
        ("xinfang", "信访"),
        ("zhengzhijilv", "政治纪律"),
        ("sanchongyida", "三重一大"),
        ("slfw", "受理范围"),
    ],
)
def test_pinyin(letters, found):
    assert LEXICON.by_pinyin(letters)[0] == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("主题责任", "主体责任"),
        ("廉结", "廉洁"),
        ("跑风漏汽", "跑风漏气"),
        ("受里范围", "受理范围"),
        ("跑漏风气", "跑风漏气"),
        ("政治的纪律", "政治纪律"),
        ("政纪律", "政治纪律"),
    ],
)
def test_one_wrong_character(typed, meant):
    assert LEXICON.alike(typed) == [meant]


@given(st.text("abcxyzinghu", max_size=30))
@settings(deadline=None)
def test_any_letters_can_be_asked(letters):
    assert all("".join(s) == letters[:8] for s in split_pinyin(letters[:8], DATA["pinyin"]))
    LEXICON.by_pinyin(letters)


TITLES = {"a": "中华人民共和国食品安全法", "b": "食品安全法实施条例", "c": "某市巡察工作办法"}
ENDINGS = DATA["title_endings"]


def test_names_of_documents():
    named = find_title("食品安全法罚款", TITLES, ENDINGS)
    assert named and (named.name, named.documents, named.rest) == ("食品安全法", ("a",), ("罚款",))
    assert find_title("巡察工作", TITLES, ENDINGS) is None
    short = find_short_name("巡察办法回避", TITLES, ENDINGS)
    assert short and (short.documents, short.rest) == (("c",), ("回避",))


def test_search_data_is_json_and_stable():
    text = json.dumps(DATA, ensure_ascii=False)
    assert json.loads(text) == DATA == search_data(load_vocabulary())
    assert len(DATA["fold"]["from"]) == len(DATA["fold"]["to"])


def test_steps_have_all_their_labels():
    for key in ("exact", "synonym", "related", "some", "none", "title", "role", "kind"):
        assert LANGUAGE.step_label(key, used="甲", asked="乙", named="丙")


def test_no_colloquial_word_means_itself_only():
    """An entry that leads nowhere is a mistake in the data."""
    for entry in load_vocabulary().synonyms.colloquial:
        for word in entry.say:
            assert LANGUAGE.others(FOLDING.normal(word)), word


@pytest.mark.skipif(not is_installed(RJIEBA), reason="rjieba has no wheel here")
def test_both_segmenters_cut_alike(corpus, tmp_path):
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted(corpus.glob("*.txt")))
    one = Segmenter(RJIEBA, DATA["words"], FOLDING)
    other = Segmenter(JIEBA, DATA["words"], FOLDING, tmp_path)
    assert one.cut(text) == other.cut(text)
    assert one.words(text) == other.words(text)
    assert "".join(one.cut(text)) == FOLDING.fold(text)


@pytest.mark.parametrize("name", [n for n in (RJIEBA, JIEBA) if is_installed(n)])
def test_own_words_stay_whole(name, tmp_path):
    segmenter = Segmenter(name, DATA["words"], FOLDING, tmp_path)
    for word in ("三重一大", "四个意识", "跑风漏气", "巡察组组长", "被巡察单位"):
        assert segmenter.cut(f"坚持{word}，")[1] == word
    assert {"漏气", "跑风漏气"} <= set(segmenter.words("决不允许跑风漏气、打探说情"))
