/** A strict, bounded JSON reader: what JSON.parse loses (names that stand twice, places, the spelling of numbers), it keeps. */

import { nearest } from "./digits.js";
import { LexicalError, Lines, excerpt, type LexicalCode } from "./lexical.js";
import { join } from "./pointer.js";

/** A value as it was read, and where it stands in the text. */
export interface Node {
  /**
   * The value as JSON.parse would give it; `-0` is `0`. A number that is not whole is none here either, though the nearest
   * one of JavaScript may be: see `nearest`.
   */
  readonly value: unknown;
  /** Offset of its first UTF-16 code unit. */
  readonly start: number;
  /** Offset after its last one. */
  readonly end: number;
  /** Offset of its name, for a member of an object. */
  readonly name?: number;
  /** Members of an object by name, elements of a list by number. */
  readonly children?: ReadonlyMap<string, Node>;
}

const DEPTH = 64;
/** Three times what a valid report can have. */
const VALUES = 250_000;

const BLANKS = /[ \t\n\r]*/y;
const WORD = /[A-Za-z][A-Za-z0-9]*/y;
const NUMBER_TOKEN = /-?[0-9]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?/y;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const UNIT = /\\u([0-9a-fA-F]{4})/y;
const LOW_HALF = /\\u([dD][c-fC-F][0-9a-fA-F]{2})/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([["null", null], ["true", true], ["false", false]]);

/** Reads a text as one JSON value; throws a LexicalError at the first place where it goes wrong. */
export function parse(text: string): Node {
  return new Reader(text).document();
}

/** The JSON Pointer of what is being read where a text ends too early, or goes wrong before. */
export function pointerAtEnd(start: string): string {
  try {
    parse(start);
    return "";
  } catch (error) {
    return error instanceof LexicalError ? error.problem.at : "";
  }
}

class Reader {
  #at = 0;
  #values = 0;
  /** Names and numbers that lead to what is being read. */
  readonly #path: (string | number)[] = [];
  /** Offsets of the brackets that are open. */
  readonly #open: number[] = [];

  constructor(readonly text: string) {}

  document(): Node {
    const half = /[\ud800-\udfff]/u.exec(this.text);
    if (half) {
      throw this.#wrong("lone-surrogate", { found: escaped(half[0]) }, half.index);
    }
    this.#skip();
    const root = this.#value();
    this.#skip();
    if (this.#at < this.text.length) {
      throw this.#wrong("trailing-data", { found: excerpt(this.text.slice(this.#at, this.#at + 200)) });
    }
    return root;
  }

