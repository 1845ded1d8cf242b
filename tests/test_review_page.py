"""The review page in a real browser: from file://, with the network off."""

import base64
import json
import re
from pathlib import Path

import pytest
from browser import chromium
from msgspec.structs import replace
from sample_draft import DRAFT, SECTIONS, document, harmful, large, source
from sample_draft import QUOTED as QUOTED_SLOT

from nlpsum.model import Section, Sentence
from nlpsum.text import Span
from nlpsum.write.review import signature, write


@pytest.fixture(scope="module")
def downloads(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(downloads):
    with chromium(downloads) as one:
        yield one


@pytest.fixture
def page(browser, tmp_path):
    """The sample's page, newly opened, with nothing remembered and nothing complained of."""
    opened = Page(browser, tmp_path)
    opened.show(DRAFT)
    yield opened
    assert opened.complaints() == []


class Page:
    def __init__(self, browser, folder):
        self.browser, self.folder = browser, folder

    def show(self, draft, *, keep=False):
        file = self.folder / "review.html"
        file.write_bytes(write(draft))
        if not keep:
            self.browser.get(file.as_uri())
            self.js("localStorage.clear()")
        self.browser.get(file.as_uri())

    def js(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.browser).send_keys(*keys).perform()

    def shift(self, key):
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        ActionChains(self.browser).key_down(Keys.SHIFT).send_keys(key).key_up(Keys.SHIFT).perform()

    def all(self, css):
        return self.browser.find_elements("css selector", css)

    def text(self, css):
        return "\n".join(element.text for element in self.all(css))

    @property
    def current(self):
        return self.js("return document.querySelector('.fig.current').getAttribute('data-id')")

    @property
    def decisions(self):
        key = f"nlpsum:{signature(DRAFT)}"
        saved = json.loads(self.js("return localStorage.getItem(arguments[0])", key) or "{}")
        return {one["slot"]: one for one in saved.get("decisions", [])}

    def complaints(self):
        return [entry["message"] for entry in self.browser.get_log("browser")]


QUOTED, GROWTH, DERIVED, CONFLICT, CARRIED, BLANK = "s1", "s2", "s3", "s4", "s5", "s6"
ENTER, ESCAPE = "\ue007", "\ue00c"


def test_opens_on_the_conflict_with_its_two_source_lines(page):
    assert page.current == CONFLICT
    assert page.text("#evidence h2").startswith("×家")
    marks = [mark.text for mark in page.all("#evidence .source mark")]
    assert marks == ["213家", "215家"]
    assert "6月工作简报.docx › 一、成果转化 › 第5段" in page.text("#evidence .path")


def test_a_source_line_stands_between_its_neighbours(page):
    page.js("document.querySelector('[data-id=s1]').click()")
    lines = page.text("#evidence .source li .words").split("\n")
    assert lines == [
        "一、成果转化",
        "1—6月，全区完成技术合同交易额8.46亿元，同比增长12.4%。",
        "6月当月完成技术合同交易额1.58亿元。",
    ]
    assert "8.46亿元＝846,000,000元" in page.text("#evidence .facts")
    assert page.text("#evidence .months").split("\n") == ["1月 1.02亿元", "2月 缺", "3月 1.31亿元"]
    assert "7.53亿元 → 8.46亿元，+12.4%" in page.text("#evidence .facts")
    assert "期间是6月，不是1—6月" in page.text("#evidence .candidate")


def test_a_long_line_is_cut_around_what_it_is_cited_for_and_whole_on_request(browser, tmp_path):
    opened = Page(browser, tmp_path)
    brief = document("长.txt", ["简报", "前" * 900 + "31家" + "后" * 900], None)
    slot = replace(QUOTED_SLOT, printed="31家", sources=(source(brief, "31家"),))
    section = Section("", 0, ((Sentence((slot,), "framed"),),))
    opened.show(replace(DRAFT, sections=(section,), documents=(brief,)))
    assert opened.text("#evidence .cited .words") == f"……{'前' * 150}31家{'后' * 150}……"
    opened.press("o")
    assert opened.text("#evidence .cited .words") == f"{'前' * 900}31家{'后' * 900}"


def test_operands_of_a_formula_lead_to_their_sources(page):
    page.js("document.querySelector('[data-id=s3]').click()")
    operands = page.all("#evidence .formula button")
    assert [one.text for one in operands] == ["14", "16"]
    operands[1].click()
    assert "16家" in page.text("#evidence .source.linked mark")


def test_keys_walk_through_figures_and_open_ones(page):
    page.press("j")
    assert page.current == CARRIED
    page.press("k", "k")
    assert page.current == DERIVED
    page.press("n")
    assert page.current == CONFLICT
    page.press("n")
    assert page.current == BLANK


def test_accept_moves_on_and_undo_returns(page):
    page.js("document.querySelector('[data-id=s1]').click()")
    page.press("a")
    assert (page.current, page.decisions[QUOTED]["action"]) == (GROWTH, "accept")
    assert "已核 1/6" in page.text("#progress-text")
    page.press("u")
    assert page.current == QUOTED
    assert page.decisions == {}


@pytest.mark.parametrize("slot", [CONFLICT, BLANK])
def test_accept_never_settles_an_open_slot_without_a_reason(page, slot):
    page.js(f"document.querySelector('[data-id={slot}]').click()")
    page.press("a")
    page.press(ENTER)
    assert page.decisions == {}
    assert "请填说明" in page.text("#evidence [role=alert]")
    page.press("向综合科核实")
    page.press(ENTER)
    assert page.decisions == {}
    assert "责任人" in page.text("#evidence [role=alert]")
    page.press("李明", ENTER)
    made = page.decisions[slot]
    assert (made["action"], made["reason"], made["by"]) == ("assign", "向综合科核实", "李明")


def test_reject_and_edit_demand_a_reason(page):
    page.press("x", ENTER)
    assert page.decisions == {}
    page.press(ESCAPE, "e")
    page.press("214家", ENTER)
    assert page.decisions == {}
    page.press("按7月2日数据库核对", ENTER)
    made = page.decisions[CONFLICT]
    assert (made["action"], made["value"]) == ("edit", "214家")
    assert made["reason"] == "按7月2日数据库核对"
    assert "214家" in page.text(".fig[data-id=s4]")


def test_a_digit_takes_a_candidate(page):
    page.press("2")
    assert page.decisions[CONFLICT]["action"] == "take"
    assert page.decisions[CONFLICT]["candidate"] == 2
    assert "215家" in page.text(".fig[data-id=s4]")


def test_a_section_is_accepted_at_once_but_for_what_is_open_or_derived(page):
    page.js("document.querySelector('[data-id=s1]').click()")
    page.shift("a")
    assert set(page.decisions) == {QUOTED, GROWTH}


def test_keys_are_letters_while_one_types_or_composes(page):
    page.press("/", "ja")
    assert page.current == CONFLICT
    assert page.js("return document.getElementById('find').value") == "ja"
    assert page.decisions == {}
    page.press(ESCAPE)
    page.js(
        "document.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'j', keyCode: 229, isComposing: true, bubbles: true}))"
    )
    assert page.current == CONFLICT
    page.js("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))")
    assert page.current == CARRIED


def test_find_goes_to_metric_figure_or_file(page):
    page.press("/", "隐患")
    assert page.current == BLANK


def test_help_and_whole_source_open_and_close(page):
    page.press("?")
    assert "J" in page.text("#help")
    page.press(ESCAPE)
    assert not page.all("#help:not([hidden])")
    page.press("o")
    assert "二、人才工作" in page.text("#evidence")
    page.press(ESCAPE)
    assert page.text("#evidence h2").startswith("×家")


def test_lists_of_what_is_unsourced_unused_and_missing(page):
    buttons = {one.text: one for one in page.all("#filters button")}
    buttons["稿中无来源 0"].click()
    assert "没有。稿中每个数字都有来源或算式。" in page.text("#evidence")
    next(b for b in page.all("#filters button") if b.text.startswith("未采用")).click()
    assert "走访企业" in page.text("#evidence")
    next(b for b in page.all("#filters button") if b.text.startswith("期间缺口")).click()
    holes = page.all("#evidence button:has(.hole)")
    assert len(holes) == 2
    holes[1].click()
    assert page.current == BLANK


def test_an_unsourced_figure_is_listed_and_never_accepted(browser, tmp_path):
    opened = Page(browser, tmp_path)
    loose = replace(QUOTED_SLOT, sources=())
    sentence = Sentence(("完成", loose, "。"), "framed")
    opened.show(replace(DRAFT, sections=(Section("", 0, ((sentence,),)),), unsourced=DRAFT.unused))
    opened.press("a")
    assert "没有来源，请改数" in opened.text("#evidence")
    assert "已核 0/1" in opened.text("#progress-text")
    next(b for b in opened.all("#filters button") if b.text == "稿中无来源 2").click()
    assert "走访企业" in opened.text("#evidence table")


def test_findings_stand_with_their_sentence_but_not_for_what_is_open_anyway(browser, tmp_path):
    opened = Page(browser, tmp_path)
    at = DRAFT.text.index("×处")
    finding = DRAFT.findings[0]
    told = [
        replace(finding, span=Span("report", at, at + 2), message="没有填"),
        replace(finding, span=Span("report", at - 4, at), message="用词"),
    ]
    opened.show(replace(DRAFT, findings=tuple(told)))
    opened.js("document.querySelector('[data-id=s6]').click()")
    assert "用词" in opened.text("#evidence")
    assert "没有填" not in opened.text("#evidence")


def test_decisions_survive_a_reload_and_are_saved(page, downloads):
    page.js("document.querySelector('[data-id=s1]').click()")
    page.press("a")
    page.show(DRAFT, keep=True)
    assert page.decisions[QUOTED]["action"] == "accept"
    assert "已核 1/6" in page.text("#progress-text")
    page.press("s")
    saved = waited(downloads / "decisions.json")
    assert saved["draft"] == signature(DRAFT)
    assert saved["decisions"] == [{"slot": "s1", "printed": "8.46亿元", "action": "accept"}]


def waited(path):
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(path, 10).until(lambda file: file.exists() and file.stat().st_size)
    return json.loads(path.read_text(encoding="utf-8"))


def test_decisions_on_another_draft_are_shown_not_applied(page):
    page.press("2")
    page.show(replace(DRAFT, sections=SECTIONS[1:]), keep=True)
    assert "已核 0/6" in page.text("#progress-text")
    next(b for b in page.all("#filters button") if b.text.startswith("旧稿意见")).click()
    assert "没有套用" in page.text("#evidence")
    assert "×家" in page.text("#evidence table")


def test_a_loaded_file_obeys_the_same_rules(page, tmp_path):
    made = [
        {"slot": "s4", "action": "accept"},
        {"slot": "s6", "action": "assign", "reason": "问", "by": ""},
        {"slot": "s1", "action": "accept"},
        {"slot": "s99", "action": "accept"},
    ]
    file = tmp_path / "decisions.json"
    record = {"schema": 1, "draft": signature(DRAFT), "title": DRAFT.title, "decisions": made}
    file.write_text(json.dumps(record), encoding="utf-8")
    page.all("#load")[0].send_keys(str(file))
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(page, 10).until(lambda p: "已载入 1 条意见" in p.text("#evidence"))
    assert set(page.decisions) == {QUOTED}


def test_a_harmful_brief_does_no_harm(browser, tmp_path):
    opened = Page(browser, tmp_path)
    opened.show(harmful())
    assert opened.js("return window.hit") is None
    assert opened.all("img") == []
    assert len(opened.all("script")) == 2
    assert "<img src=x onerror=window.hit=1>" in opened.text("#paper")
    assert "\u202e" not in opened.js("return document.body.innerText")
    assert "[U+202E]" in opened.text("#evidence")
    assert opened.complaints() == []


def test_the_policy_lets_only_the_template_run(browser, tmp_path):
    opened = Page(browser, tmp_path)
    opened.show(DRAFT)
    opened.js(
        "const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
        "document.body.appendChild(s);"
    )
    assert opened.js("return window.hit") is None
    assert "Content Security Policy" in "".join(opened.complaints())


def test_five_hundred_figures_fit_in_two_megabytes(browser, tmp_path):
    draft = large(500)
    assert len(write(draft)) < 2 * 2**20
    opened = Page(browser, tmp_path)
    opened.show(draft)
    assert len(opened.all(".fig")) == 500
    assert opened.complaints() == []


def test_an_office_screen_shows_draft_and_evidence_side_by_side(page):
    width, height = page.js("return [document.documentElement.scrollWidth, window.innerHeight]")
    assert width <= 1366
    for name in ("draft", "evidence", "foot"):
        box = page.js("return document.getElementById(arguments[0]).getBoundingClientRect()", name)
        assert box["bottom"] <= height
        assert box["right"] <= 1366
    figure = page.js("return document.querySelector('.fig.current').getBoundingClientRect()")
    assert 0 < figure["top"] < height


def test_dark_mode_changes_the_ground(page):
    page.browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": "dark"}]},
    )
    ground = page.js("return getComputedStyle(document.body).backgroundColor")
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert ground == "rgb(23, 24, 27)"


