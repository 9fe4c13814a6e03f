/** From bytes to a text, and where in it something stands. */

/** A place in a text as people and editors count. */
export interface Position {
  /** Line, from 1; a line ends after `\n`. */
  readonly line: number;
  /** Unicode characters from the start of the line, from 1. */
  readonly column: number;
  /** UTF-16 code units before it: an index into the text as a JavaScript string. */
  readonly offset: number;
}

/** What keeps bytes from being JSON of the standard. */
export type LexicalCode =
  | "document-too-large"
  | "byte-order-mark"
  | "invalid-utf8"
  | "unexpected-end"
  | "unexpected-character"
  | "unknown-word"
  | "trailing-data"
  | "control-character"
  | "invalid-escape"
  | "lone-surrogate"
  | "invalid-number"
  | "number-too-large"
  | "duplicate-key"
  | "too-deep"
  | "too-many-values";

/** Why bytes are not JSON of the standard, and where. */
export interface LexicalProblem {
  readonly type: "lexical";
  readonly code: LexicalCode;
  /** JSON Pointer of the value being read. */
  readonly at: string;
  readonly position: Position;
  /** The other place concerned: the first of two equal names, or what was opened and not closed. */
  readonly related?: Position;
  /** What was expected and found. */
  readonly args: Readonly<Record<string, string>>;
}

/** Carries a problem out of the reader; never leaves the package. */
export class LexicalError extends Error {
  constructor(readonly problem: LexicalProblem) {
    super(problem.code);
  }
}

const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The text of a document: its bytes, or a string that stands for them; throws a LexicalError.
 * `pointerAtEnd` tells the JSON Pointer of what is being read where a text ends too early.
 */
export function textOf(source: Uint8Array | string, pointerAtEnd: (start: string) => string): string {
  const size = typeof source === "string" ? utf8Length(source) : source.length;
  if (size > MAX_BYTES) {
    throw wrong("document-too-large", "", 0, { limit: String(MAX_BYTES), found: String(size) });
  }
  const marked = typeof source === "string" ? source.startsWith("\ufeff") : startsWith(source, [0xef, 0xbb, 0xbf]);
  if (marked) {
    throw wrong("byte-order-mark", "", 0, {});
  }
  if (typeof source === "string") {
    return source;
  }
  return decode(source) ?? notUtf8(source, pointerAtEnd);
}

/** Code units between two marks: what is counted anew for one position. */
const BLOCK = 4096;

/** Finds the line and column of an offset in time that depends neither on the length of the text nor of its lines. */
export class Lines {
  /** What stands before every BLOCK code units: line feeds, the start of the line, and characters. */
  readonly #marks: (readonly [feeds: number, start: number, characters: number])[] = [[0, 0, 0]];

  constructor(readonly text: string) {
    for (let from = 0; from + BLOCK < text.length; from += BLOCK) {
      this.#marks.push(this.#count(from + BLOCK));
    }
  }

  /** The position of an offset. */
  at(offset: number): Position {
    const [feeds, start, characters] = this.#count(offset);
    return { line: feeds + 1, column: characters - this.#count(start)[2] + 1, offset };
  }

  #count(offset: number): readonly [feeds: number, start: number, characters: number] {
    const mark = Math.min(Math.floor(Math.max(0, offset - 1) / BLOCK), this.#marks.length - 1);
    let [feeds, start, characters] = this.#marks[mark] ?? [0, 0, 0];
    for (let index = mark * BLOCK; index < offset; index += 1) {
      const unit = this.text.charCodeAt(index);
      if (unit === 0x0a) {
        [feeds, start] = [feeds + 1, index + 1];
      }
      // The second half of a surrogate pair is no character of its own.
      characters += unit >= 0xdc00 && unit <= 0xdfff ? 0 : 1;
    }
    return [feeds, start, characters];
  }
}

/** At most 60 characters of a text, `…` in place of the rest; those that do not show are spelled `\u{…}`. */
export function excerpt(text: string): string {
  let short = "";
  let length = 0;
  for (const character of text) {
    const spelled = /[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u.test(character)
      ? `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`
      : character;
    length += [...spelled].length;
    if (length > 60) {
      return `${short}…`;
    }
    short += spelled;
  }
  return short;
}

function decode(bytes: Uint8Array, stream = false): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

function notUtf8(bytes: Uint8Array, pointerAtEnd: (start: string) => string): never {
  // The longest start that decodes is found by halving: a start decodes if any longer one does.
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    [good, bad] = decode(bytes.subarray(0, middle), true) === undefined ? [good, middle] : [middle, bad];
  }
  const text = decode(bytes.subarray(0, good), true) ?? "";
  const valid = utf8Length(text);
  const end = Math.max(valid + 1, Math.min(bad - 1, bytes.length));
  const found = [...bytes.subarray(valid, end)].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
  const wide = startsWith(bytes, [0xff, 0xfe]) ? "UTF-16LE" : startsWith(bytes, [0xfe, 0xff]) ? "UTF-16BE" : undefined;
  const { problem } = wrong("invalid-utf8", text, text.length, { found, ...(wide === undefined ? {} : { looks_like: wide }) });
  throw new LexicalError({ ...problem, at: pointerAtEnd(text) });
}

function wrong(code: LexicalCode, text: string, offset: number, args: Record<string, string>): LexicalError {
  return new LexicalError({ type: "lexical", code, at: "", position: new Lines(text).at(offset), args });
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
