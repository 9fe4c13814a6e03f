/** The single values of one document, however much of it is broken: what rules read. */

import { parse, whole } from "./exact.js";
import { REPORTS, type Edition } from "./generated/standard.js";
import { at, join, tokens } from "./pointer.js";
import { leaves, property, type Property } from "./standard.js";

/** Why there is no value. */
export type Missing = "absent" | "blank" | "invalid" | "not_given";

/** A value as a rule reads it. */
export type Leaf = { readonly number: bigint } | { readonly text: string } | { readonly missing: Missing };

/** One document of a known edition. */
export class Facts {
  readonly #broken: ReadonlySet<string>;
  /** Places with a note that gives another reason than blank. */
  readonly #notBlank: readonly string[];

  constructor(
    readonly edition: Edition,
    readonly value: unknown,
    faultsAt: Iterable<string>,
  ) {
    this.#broken = new Set(faultsAt);
    const notes = at(value, "/cell_notes");
    this.#notBlank = (Array.isArray(notes) ? (notes as unknown[]) : []).flatMap((note) => {
      const [place, missing] = [at(note, "/at"), at(note, "/missing")];
      return typeof place === "string" && missing !== undefined && missing !== "blank" ? [place] : [];
    });
  }

  /** A document of which nothing can be read. */
  static none(edition: Edition): Facts {
    return new Facts(edition, {}, []);
  }

  /** Whether something stands at a place, whatever it is. */
  has(pointer: string): boolean {
    return at(this.value, pointer) !== undefined;
  }

  /** The value at a place as it stands. */
  stated(pointer: string): Leaf {
    const kind = leaves(this.edition).get(pointer);
    const value = at(this.value, pointer);
    if (kind === undefined || value === undefined) {
      return { missing: kind === undefined || this.#mayBeAbsent(pointer) ? "absent" : "invalid" };
    }
    if (this.#broken.has(pointer)) {
      return { missing: "invalid" };
    }
    if (value === null) {
      return { missing: kind === "text" ? "invalid" : "blank" };
    }
    if (kind === "text") {
      return typeof value === "string" ? { text: value } : { missing: "invalid" };
    }
    const number = typeof value === "number" ? whole(value) : typeof value === "string" ? parse(value) : undefined;
    return number === undefined ? { missing: "invalid" } : { number };
  }

  /** The value at a place, with a blank as zero where the document says that it means zero. */
  leaf(pointer: string): Leaf {
    const leaf = this.stated(pointer);
    return "missing" in leaf && leaf.missing === "blank" && this.#blankIsZero(pointer) ? { number: 0n } : leaf;
  }

  /** The number at a place, or why there is none. */
  number(pointer: string): bigint | Missing {
    const leaf = this.leaf(pointer);
    return "number" in leaf ? leaf.number : "missing" in leaf ? leaf.missing : "invalid";
  }

  /** The text at a place. */
  text(pointer: string): string | undefined {
    const leaf = this.leaf(pointer);
    return "text" in leaf ? leaf.text : undefined;
  }

  /** The places of numbers below an object, in form order. */
  numbersBelow(pointer: string): string[] {
    const below = [...leaves(this.edition)].filter(([place, kind]) => kind !== "text" && place.startsWith(`${pointer}/`));
    return below.map(([place]) => place);
  }

  /** Whether the first property on the way that is not there, or one after it, may be left out. */
  #mayBeAbsent(pointer: string): boolean {
    let [name, here]: [string | undefined, string] = [REPORTS[this.edition], ""];
    for (const token of tokens(pointer)) {
      const found: Property | undefined = name === undefined ? undefined : property(name, token);
      here = join(here, token);
      if (found !== undefined && !found.required && !this.has(here)) {
        return true;
      }
      name = found?.of;
    }
    return false;
  }

  #blankIsZero(pointer: string): boolean {
    return this.text("/blank_cells") === "zero" && !this.#notBlank.some((place) => `${pointer}/`.startsWith(`${place}/`));
  }
}
