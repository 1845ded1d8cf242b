/* The review page: shows a draft with the source of each figure, and takes down what a person decides.
 * Plain ES2017 for the browsers of offices. Text from briefs reaches the page as text nodes only. */
(function () {
  "use strict";

  const data = JSON.parse(document.getElementById("data").textContent);
  const slots = data.slots;
  const order = slots.map((slot) => slot.id);
  const slotOf = new Map(slots.map((slot) => [slot.id, slot]));
  const figures = new Map(); // slot id -> its element in the draft
  const sentenceOf = new Map(); // slot id -> its sentence
  const storageKey = "nlpsum:" + data.draft;
  const SIGN = { quoted: "", derived: "Σ", conflict: "!", blank: "", carried: "↻" };
  const DONE = { accept: "✓", reject: "✗", edit: "✎", take: "✓", assign: "☞" };
  const URGENCY = ["conflict", "blank", "ocr", "carried", "derived", "quoted"];
  const OPEN_KINDS = ["conflict", "blank"];
  const AROUND = 150; // characters shown on either side of what is cited in a long line

  let decisions = {}; // slot id -> {action, value, candidate, reason, by}
  let undone = []; // earlier states: lists of [slot id, decision before or undefined]
  let current = null;
  let filter = "all";
  let panel = "slot"; // what the evidence pane shows: slot, or the name of a list
  let stale = []; // decisions on other drafts of the same title: shown, never applied
  const seen = new Set();

  // Elements ---------------------------------------------------------------------------------

  const byId = (id) => document.getElementById(id);

  /** An element with attributes and children; a child that is not an element becomes a text node. */
  function h(tag, attributes) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => {
      const value = attributes[name];
      if (name === "on") {
        Object.keys(value).forEach((event) => element.addEventListener(event, value[event]));
      } else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? "" : String(value));
      }
    });
    for (let i = 2; i < arguments.length; i += 1) {
      append(element, arguments[i]);
    }
    return element;
  }

  function append(element, child) {
    if (Array.isArray(child)) {
      child.forEach((one) => append(element, one));
    } else if (child instanceof Node) {
      element.appendChild(child);
    } else if (child !== null && child !== undefined && child !== false && child !== "") {
      element.appendChild(document.createTextNode(shown(String(child))));
    }
  }

  function fill(element) {
    element.textContent = "";
    for (let i = 1; i < arguments.length; i += 1) {
      append(element, arguments[i]);
    }
  }

  /** Text with the characters that turn reading order around named instead of obeyed. */
  function shown(text) {
    return text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, (c) =>
      "[U+" + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "]");
  }

  function button(label, action, attributes) {
    return h("button", Object.assign({ type: "button", on: { click: action } }, attributes), label);
  }

  // State of a slot --------------------------------------------------------------------------

  const kind = (slot) => (slot.ocr && slot.status === "quoted" ? "ocr" : slot.status);
  const kindName = (name) => (name === "ocr" ? "OCR待核" : data.names.status[name]);
  const decisionOf = (id) => decisions[id] || slotOf.get(id).decision || null;
  const settled = (id) => Boolean(decisionOf(id));

  /** What the slot prints once its decision is applied; null where that is decided when rebuilding. */
  function result(slot) {
    const made = decisions[slot.id];
    if (made && made.action === "edit") { return made.value; }
    if (made && made.action === "take") { return slot.candidates[made.candidate - 1].printed; }
    return slot.printed;
  }

  function visibleIds() {
    return order.filter((id) => {
      const slot = slotOf.get(id);
      if (filter === "all") { return true; }
      if (filter === "open") { return !settled(id); }
      return kind(slot) === filter;
    });
  }

  function next(from, step, wanted) {
    const ids = order;
    const start = from ? ids.indexOf(from) : step > 0 ? -1 : ids.length;
    for (let i = 1; i <= ids.length; i += 1) {
      const id = ids[(((start + step * i) % ids.length) + ids.length) % ids.length];
      if (wanted(id)) { return id; }
    }
    return null;
  }

  // The draft --------------------------------------------------------------------------------

  function drawDraft() {
    const paper = h("div", { id: "paper" });
    append(paper, h("h2", {}, data.title));
    let first = true;
    data.sections.forEach((section, index) => {
      if (section.heading) {
        append(paper, h("h" + Math.min(section.level + 2, 6), {}, section.heading));
      }
      section.paragraphs.forEach((paragraph) => {
        const element = h("p", {}, paragraph.map((sentence, at) =>
          drawSentence(sentence, index, (paragraph[at + 1] || {}).made)));
        const text = element.textContent;
        if (first && text.length <= 40 && text.endsWith("：")) { element.className = "salutation"; }
        first = false;
        append(paper, element);
      });
    });
    fill(byId("draft"), paper);
    order.forEach(markFigure);
  }

  /** A sentence; neighbours of one making are told of at the end of the last, so by what comes next. */
  function drawSentence(sentence, section, following) {
    const element = h("span", { class: "sentence " + sentence.made });
    sentence.pieces.forEach((piece) => {
      if (typeof piece === "string") {
        append(element, piece);
        return;
      }
      const slot = slots[piece - 1];
      const figure = h("span", {
        class: "fig", role: "button", tabindex: "0", "data-id": slot.id,
        on: {
          click: () => select(slot.id),
          keydown: (event) => {
            if (event.key === "Enter" || event.key === " ") { event.preventDefault(); select(slot.id); }
          },
        },
      });
      figures.set(slot.id, figure);
      sentenceOf.set(slot.id, { sentence: sentence, element: element, section: section });
      append(element, figure);
    });
    if (sentence.made === following) { return element; }
    if (sentence.made === "carried") { append(element, h("span", { class: "tag" }, "〔沿用上期，待核实〕")); }
    if (sentence.made === "offered") { append(element, h("span", { class: "tag" }, "〔简报新增，请定取舍〕")); }
    return element;
  }

  function markFigure(id) {
    const slot = slotOf.get(id);
    const element = figures.get(id);
    if (!element) { return; }
    const made = decisionOf(id);
    const name = kind(slot);
    element.className = ["fig", slot.status, name === "ocr" ? "ocr" : "", made ? "done" : "", slot.printed.length <= 12 ? "short" : "",
      id === current ? "current" : "", filter !== "all" && visibleIds().indexOf(id) < 0 ? "dim" : "",
    ].filter(Boolean).join(" ");
    const text = result(slot);
    const rejected = made && made.action === "reject" && slot.value !== null;
    fill(element, text !== slot.printed ? [h("del", {}, slot.printed), h("ins", {}, text)]
      : rejected ? h("del", {}, text) : text,
      SIGN[slot.status] && h("sup", { "aria-hidden": "true" }, SIGN[slot.status]),
      made && h("sup", { "aria-hidden": "true" }, DONE[made.action]));
    element.setAttribute("aria-label", [text, kindName(name), slot.metric,
      made ? data.names.action[made.action] : "未核"].filter(Boolean).join("，"));
    if (id === current) { element.setAttribute("aria-current", "true"); } else { element.removeAttribute("aria-current"); }
  }

  function select(id, quiet) {
    if (!id) { return; }
    const before = current;
    current = id;
    panel = "slot";
    if (before) { markFigure(before); }
    markFigure(id);
    seen.add(id);
    const element = figures.get(id);
    if (element && !quiet) {
      element.scrollIntoView({ block: "center" });
      element.focus({ preventScroll: true });
    }
    drawEvidence();
    drawFilters();
  }

  // Evidence ---------------------------------------------------------------------------------

  function drawEvidence() {
    const pane = byId("evidence");
    if (panel === "slot" && current) {
      fill(pane, slotPanel(slotOf.get(current)));
    } else if (PANELS[panel]) {
      fill(pane, PANELS[panel].draw());
    } else {
      fill(pane, h("p", {}, "稿中没有数字和空缺。"));
    }
    pane.scrollTop = 0;
  }

  function slotPanel(slot) {
    const name = kind(slot);
    const made = decisionOf(slot.id);
    const text = result(slot);
    const counts = ["amount", "percent", "count", "number"].includes(slot.kind);
    const facts = [
      ["指标", counts ? slot.metric || "未写明" : ""],
      ["期间", slot.period],
      ["标准值", counts && slot.value !== null ? standard(slot) : ""],
      ["要填的单位", slot.value === null ? slot.unit : ""],
      ["取法", slot.how],
      ["上期报告", slot.change || slot.last],
      ["说明", slot.why],
    ].filter((fact) => fact[1]);
    return [
      h("h2", {}, text, h("span", { class: "badge " + name }, kindName(name))),
      made && h("p", { class: "decision" }, decisionText(slot, made)),
      h("dl", { class: "facts" }, facts.map((fact) => [h("dt", {}, fact[0]), h("dd", {}, fact[1])])),
      h("div", { id: "ask" }),
      actions(slot),
      formula(slot),
      months(slot),
      slot.status === "blank" && searched(),
      sourceList(slot),
      candidateList(slot),
      elsewhere(slot),
      findings(slot),
    ];
  }

  /** The value in its base unit, spelled out where the print scales or rounds it. */
  function standard(slot) {
    const value = grouped(slot.value) + (slot.unit || "");
    return value === slot.printed || slot.value === slot.printed ? value : slot.printed + "＝" + value;
  }

  /** The metric month by month, with its holes. */
  function months(slot) {
    const row = data.grid.rows.find((one) => one[0] === slot.metric && slot.unit
      && one[1].some((cell) => cell && cell.endsWith(slot.unit)));
    return row ? [h("h3", {}, "各月"), h("p", { class: "months" }, data.grid.months.map((month, index) =>
      h("span", {}, month + " ", row[1][index] || h("span", { class: "hole" }, "缺"))))] : null;
  }

  function grouped(value) {
    const parts = String(value).split(".");
    if (!/^-?\d+$/.test(parts[0])) { return String(value); }
    parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ",");
    return parts.join(".");
  }

  function decisionText(slot, made) {
    const words = [data.names.action[made.action]];
    const before = made.before || slot.printed;
    if (made.action === "edit" || made.action === "take") { words.push(before + " → " + (result(slot))); }
    if (made.reason) { words.push(made.reason); }
    if (made.by) { words.push("责任人：" + made.by); }
    return words.join("；");
  }

  function actions(slot) {
    const open = OPEN_KINDS.indexOf(slot.status) >= 0;
    return h("div", { class: "actions" },
      button(open ? "A 记下责任人" : "A 核准", accept),
      button("X 退回", () => ask("reject")),
      button("E 改数", () => ask("edit")),
      slot.sources.length > 0 && button("O 看全文", () => openFull(slot.sources[0])),
      decisions[slot.id] && button("U 撤销", undo));
  }

  function formula(slot) {
    if (!slot.formula.length) { return null; }
    return [h("h3", {}, "怎么来的"), h("p", { class: "formula" }, slot.formula.map((piece) =>
      piece[1] < 0 ? piece[0] : button(piece[0], () => linkSource(piece[1]), { title: "看来源" })))];
  }

  function linkSource(index) {
    const boxes = byId("evidence").querySelectorAll(".source[data-n]");
    boxes.forEach((box) => box.classList.toggle("linked", box.getAttribute("data-n") === String(index)));
    if (boxes[index]) { boxes[index].scrollIntoView({ block: "nearest" }); }
  }

  function searched() {
    const names = data.documents.map((one) => one.name);
    return [h("h3", {}, "查过的材料（" + names.length + "份）"), h("p", { class: "quiet" }, names.join("、") || "没有材料")];
  }

  function sourceList(slot) {
    const sentence = sentenceOf.get(slot.id);
    const own = slot.sources;
    if (!own.length) {
      if (slot.status === "quoted" || slot.status === "derived") {
        return h("p", { class: "warn" }, "没有来源，不能核准为原文。");
      }
      const around = sentence ? sentence.sentence.sources : [];
      return around.length ? [h("h3", {}, "原句出处"), around.map(sourceBox)] : null;
    }
    return [h("h3", {}, "来源" + (own.length > 1 ? "（" + own.length + "处）" : "")), own.map(sourceBox)];
  }

  function sourceName(source) {
    const file = source.d < 0 ? source.n : data.documents[source.d].name;
    return source.w ? file + "·" + source.w : file;
  }

  /** A source's line with one line before and after it, the cited characters marked. */
  function sourceBox(source, index) {
    const box = h("div", { class: "source", "data-n": typeof index === "number" ? index : null });
    if (source.d < 0) {
      append(box, [h("div", { class: "path" }, sourceName(source)), h("ol", {}, h("li", { class: "cited" },
        h("span", { class: "n" }), h("span", { class: "words" }, h("mark", {}, source.t))))]);
      return box;
    }
    const file = data.documents[source.d];
    const at = cited(file.lines, source);
    append(box, h("div", { class: "path" }, [file.name].concat(at.heads, source.w || []).join(" › "),
      source.f.map((flag) => " 〔" + flag + "〕")));
    if (!at.lines.length) {
      append(box, h("ol", {}, h("li", { class: "cited" }, h("span", { class: "n" }),
        h("span", { class: "words" }, h("mark", {}, source.t)))));
      return box;
    }
    const first = Math.max(0, at.lines[0] - 1);
    const last = Math.min(file.lines.length - 1, at.lines[at.lines.length - 1] + 1);
    append(box, h("ol", {}, file.lines.slice(first, last + 1).map((line) => lineItem(line, source, AROUND))));
    return box;
  }

  /** The indexes of the lines that a source touches, and the headings above the first. */
  function cited(lines, source) {
    const touched = [];
    const heads = [];
    for (let i = 0; i < lines.length; i += 1) {
      const start = lines[i][1];
      const end = start + Array.from(lines[i][4]).length;
      if (start < source.e && source.s < end) {
        touched.push(i);
      } else if (!touched.length && end <= source.s && lines[i][2] > 0) {
        while (heads.length && heads[heads.length - 1][0] >= lines[i][2]) { heads.pop(); }
        heads.push([lines[i][2], lines[i][4]]);
      }
    }
    return { lines: touched, heads: heads.map((head) => head[1]) };
  }

  /** A line with the cited part marked; a long one is cut to so many characters on either side. */
  function lineItem(line, source, around) {
    const letters = Array.from(line[4]); // offsets count code points, not UTF-16 units
    const from = Math.max(0, source.s - line[1]);
    const to = Math.min(letters.length, source.e - line[1]);
    const hit = from < to;
    const part = (a, b) => letters.slice(a, b).join("");
    const before = (to_) => (around && to_ > around ? "……" + part(to_ - around, to_) : part(0, to_));
    const after = (from_) => (around && letters.length - from_ > around
      ? part(from_, from_ + around) + "……" : part(from_));
    return h("li", { class: [hit ? "cited" : "", line[2] > 0 ? "heading" : ""].join(" ").trim() },
      h("span", { class: "n", title: line[3] }, line[0]),
      h("span", { class: "words" }, hit
        ? [before(from), h("mark", {}, part(from, to)), after(to)]
        : line[1] < source.s ? before(letters.length) : after(0)));
  }

  function openFull(source) {
    if (source.d < 0) { return; }
    const file = data.documents[source.d];
    const items = [];
    let before = 0;
    file.lines.forEach((line) => {
      if (line[0] > before + 1) {
        items.push(h("li", { class: "gap" }, h("span", { class: "n" }), h("span", { class: "words" }, "……")));
      }
      before = line[0];
      items.push(lineItem(line, source));
    });
    fill(byId("evidence"),
      h("div", { class: "actions" }, button("返回（Esc）", drawEvidence)),
      h("h3", {}, file.name + (file.date ? "，" + file.date : "") + "，共" + file.total + "段"),
      h("div", { class: "source" }, h("ol", {}, items)));
    const mark = byId("evidence").querySelector("mark");
    if (mark) { mark.scrollIntoView({ block: "center" }); }
  }

  function candidateList(slot) {
    if (!slot.candidates.length) { return null; }
    return [h("h3", {}, "其他候选（按数字键采用）"), slot.candidates.map((one, index) =>
      h("div", { class: "candidate" },
        button(String(index + 1) + "  " + one.printed, () => take(index + 1)),
        h("div", {}, h("div", {}, "不采用：" + one.why),
          one.sources.map((source) => [button(sourceName(source), () => openFull(source), { class: "link" }), " "]))))];
  }

  function elsewhere(slot) {
    const same = slots.filter((other) => other !== slot && other.value !== null
      && other.value === slot.value && other.unit === slot.unit && other.metric === slot.metric);
    if (!same.length) { return null; }
    return [h("h3", {}, "稿中另有" + same.length + "处同一个数"), same.map((other) =>
      h("p", {}, button(context(other.id), () => select(other.id), { class: "link" })))];
  }

  function context(id) {
    const at = sentenceOf.get(id);
    return at ? at.element.textContent.slice(0, 60) : id;
  }

  function findings(slot) {
    const at = sentenceOf.get(slot.id);
    const found = at ? at.sentence.findings.map((n) => data.findings[n]) : [];
    return found.length ? [h("h3", {}, "这句话的检查提示"), found.map((one) =>
      h("p", {}, one.code + "　" + one.message))] : null;
  }

  // Lists ------------------------------------------------------------------------------------

  function table(heads, rows) {
    return h("div", { class: "scroll" }, h("table", { class: "list" },
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) =>
        h("td", { class: typeof cell === "string" && cell.length <= 12 ? "short" : null }, cell)))))));
  }

  const sourceLink = (source) => (source.d < 0 ? sourceName(source)
    : button(sourceName(source), () => openFull(source), { class: "link" }));

  const PANELS = {
    unsourced: {
      name: "稿中无来源",
      count: () => data.unsourced.length + data.loose.length,
      draw: () => [h("h2", {}, "稿中无来源的数字：" + PANELS.unsourced.count()),
        PANELS.unsourced.count() ? table(["数字", "所在句或指标"], data.unsourced.map((id) =>
          [button(slotOf.get(id).printed, () => select(id), { class: "link" }), context(id)])
          .concat(data.loose.map((one) => [one.text, one.metric])))
          : h("p", {}, "没有。稿中每个数字都有来源或算式。")],
    },
    unused: {
      name: "未采用",
      count: () => data.unused.length + data.moreUnused,
      draw: () => [h("h2", {}, "来源中未采用的数字：" + PANELS.unused.count()),
        data.moreUnused > 0 && h("p", { class: "quiet" }, "这里列出前" + data.unused.length + "个，全部见 evidence.xlsx。"),
        table(["数字", "指标", "期间", "出处"], data.unused.map((one) =>
          [one.text, one.metric, one.period, sourceLink(one.source)])),
        data.unrouted.length > 0 && [h("h3", {}, "没有归入任何章节的段落"),
          table(["原文", "出处"], data.unrouted.map((one) => [one.t, sourceLink(one)]))]],
    },
    grid: {
      name: "期间缺口",
      count: () => data.grid.rows.reduce((sum, row) => sum + row[1].filter((cell) => !cell).length, 0),
      draw: () => [h("h2", {}, "期间缺口表"),
        h("p", { class: "quiet" }, "“缺”是这个指标在这个月没有材料；点“缺”看稿中用到它的地方。"),
        table(["指标"].concat(data.grid.months), data.grid.rows.map((row) =>
          [row[0]].concat(row[1].map((cell) => cell || hole(row[0])))))],
    },
    findings: {
      name: "检查提示",
      count: () => data.findings.length,
      draw: () => [h("h2", {}, "检查提示：" + data.findings.length),
        table(["代码", "原文", "说明"], data.findings.map((one) => [one.code, one.text, one.message]))],
    },
    unread: {
      name: "没读成的文件",
      count: () => data.unread.length,
      draw: () => [h("h2", {}, "没读成的文件：" + data.unread.length),
        table(["文件", "原因"], data.unread)],
    },
    stale: {
      name: "旧稿意见",
      count: () => stale.reduce((sum, one) => sum + one.decisions.length, 0),
      draw: () => [h("h2", {}, "另一稿的意见，没有套用"),
        stale.map((one) => [h("h3", {}, "草稿 " + one.draft),
          table(["数字", "意见", "改为", "说明"], one.decisions.map((made) => [made.printed || made.slot,
            data.names.action[made.action] || made.action, made.value || "", made.reason || ""]))])],
    },
  };

  function hole(metric) {
    const used = slots.filter((slot) => slot.metric === metric);
    const mark = h("span", { class: "hole" }, "缺");
    return used.length ? button(mark, () => select(used[0].id), { class: "link", "aria-label": metric + "缺，看稿中位置" }) : mark;
  }

  function openPanel(name) {
    panel = name;
    drawEvidence();
    drawFilters();
  }

  // Header -----------------------------------------------------------------------------------

  function drawFilters() {
    const count = (name) => slots.filter((slot) => kind(slot) === name).length;
    const kinds = URGENCY.filter((name) => count(name)).map((name) => [name, kindName(name), count(name)]);
    const open = order.filter((id) => !settled(id)).length;
    const all = [["all", "全部", slots.length], ["open", "未核", open]].concat(kinds);
    fill(byId("filters"),
      all.map((one) => button(one[1] + " " + one[2], () => setFilter(one[0]), { "aria-pressed": filter === one[0] ? "true" : "false" })),
      h("span", { class: "lists" }, Object.keys(PANELS).filter((name) => PANELS[name].count() || name === "unsourced").map((name) =>
        button(PANELS[name].name + " " + PANELS[name].count(), () => openPanel(name), { "aria-pressed": panel === name ? "true" : "false" }))));
    const done = slots.length - open;
    byId("progress").max = Math.max(1, slots.length);
    byId("progress").value = done;
    fill(byId("progress-text"), "已核 " + done + "/" + slots.length);
  }

  function setFilter(name) {
    filter = name;
    order.forEach(markFigure);
    drawFilters();
    const ids = visibleIds();
    if (ids.length && ids.indexOf(current) < 0) { select(ids[0]); }
  }

  // Decisions --------------------------------------------------------------------------------

  function decide(changes) {
    undone.push(changes.map((one) => [one[0], decisions[one[0]]]));
    changes.forEach((one) => { decisions[one[0]] = one[1]; markFigure(one[0]); });
    store();
  }

  function forward() {
    const open = next(current, 1, (id) => !settled(id));
    if (open) { select(open); } else { drawEvidence(); drawFilters(); say("全部核完，按 S 保存意见。"); }
  }

  function accept() {
    if (!current || panel !== "slot") { return; }
    const slot = slotOf.get(current);
    if (OPEN_KINDS.indexOf(slot.status) >= 0) {
      ask("assign");
    } else if (data.unsourced.indexOf(current) >= 0) {
      say("这个数字没有来源，请改数（E）或退回（X）。");
    } else {
      decide([[current, { action: "accept" }]]);
      forward();
    }
  }

  /** Accepts the quoted figures of the current section that have been on screen; never × or 冲突. */
  function acceptSection() {
    if (!current) { return; }
    const section = sentenceOf.get(current).section;
    const ids = order.filter((id) => {
      const slot = slotOf.get(id);
      return kind(slot) === "quoted" && data.unsourced.indexOf(id) < 0 && !settled(id)
        && seen.has(id) && sentenceOf.get(id).section === section;
    });
    if (!ids.length) { say("本节没有看过而未核的原文引用。"); return; }
    decide(ids.map((id) => [id, { action: "accept" }]));
    say("本节核准 " + ids.length + " 处原文引用。");
    forward();
  }

  function take(number) {
    const slot = current && panel === "slot" ? slotOf.get(current) : null;
    if (!slot || !slot.candidates[number - 1]) { return; }
    decide([[current, { action: "take", candidate: number, by: rememberedName() }]]);
    forward();
  }

  function undo() {
    const last = undone.pop();
    if (!last) { say("没有可撤销的。"); return; }
    last.forEach((one) => {
      if (one[1]) { decisions[one[0]] = one[1]; } else { delete decisions[one[0]]; }
      markFigure(one[0]);
    });
    store();
    select(last[0][0]);
  }

  const ASK = {
    reject: { title: "退回：稿中改印 ×", reason: "原因", required: true },
    edit: { title: "改数", value: "改为", reason: "依据", required: true },
    assign: { title: "不能直接核准：请写明由谁落实、怎么办", by: "责任人", reason: "说明", required: true },
  };

  function ask(action) {
    const slot = current && panel === "slot" ? slotOf.get(current) : null;
    if (!slot) { return; }
    drawEvidence();
    const wanted = ASK[action];
    const value = wanted.value && h("input", { name: "value", required: true, autocomplete: "off" });
    if (value) { value.value = slot.value === null ? "" : result(slot); }
    const by = h("input", { name: "by", autocomplete: "off", required: Boolean(wanted.by) });
    by.value = rememberedName();
    const reason = h("textarea", { name: "reason", required: true });
    const complaint = h("p", { class: "warn", role: "alert" });
    const form = h("form", { class: "ask", novalidate: true, "aria-label": wanted.title },
      h("strong", {}, wanted.title),
      value && h("label", {}, wanted.value, value),
      h("label", {}, wanted.reason + "（必填）", reason),
      h("label", {}, wanted.by ? wanted.by + "（必填）" : "核稿人", by),
      complaint,
      h("div", { class: "row" }, h("button", { type: "submit" }, "确定（Enter）"), button("取消（Esc）", closeAsk)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const missing = [[value, wanted.value], [reason, wanted.reason], [wanted.by ? by : null, wanted.by]]
        .filter((one) => one[0] && !one[0].value.trim());
      if (missing.length) {
        fill(complaint, "请填" + missing.map((one) => one[1]).join("、"));
        missing[0][0].focus();
        return;
      }
      const made = { action: action, reason: reason.value.trim(), by: by.value.trim() };
      if (value) { made.value = value.value.trim(); }
      rememberName(made.by);
      decide([[slot.id, made]]);
      forward();
    });
    form.addEventListener("keydown", (event) => {
      if (composing(event)) { return; }
      if (event.key === "Escape") { event.stopPropagation(); closeAsk(); }
      if (event.key === "Enter" && event.target === reason && !event.shiftKey) {
        event.preventDefault();
        form.querySelector("[type=submit]").click();
      }
    });
    fill(byId("ask"), form);
    form.scrollIntoView({ block: "nearest" });
    (value || reason).focus();
    if (value) { value.select(); }
  }

  function closeAsk() {
    drawEvidence();
    if (current && figures.get(current)) { figures.get(current).focus({ preventScroll: true }); }
  }

  function say(text) {
    const line = h("p", { class: "decision", role: "status" }, text);
    const pane = byId("evidence");
    pane.insertBefore(line, pane.firstChild);
    pane.scrollTop = 0;
  }

  // Keeping ----------------------------------------------------------------------------------

  /** The decisions as the file that `nlpsum review apply` reads, in reading order. */
  function record() {
    return {
      schema: 1,
      draft: data.draft,
      title: data.title,
      decisions: order.filter((id) => decisions[id]).map((id) =>
        Object.assign({ slot: id, printed: slotOf.get(id).printed }, decisions[id])),
    };
  }

  // file:// pages may have no storage, or lose it: then the saved file is what counts.
  function stored(action, fallback) {
    try { return action(window.localStorage); } catch (error) { return fallback; }
  }

  function store() {
    stored((storage) => storage.setItem(storageKey, JSON.stringify(record())));
  }

  const rememberedName = () => stored((storage) => storage.getItem("nlpsum-by") || "", "");
  const rememberName = (name) => stored((storage) => name && storage.setItem("nlpsum-by", name));

  /** Takes over a saved record if it is of this draft; keeps it aside if it is not. */
  function adopt(saved) {
    if (!saved || saved.schema !== 1 || !Array.isArray(saved.decisions)) { return "不是意见文件。"; }
    if (saved.draft !== data.draft) {
      const made = saved.decisions.filter((one) => one && typeof one === "object");
      stale = stale.filter((one) => one.draft !== saved.draft).concat([{ draft: saved.draft, decisions: made }]);
      return "意见属于另一稿（" + saved.draft + "），没有套用，见“旧稿意见”。";
    }
    const changes = [];
    saved.decisions.forEach((made) => {
      const slot = slotOf.get(made.slot);
      if (slot && admissible(slot, made)) {
        const kept = {};
        ["action", "value", "candidate", "reason", "by"].forEach((name) => {
          if (made[name] !== undefined) { kept[name] = made[name]; }
        });
        changes.push([made.slot, kept]);
      }
    });
    if (changes.length) { decide(changes); }
    return "已载入 " + changes.length + " 条意见。";
  }

  /** The rules of the keys hold for loaded decisions too. */
  function admissible(slot, made) {
    const text = (value) => typeof value === "string" && value.trim() !== "";
    if (made.action === "accept") {
      return OPEN_KINDS.indexOf(slot.status) < 0 && data.unsourced.indexOf(slot.id) < 0;
    }
    if (made.action === "take") { return Boolean(slot.candidates[made.candidate - 1]); }
    if (made.action === "edit") { return text(made.value) && text(made.reason); }
    if (made.action === "assign") { return text(made.reason) && text(made.by); }
    return made.action === "reject" && text(made.reason);
  }

  function restore() {
    stored((storage) => {
      for (let i = 0; i < storage.length; i += 1) {
        const key = storage.key(i);
        if (key && key.indexOf("nlpsum:") === 0) {
          const saved = JSON.parse(storage.getItem(key));
          if (saved && saved.title === data.title && saved.decisions && saved.decisions.length) { adopt(saved); }
        }
      }
    });
    undone = [];
  }

  function save() {
    const blob = new Blob([JSON.stringify(record(), null, 1) + "\n"], { type: "application/json" });
    const link = h("a", { href: URL.createObjectURL(blob), download: "decisions.json" });
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say("已存 decisions.json（在浏览器的下载文件夹）。套用：nlpsum review apply decisions.json");
  }

  // Keys -------------------------------------------------------------------------------------

  const KEYS = [
    ["J", "下一个"], ["K", "上一个"], ["N", "下一个×或冲突"], ["A", "核准"], ["X", "退回"], ["E", "改数"],
    ["1–9", "采用候选"], ["O", "看全文"], ["U", "撤销"], ["/", "查找"], ["S", "存意见"], ["?", "帮助"],
  ];

  function drawKeys() {
    fill(byId("keys"), KEYS.map((one) => h("span", {}, h("kbd", {}, one[0]), " " + one[1])));
  }

  function openHelp() {
    const close = button("关闭（Esc）", closeHelp);
    fill(byId("help"), h("div", {},
      h("h2", {}, "怎么用这一页", close),
      h("p", {}, "左边是稿，右边是光标所在数字的依据。依次看冲突、待补、计算、原文，逐个决定。"),
      h("dl", {}, KEYS.concat([["Esc", "取消、返回"], ["Shift+A", "核准本节看过的原文引用"]])
        .map((one) => [h("dt", {}, h("kbd", {}, one[0])), h("dd", {}, one[1])])),
      h("p", {}, "×和冲突不能直接核准：按 A 要写明由谁落实、怎么办；退回要写原因，改数要写依据。"),
      h("p", {}, "绿实线＝原文；蓝双线 Σ＝计算；红虚框 !＝冲突；黄框×＝待补；灰点线 ↻＝沿用上期。✓核准 ✗退回 ✎改数 ☞待落实。"),
      h("p", {}, "意见随时存在本机浏览器里；按 S 另存为 decisions.json，用 nlpsum review apply 套用。打印本页得到数据来源核对表。")));
    byId("help").hidden = false;
    close.focus();
  }

  function closeHelp() {
    byId("help").hidden = true;
    if (current && figures.get(current)) { figures.get(current).focus({ preventScroll: true }); }
  }

  const composing = (event) => event.isComposing || event.keyCode === 229;
  const typing = (element) => element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  const moving = (step) => {
    const ids = new Set(visibleIds());
    select(next(current, step, (id) => ids.has(id)));
  };
  const ACTIONS = {
    j: () => moving(1),
    k: () => moving(-1),
    n: () => {
      const id = next(current, 1, (one) => OPEN_KINDS.indexOf(slotOf.get(one).status) >= 0 && !settled(one));
      if (id) { select(id); } else { say("没有未处理的 × 或冲突。"); }
    },
    a: (event) => (event.shiftKey ? acceptSection() : accept()),
    x: () => ask("reject"),
    e: () => ask("edit"),
    o: () => {
      const slot = current && slotOf.get(current);
      const around = slot && sentenceOf.get(current).sentence.sources;
      const source = slot && (slot.sources[0] || around[0]);
      if (source) { openFull(source); } else { say("没有可看的来源。"); }
    },
    u: undo,
    s: save,
    "/": () => { byId("find").focus(); byId("find").select(); },
    "?": openHelp,
  };

  function onKey(event) {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (!byId("help").hidden) {
      if (event.key === "Escape" || event.key === "?") { event.preventDefault(); closeHelp(); }
      if (event.key === "Tab") { event.preventDefault(); } // the dialog has one button
      return;
    }
    if (typing(event.target)) {
      if (event.key === "Escape") { event.target.blur(); }
      return;
    }
    if (event.key === "Escape") { drawEvidence(); return; }
    const action = /^[1-9]$/.test(event.key) ? () => take(Number(event.key)) : ACTIONS[event.key.toLowerCase()];
    if (action) { event.preventDefault(); action(event); }
  }

  let lastFound = null;

  function find(step) {
    document.querySelectorAll(".sentence.found").forEach((one) => one.classList.remove("found"));
    const query = byId("find").value.trim().toLowerCase();
    if (!query) { return; }
    const holds = (id) => {
      const slot = slotOf.get(id);
      const files = slot.sources.map((source) => sourceName(source));
      return [slot.printed, slot.metric, context(id)].concat(files).join("\n").toLowerCase().indexOf(query) >= 0;
    };
    const id = next(step ? lastFound : null, 1, holds);
    if (id) {
      lastFound = id;
      select(id, true);
      figures.get(id).scrollIntoView({ block: "center" });
      sentenceOf.get(id).element.classList.add("found");
      return;
    }
    const sentence = Array.from(document.querySelectorAll(".sentence")).find((one) =>
      one.textContent.toLowerCase().indexOf(query) >= 0);
    if (sentence) {
      sentence.classList.add("found");
      sentence.scrollIntoView({ block: "center" });
    } else {
      say("没有找到“" + query + "”。");
    }
  }

  // Print ------------------------------------------------------------------------------------

  function drawTable() {
    const heads = ["序号", "稿中数字", "指标", "期间", "状态", "来源和原文", "怎么来的", "核稿意见", "签字"];
    const widths = ["4%", "9%", "12%", "10%", "6%", "27%", "14%", "12%", "6%"];
    const rows = slots.map((slot, index) => {
      const made = decisionOf(slot.id);
      return [index + 1, result(slot), slot.metric, slot.period, kindName(kind(slot)),
        slot.sources.map((source) => sourceName(source) + "“" + source.t + "”").join("\n") || slot.why,
        slot.formula.map((piece) => piece[0]).join("") || slot.how,
        made ? decisionText(slot, made) : "", ""];
    });
    const done = order.filter(settled).length;
    const box = byId("table");
    fill(box, h("h1", {}, "数据来源核对表"),
      h("p", {}, data.title + "　草稿 " + data.draft + "　已核 " + done + "/" + slots.length + "　无来源 " + PANELS.unsourced.count()),
      h("table", {},
        h("colgroup", {}, widths.map((width) => { const col = h("col"); col.style.width = width; return col; })),
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", {}, head)))),
        h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, String(cell))))))));
  }

  // Start ------------------------------------------------------------------------------------

  function watchSeen() {
    const note = () => {
      const height = window.innerHeight;
      figures.forEach((element, id) => {
        const box = element.getBoundingClientRect();
        if (box.bottom > 0 && box.top < height) { seen.add(id); }
      });
    };
    byId("draft").addEventListener("scroll", note, { passive: true });
    window.addEventListener("scroll", note, { passive: true });
    note();
  }

  function start() {
    document.title = shown("核稿：" + data.title);
    fill(byId("title"), "核稿：" + data.title);
    fill(byId("about"), ["nlpsum " + data.version, "草稿 " + data.draft, data.documents.length + " 份来源",
      data.template ? "模板 " + data.template : ""].filter(Boolean).join(" · "));
    drawDraft();
    restore();
    drawKeys();
    drawFilters();
    byId("save").addEventListener("click", save);
    byId("help-open").addEventListener("click", openHelp);
    byId("find").addEventListener("input", (event) => { if (!composing(event)) { find(false); } });
    byId("find").addEventListener("compositionend", () => find(false));
    byId("find").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !composing(event)) { find(true); }
    });
    byId("load").addEventListener("change", (event) => {
      const file = event.target.files[0];
      if (!file) { return; }
      const reader = new FileReader();
      reader.onload = () => {
        let told = "不是意见文件。";
        try { told = adopt(JSON.parse(reader.result)); } catch (error) { /* told as it is */ }
        drawFilters();
        drawEvidence();
        say(told);
        event.target.value = "";
      };
      reader.readAsText(file);
    });
    document.addEventListener("keydown", onKey);
    window.addEventListener("beforeprint", drawTable);
    drawTable();
    const open = URGENCY.map((name) => order.find((id) => kind(slotOf.get(id)) === name && !settled(id)));
    select(open.find(Boolean) || order[0] || null);
    if (!order.length) { drawEvidence(); }
    watchSeen();
  }

  start();
}());
