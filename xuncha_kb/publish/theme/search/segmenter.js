/* Cutting Chinese text into words, by the method and the tables of jieba (MIT): the likeliest
   path through the words of a dictionary, and a hidden Markov model where it knows no word. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const OWN = 100000;
  /* Frequency of our own words: higher than that of their parts, so that they stay whole. */
  const STEP = 2000;
  const BLOCKS = /[\u4E00-\u9FD5a-zA-Z0-9+#&._%-]+/g;
  const HAN = /[\u4E00-\u9FD5]+/g;
  const OTHER = /[a-zA-Z0-9]+(?:\.\d+)?%?/g;
  const BEFORE = { B: "ES", M: "MB", S: "SE", E: "BM" };
  const NEVER = -3.14e100;

  /* `data`: words by frequency as "3:… …;4:…", and the tables of the model. Opened step by step:
     each `step()` does a part and says whether there is more. */
  search.Segmenter = function (data, ownWords, folding) {
    this.folding = folding;
    this.model = data.model;
    this.emit = {};
    this.frequencies = new Map();
    this.longest = new Map();
    this.total = 0;
    this.lines = data.words.split(";");
    this.line = [];
    this.frequency = 0;
    this.own = ownWords;
  };

  const segmenter = search.Segmenter.prototype;

  segmenter.step = function () {
    if (!this.line.length && this.lines.length) {
      const line = this.lines.pop();
      const middle = line.indexOf(":");
      this.frequency = Number(line.slice(0, middle));
      this.line = line.slice(middle + 1).split(" ");
    }
    if (this.line.length) {
      this.line.splice(-STEP).forEach(function (word) { this.add(word, this.frequency); }, this);
      return true;
    }
    this.own.forEach(function (word) { this.add(word, OWN); }, this);
    Object.keys(this.model.emit).forEach(function (state) {
      const table = this.model.emit[state];
      const emit = (this.emit[state] = new Map());
      Array.from(table.characters).forEach(function (c, i) { emit.set(c, -table.costs[i] / table.scale); });
    }, this);
    return false;
  };

  segmenter.add = function (word, frequency) {
    this.frequencies.set(word, frequency);
    this.total += frequency;
    if (word.length > (this.longest.get(word[0]) || 0)) this.longest.set(word[0], word.length);
  };

  /* The words of the text and the shorter ones within them, two characters at least. */
  segmenter.words = function (text) {
    const found = [];
    this.cutFolded(this.folding.fold(text)).forEach(function (word) {
      [2, 3].forEach(function (size) {
        for (let i = 0; word.length > size && i + size <= word.length; i += 1) {
          const part = word.substr(i, size);
          if (this.frequencies.get(part)) found.push(part);
        }
      }, this);
      found.push(word);
    }, this);
    return found.filter(function (word) { return word.length > 1 && /^[\p{L}\p{N}]+$/u.test(word); });
  };

  /* The stretches of the text that are cut each by itself, folded. */
  segmenter.blocks = function (text) {
    return this.folding.fold(text).match(BLOCKS) || [];
  };

  /* The text in consecutive pieces, folded. */
  segmenter.cut = function (text) {
    return this.cutFolded(this.folding.fold(text));
  };

  segmenter.cutFolded = function (text) {
    const found = [];
    between(text, BLOCKS, function (block) { this.cutBlock(block, found); }.bind(this), function (rest) {
      Array.from(rest).forEach(function (c) { found.push(c); });
    });
    return found;
  };

  segmenter.cutBlock = function (block, found) {
    const ends = this.route(block);
    let single = "";
    for (let start = 0; start < block.length; ) {
      const end = ends[start];
      if (end - start === 1) single += block[start];
      else {
        this.cutSingles(single, found);
        single = "";
        found.push(block.slice(start, end));
      }
      start = end;
    }
    this.cutSingles(single, found);
  };

  /* Where the word at each place ends, on the likeliest path. */
  segmenter.route = function (block) {
    const size = block.length;
    const best = new Float64Array(size + 1);
    const ends = new Uint32Array(size);
    const whole = Math.log(this.total);
    for (let start = size - 1; start >= 0; start -= 1) {
      const most = Math.min(size - start, this.longest.get(block[start]) || 1);
      best[start] = -Infinity;
      for (let length = 1; length <= most; length += 1) {
        const frequency = this.frequencies.get(block.substr(start, length));
        if (!frequency && length > 1) continue;
        const score = Math.log(frequency || 1) - whole + best[start + length];
        if (score >= best[start]) {
          best[start] = score;
          ends[start] = start + length;
        }
      }
    }
    return ends;
  };

  segmenter.cutSingles = function (text, found) {
    if (!text) return;
    if (text.length === 1 || this.frequencies.get(text)) {
      Array.from(text).forEach(function (c) { found.push(c); });
      return;
    }
    between(text, HAN, function (run) { this.cutByModel(run, found); }.bind(this), function (rest) {
      const push = function (part) { found.push(part); };
      between(rest, OTHER, push, push);
    });
  };

  segmenter.cutByModel = function (text, found) {
    const states = this.states(text);
    let start = 0;
    for (let i = 0; i < text.length; i += 1) {
      if (states[i] === "B") start = i;
      else if (states[i] === "E") {
        found.push(text.slice(start, i + 1));
        start = i + 1;
      } else if (states[i] === "S") {
        found.push(text[i]);
        start = i + 1;
      }
    }
    if (start < text.length) found.push(text.slice(start));
  };

  /* The likeliest of B, M, E, S for each character. */
  segmenter.states = function (text) {
    const model = this.model;
    const names = Object.keys(BEFORE);
    let score = {};
    let paths = {};
    names.forEach(function (state) {
      score[state] = model.start[state] + this.cost(state, text[0]);
      paths[state] = state;
    }, this);
    for (let i = 1; i < text.length; i += 1) {
      const nextScore = {};
      const nextPaths = {};
      names.forEach(function (state) {
        const emitted = this.cost(state, text[i]);
        const ways = Array.from(BEFORE[state], function (last) {
          const step = model.pass[last][state];
          return { last: last, score: score[last] + (step === undefined ? NEVER : step) + emitted };
        });
        const best = ways[0].score > ways[1].score || (ways[0].score === ways[1].score && ways[0].last > ways[1].last) ? ways[0] : ways[1];
        nextScore[state] = best.score;
        nextPaths[state] = paths[best.last] + state;
      }, this);
      score = nextScore;
      paths = nextPaths;
    }
    return score.S >= score.E ? paths.S : paths.E;
  };

  segmenter.cost = function (state, c) {
    const known = this.emit[state].get(c);
    return known === undefined ? NEVER : known;
  };

  /* Calls `inside` for what the pattern matches and `outside` for what stands between. */
  function between(text, pattern, inside, outside) {
    let last = 0;
    const own = new RegExp(pattern.source, "g");
    for (let match = own.exec(text); match; match = own.exec(text)) {
      if (match.index > last) outside(text.slice(last, match.index));
      inside(match[0]);
      last = match.index + match[0].length;
    }
    if (last < text.length) outside(text.slice(last));
  }
})(window.XunchaKB);