def test_prints_the_table_of_sources(page):
    page.press("2")
    assert base64.b64decode(page.browser.print_page())[:5] == b"%PDF-"
    table = page.js("return document.getElementById('table').textContent")
    assert "数据来源核对表" in table
    assert "×家 → 215家" in table


PAGE = Path(__file__).parent.parent / "nlpsum" / "write" / "review"


def test_plain_javascript_for_old_browsers():
    script = re.sub(r"/\*.*?\*/|//[^\n]*|\"[^\"\n]*\"", "", (PAGE / "page.js").read_text("utf-8"))
    for newer in ("?.", "??", "||=", "replaceAll", ".at(", "flatMap", "innerHTML", "import("):
        assert newer not in script
    assert ":has(" not in (PAGE / "page.css").read_text("utf-8")


def luminance(colour):
    def linear(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough_in_both_themes(theme):
    css = (PAGE / "page.css").read_text("utf-8")
    block = re.findall(r":root \{([^}]*)\}", css)[theme]
    colour = dict(re.findall(r"--([\w-]+): (#\w{6});", block))
    grounds = ("paper", "ground", "chosen")
    pairs = [
        (name, ground)
        for name in ("text", "quoted", "derived", "conflict", "blank", "carried", "quiet")
        for ground in grounds
    ] + [("blank", "blank-ground"), ("text", "mark"), ("text", "button"), ("quiet", "blank-ground")]
    for name, ground in pairs:
        light, dark = sorted((luminance(colour[name]), luminance(colour[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


def test_two_runs_give_the_same_bytes():
    assert write(DRAFT) == write(DRAFT)