  #value(name?: number): Node {
    if (++this.#values > VALUES) {
      throw this.#wrong("too-many-values", { limit: String(VALUES) });
    }
    const start = this.#at;
    const placed = (value: unknown, children?: ReadonlyMap<string, Node>): Node => ({
      value,
      start,
      end: this.#at,
      ...(name === undefined ? {} : { name }),
      ...(children === undefined ? {} : { children }),
    });
    const next = this.text[start] ?? "";
    if (next === "{" || next === "[") {
      const children = next === "{" ? this.#object() : this.#list();
      return placed(next === "{" ? objectOf(children) : [...children.values()].map((child) => child.value), children);
    }
    if (next === '"') {
      return placed(this.#string());
    }
    if (/[-0-9]/.test(next)) {
      return placed(this.#number());
    }
    if (/[A-Za-z]/.test(next)) {
      return placed(this.#word());
    }
    throw this.#unexpected("value");
  }

  #object(): Map<string, Node> {
    const members = new Map<string, Node>();
    this.#enter();
    for (let first = true; !this.#closes("}", "comma_or_brace", first); first = false) {
      const start = this.#at;
      if (this.text[start] !== '"') {
        throw this.#unexpected("name");
      }
      const name = this.#string();
      this.#path.push(name);
      const before = members.get(name)?.name;
      if (before !== undefined) {
        throw this.#wrong("duplicate-key", { name: excerpt(name) }, start, before);
      }
      this.#skip();
      if (this.text[this.#at] !== ":") {
        throw this.#unexpected("colon");
      }
      this.#at += 1;
      this.#skip();
      members.set(name, this.#value(start));
      this.#path.pop();
    }
    return members;
  }

  #list(): Map<string, Node> {
    const elements = new Map<string, Node>();
    this.#enter();
    for (let first = true; !this.#closes("]", "comma_or_bracket", first); first = false) {
      this.#path.push(elements.size);
      elements.set(String(elements.size), this.#value());
      this.#path.pop();
    }
    return elements;
  }

  #enter(): void {
    if (this.#open.length >= DEPTH) {
      throw this.#wrong("too-deep", { limit: String(DEPTH) });
    }
    this.#open.push(this.#at);
    this.#at += 1;
  }

  /** Reads the closing bracket and says so, or goes to the start of the next child. */
  #closes(bracket: string, expected: string, first: boolean): boolean {
    this.#skip();
    const next = this.text[this.#at];
    if (next === bracket) {
      this.#at += 1;
      this.#open.pop();
      return true;
    }
    if (!first) {
      if (next !== ",") {
        throw this.#unexpected(expected);
      }
      this.#at += 1;
      this.#skip();
    }
    return false;
  }

  #string(): string {
    const opening = this.#at;
    let value = "";
    this.#at += 1;
    for (;;) {
      value += this.#take(PLAIN);
      const next = this.text[this.#at];
      if (next === undefined) {
        throw this.#wrong("unexpected-end", { expected: "quote" }, this.#at, opening);
      }
      if (next === '"') {
        this.#at += 1;
        return value;
      }
      if (next !== "\\") {
        throw this.#wrong("control-character", { found: `U+${next.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}` });
      }
      value += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.text[this.#at + 1] ?? "";
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (plain !== undefined) {
      this.#at += 2;
      return plain;
    }
    const start = this.#at;
    const unit = this.#take(UNIT);
    if (unit === "") {
      const found = this.text.slice(start, start + (letter === "u" ? 6 : 2)).split("\n")[0] ?? "";
      throw this.#wrong("invalid-escape", { found: excerpt(found) });
    }
    const code = Number.parseInt(unit.slice(2), 16);
    if (code < 0xd800 || code > 0xdfff) {
      return String.fromCharCode(code);
    }
    const low = code < 0xdc00 ? this.#take(LOW_HALF) : "";
    if (low === "") {
      throw this.#wrong("lone-surrogate", { found: unit }, start);
    }
    return String.fromCharCode(code, Number.parseInt(low.slice(2), 16));
  }

  #number(): number {
    const start = this.#at;
    const token = this.#take(NUMBER_TOKEN);
    if (!NUMBER.test(token)) {
      throw this.#wrong("invalid-number", { found: excerpt(token) }, start);
    }
    const number = Number(token);
    if (!Number.isFinite(number)) {
      throw this.#wrong("number-too-large", { found: excerpt(token) }, start);
    }
    return nearest(token, number);
  }

  #word(): unknown {
    const start = this.#at;
    const word = this.#take(WORD);
    if (!WORDS.has(word)) {
      throw this.#wrong("unknown-word", { found: excerpt(word) }, start);
    }
    return WORDS.get(word);
  }

  /** What a sticky pattern matches here, read. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.text)?.[0] ?? "";
    this.#at += taken.length;
    return taken;
  }

  #skip(): void {
    this.#take(BLANKS);
  }

  #unexpected(expected: string): LexicalError {
    const code = this.text.codePointAt(this.#at);
    return code === undefined
      ? this.#wrong("unexpected-end", { expected }, this.#at, this.#open.at(-1))
      : this.#wrong("unexpected-character", { expected, found: excerpt(String.fromCodePoint(code)) });
  }

  #wrong(code: LexicalCode, args: Record<string, string>, offset = this.#at, related?: number): LexicalError {
    const lines = new Lines(this.text);
    const at = this.#path.reduce<string>((pointer, token) => join(pointer, String(token)), "");
    return new LexicalError({
      type: "lexical",
      code,
      at,
      position: lines.at(offset),
      ...(related === undefined ? {} : { related: lines.at(related) }),
      args,
    });
  }
}

/** Members as an object; a member named `__proto__` is one like any other. */
function objectOf(members: ReadonlyMap<string, Node>): Record<string, unknown> {
  return Object.fromEntries([...members].map(([name, node]) => [name, node.value]));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}
