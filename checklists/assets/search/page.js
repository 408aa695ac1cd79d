/* The search page: the field, the answer while one types, the keyboard, recent searches. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const el = kb.el;
  const box = document.querySelector("[data-kb-search]");
  if (!box) return;

  const MOST_HITS = 60;
  const MOST_RECENT = 10;
  const TYPING = 120;
  const RECENT = "recent-searches";
  const PARTIAL = "原文全部收录；题目和检查清单太多，这里只收录一部分，其余请在项目文件夹里运行 xuncha-kb search 查。";
  const EXAMPLES = ["两个责任", "能不能吃请", "“四个意识”", "第三条", "lgzr", "类型：禁止性规定 宴请"];
  const loading = new search.Loading(kb.root() + "search-data/");
  const meta = el("p", { class: "kb-search-meta", role: "status" });
  const answer = el("div", { class: "kb-search-answer" });
  const start = el("div", { class: "kb-search-start" });
  const field = el("input", {
    type: "search", name: "q", "aria-label": "检索", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
    placeholder: "词、问题、条号或拼音", input: typed, keydown: fromField, compositionend: typed,
  });
  let searcher = null;
  let running = false;
  let again = false;
  let timer = 0;

  box.textContent = "";
  box.append(
    el("form", { class: "kb-search-form", role: "search", submit: submitted }, [field, el("button", { type: "submit" }, "检索")]),
    meta, start, answer
  );
  answer.addEventListener("keydown", fromHit);
  answer.addEventListener("click", function (event) { if (event.target.closest("a")) remember(field.value); });
  window.addEventListener("popstate", readAddress);
  readAddress();
  field.focus();
  loading.open(told).then(opened, failed);

  function told(done, all) {
    if (done < all) meta.textContent = "正在载入原文，" + done + " / " + all + "……";
  }

  function opened(made) {
    searcher = search.searcher = made;
    meta.textContent = "";
    showStart();
    box.dataset.ready = "true";
    run().then(function () { setTimeout(prepare, 200); });
  }

  /* What rarer queries need is made ready while nobody waits. */
  function prepare() {
    ["lexicon", "dictionary", "facets"].reduce(function (before, name) {
      return before.then(function () { return loading.need(name); });
    }, Promise.resolve()).then(function () { box.dataset.prepared = "true"; }, failed);
  }

  function failed(error) {
    meta.textContent = "检索数据没有读到（" + error.message + "）。请把整个网站文件夹一起复制，或者重新运行 xuncha-kb build。";
  }

  function readAddress() {
    field.value = new URLSearchParams(location.search).get("q") || "";
    if (searcher) run();
  }

  function typed(event) {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(run, TYPING);
  }

  function submitted(event) {
    event.preventDefault();
    clearTimeout(timer);
    remember(field.value);
    run();
  }

  /* One search at a time; a newer one stops it. */
  async function run() {
    if (!searcher) return;
    loading.superseded = running;
    again = running;
    if (running) return;
    running = true;
    do {
      again = false;
      loading.superseded = false;
      try {
        const result = await searcher.search(field.value, MOST_HITS);
        if (!again) show(result);
      } catch (error) {
        if (!(error instanceof search.Superseded)) failed(error);
      }
    } while (again);
    running = false;
  }

  function show(result) {
    const text = result.query.trim();
    start.hidden = Boolean(text);
    meta.textContent = text ? result.summary + (result.total > result.hits.length ? "，先列出 " + result.hits.length + " 处" : "") : "";
    answer.textContent = "";
    if (text) answer.append.apply(answer, search.results(result));
    box.dataset.shown = result.query;
    keepAddress(text);
  }

  function keepAddress(text) {
    const address = text ? "?q=" + encodeURIComponent(text) : "";
    if (address === location.search) return;
    try {
      history.replaceState(null, "", location.pathname + address);
    } catch (error) {
      return; // some browsers forbid it on file paths
    }
  }

  /* Arrows go from the field through the links of the hits and back; Enter follows a link. */
  function fromField(event) {
    if (event.key !== "ArrowDown" || event.isComposing) return;
    const first = links()[0];
    if (!first) return;
    event.preventDefault();
    first.focus();
  }

  function fromHit(event) {
    const all = links();
    const place = all.indexOf(document.activeElement);
    if (place < 0) return;
    const next = { ArrowDown: all[place + 1], ArrowUp: all[place - 1] || field, Home: all[0], End: all[all.length - 1], Escape: field }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function links() {
    return Array.from(answer.querySelectorAll(".kb-hit:not([hidden]) .kb-hit-link, .kb-near a"));
  }

  function remember(said) {
    const text = said.trim();
    if (!text) return;
    const others = (kb.store.get(RECENT) || []).filter(function (other) { return other !== text; });
    kb.store.set(RECENT, [text].concat(others).slice(0, MOST_RECENT));
    showStart();
  }

  function showStart() {
    const recent = kb.store.get(RECENT) || [];
    const topics = loading.store.head.topics.map(function (row) { return row[0]; });
    start.textContent = "";
    if (recent.length) start.append(suggestions("最近查过", recent, kb.button("清除", forget)));
    if (loading.store.head.partial) start.append(el("p", { class: "kb-search-note" }, PARTIAL));
    start.append(suggestions("可以这样查", EXAMPLES));
    if (topics.length) start.append(suggestions("这些文件讲的是", topics));
  }

  function forget() {
    kb.store.remove(RECENT);
    showStart();
    field.focus();
  }

  function suggestions(title, texts, extra) {
    const chips = texts.map(function (text) {
      return el("li", {}, kb.button(text, function () {
        field.value = text;
        remember(text);
        run();
        field.focus();
      }));
    });
    return el("section", {}, [el("h2", {}, [title, extra]), el("ul", {}, chips)]);
  }
})(window.XunchaKB);
