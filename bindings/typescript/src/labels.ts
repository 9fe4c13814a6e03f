/** Printed labels of places in a document. */

import { EDITIONS, REPORTS, type Edition } from "./generated/standard.js";
import { MESSAGES } from "./generated/texts.js";
import { split, tokens } from "./pointer.js";
import { property, type Language, type Texts } from "./standard.js";

/** The labels that a pointer leads through, outermost first; where the standard ends, its own words. */
export interface Labels {
  readonly path: readonly string[];
  /** Number of the section of the form, `一` to `六`. */
  readonly section?: string;
}

const DOCUMENTS: Readonly<Record<string, Texts>> = {
  "prev#": MESSAGES.words.prev,
  "children#": MESSAGES.words.children,
};

/** The labels of a place in reports of an edition; without a known edition, the words of the pointer. */
export function labelsOf(edition: Edition | undefined, pointer: string, language: Language): Labels {
  // Where the edition is in doubt, its own label is the same in all of them.
  const known = edition ?? (pointer === "/edition" ? EDITIONS.at(-1) : undefined);
  const path: string[] = [];
  let section: string | undefined;
  let [name, list]: [string | undefined, boolean] = [known && REPORTS[known], false];
  for (const token of tokens(pointer)) {
    if (list) {
      path.push(MESSAGES.words.item[language].replace("{number}", String(Number(token) + 1)));
      list = false;
      continue;
    }
    const found = name === undefined ? undefined : property(name, token);
    path.push(found?.label[language] ?? token);
    section ??= found?.section;
    [name, list] = [found?.of, found?.list ?? false];
  }
  return { path, ...(section === undefined ? {} : { section }) };
}

/** The label of what a rule reads, with the document in front where it is another. */
export function referenceLabel(reference: string, edition: Edition, language: Language): string {
  const [prefix, pointer] = split(reference);
  const missing = MESSAGES.missing[reference]?.[language];
  const label = missing ?? belowSection(labelsOf(edition, pointer, language)).join(" · ");
  return [DOCUMENTS[prefix]?.[language], label].filter((part) => part).join(" · ");
}

/** All labels below the section, or all where there is no section. */
export function belowSection({ path, section }: Labels): readonly string[] {
  return section !== undefined && path.length > 1 ? path.slice(1) : path;
}

/** What tells the operands of a finding from each other, in one language. */
export function shortLabels(references: readonly string[], edition: Edition, language: Language): string[] {
  const paths = references.map((reference) => belowSection(labelsOf(edition, split(reference)[1], language)));
  const [front, back] = shared(paths);
  return paths.map((path, index) => {
    const document = DOCUMENTS[split(references[index] ?? "")[0]]?.[language];
    const own = path.slice(front, path.length - back);
    return [...(document === undefined ? [] : [document]), ...own].join(" · ");
  });
}

/** How many labels all paths share in front and at the back; every path keeps one. */
function shared(paths: readonly (readonly string[])[]): [front: number, back: number] {
  const shortest = Math.min(...paths.map((path) => path.length), paths.length === 0 ? 0 : Infinity);
  const same = (label: (path: readonly string[]) => string | undefined): boolean =>
    paths.every((path) => label(path) === label(paths[0] ?? []));
  let [front, back] = [0, 0];
  while (front < shortest - 1 && same((path) => path[front])) {
    front += 1;
  }
  while (back < shortest - 1 - front && same((path) => path.at(-1 - back))) {
    back += 1;
  }
  return [front, back];
}
