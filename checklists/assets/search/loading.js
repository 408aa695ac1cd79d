/* The data of the search, in plain script files that work from file paths: each calls
   XunchaKB.take with strings. What is long is done in short turns, so that the page never stops. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const TURN = 16;
  /* Milliseconds that a turn lasts at most before the page may breathe. */
  const waiting = {};
  const given = {};
  let turnEnds = 0;

  /* Called by the data files. */
  kb.take = function (name) {
    const parts = Array.prototype.slice.call(arguments, 1);
    if (waiting[name]) waiting[name](parts);
    else given[name] = parts;
  };

  /* The parts of a data file; refused where the file is missing. */
  function file(base, name, version) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      waiting[name] = resolve;
      script.src = base + name + ".js" + (version ? "?v=" + version : "");
      script.onload = function () {
        script.remove();
        reject(new Error(name));
      };
      script.onerror = script.onload;
      document.head.append(script);
    });
  }

  /* The search is given up for a newer one. */
  search.Superseded = function () {};

  search.Loading = function (base) {
    this.base = base;
    this.superseded = false;
    this.needs = {};
  };

  const loading = search.Loading.prototype;

  /* A promise that waits where the turn is over. */
  loading.pause = function () {
    return this.breathe().then(function () { if (this.superseded) throw new search.Superseded(); }.bind(this));
  };

  loading.breathe = function () {
    if (performance.now() < turnEnds) return Promise.resolve();
    return new Promise(function (resolve) {
      setTimeout(function () {
        turnEnds = performance.now() + TURN;
        resolve();
      }, 0);
    });
  };

  /* Language and texts; then the searcher. `progress` hears how many of the files are there. */
  loading.open = async function (progress) {
    const head = JSON.parse((await file(this.base, "language"))[0]);
    await this.breathe();
    const language = new search.Language(head.language);
    await this.breathe();
    const store = new search.Store(language.folding, head);
    this.version = head.version;
    this.language = language;
    this.store = store;
    this.words = new search.Words(language, store);
    const files = [];
    for (let number = 1; number <= head.files; number += 1) files.push(file(this.base, "texts-" + number, head.version));
    for (let number = 0; number < files.length; number += 1) {
      const parts = await files[number];
      for (let i = 0; i < parts.length; i += 3) {
        store.add(parts[i], parts[i + 1], parts[i + 2]);
        await this.breathe();
      }
      progress(number + 1, files.length);
    }
    return new search.Searcher(language, store, this.words, this);
  };

  /* What only some queries need: "lexicon", "dictionary", "facets"; each is made once. */
  loading.need = function (name) {
    if (!this.needs[name]) this.needs[name] = this[name]();
    return this.needs[name];
  };

  loading.lexicon = async function () {
    const parts = await file(this.base, "lexicon", this.version);
    const data = this.language.data;
    this.words.lexicon = new search.Lexicon(data.words.concat(parts[0].split("\n")), data.pinyin);
  };

  loading.dictionary = async function () {
    const parts = await file(this.base, "dictionary", this.version);
    const data = { words: parts[0], model: JSON.parse(parts[1]) };
    const segmenter = new search.Segmenter(data, this.language.data.words, this.language.folding);
    while (segmenter.step()) await this.breathe();
    this.words.segmenter = segmenter;
  };

  loading.facets = async function () {
    for (const group of this.store.groups) {
      this.store.readFacets(group);
      await this.breathe();
    }
  };
})(window.XunchaKB);
