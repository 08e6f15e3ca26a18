import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { insertImport } from "../../src/edit/imports.ts";
import { insertElement, insertProperty, type Position } from "../../src/edit/list.ts";
import { checkInsertOnly, type Splice, splice } from "../../src/edit/splice.ts";
import { findSwitch, insertCase } from "../../src/edit/switch.ts";
import { importsOf, moduleOf, parse, syntaxErrors, ts, unwrap, variableNamed } from "../../src/edit/ts.ts";
import { arrayFile, type Generated, importFile, objectFile, switchFile } from "./registry-arbitrary.ts";

const RUNS = { numRuns: 500 };

const commentsOf = (text: string) => text.match(/\bc\d+/g) ?? [];

/** What holds for every edit: nothing lost, still well-formed, one line ending, the comments in their order. */
function expectOnlyInserted(file: Generated, after: string): void {
  expect(checkInsertOnly("a.ts", file.text, after)).toBeNull();
  expect(syntaxErrors(parse("a.ts", after))).toEqual([]);
  expect(commentsOf(after)).toEqual(commentsOf(file.text));
  const endings = new Set(after.match(/\r\n|\r|\n/g));
  const old = new Set(file.text.match(/\r\n|\r|\n/g));
  expect([...endings].filter((each) => !old.has(each))).toEqual(old.size > 0 || endings.size === 0 ? [] : ["\n"]);
  expect(after.startsWith("\uFEFF")).toBe(file.text.startsWith("\uFEFF"));
}

function entriesOf(text: string): ts.NodeArray<ts.Node> {
  const initializer = variableNamed(parse("a.ts", text), "x")?.initializer;
  const list = initializer && unwrap(initializer);
  if (list && ts.isArrayLiteralExpression(list)) return list.elements;
  if (list && ts.isObjectLiteralExpression(list)) return list.properties;
  throw new Error("no list");
}

function insertEntry(text: string, position: Position, added: string): Splice[] {
  const source = parse("a.ts", text);
  const initializer = variableNamed(source, "x")?.initializer;
  const list = initializer && unwrap(initializer);
  if (list && ts.isArrayLiteralExpression(list)) return insertElement(source, list, position, added);
  if (list && ts.isObjectLiteralExpression(list)) return insertProperty(source, list, position, added);
  throw new Error("no list");
}

const withoutSpace = (text: string) => text.replace(/\s+/g, "");

function checkList(file: Generated, seed: number, added: string): void {
  fc.pre(syntaxErrors(parse("a.ts", file.text)).length === 0);
  const count = file.entries.length;
  const position: Position = seed > count ? "last" : { after: seed - 1 };
  const index = position === "last" ? count : position.after + 1;
  const after = splice(file.text, insertEntry(file.text, position, added));
  expectOnlyInserted(file, after);
  const expected = file.entries.toSpliced(index, 0, added).map(withoutSpace);
  expect([...entriesOf(after)].map((each) => withoutSpace(each.getText()))).toEqual(expected);
  if (count > 0) expect(entriesOf(after).hasTrailingComma).toBe(entriesOf(file.text).hasTrailingComma);
  const twice = splice(after, insertEntry(after, "last", added));
  expectOnlyInserted({ ...file, text: after }, twice);
  expect(withoutSpace(entriesOf(twice).at(-1)?.getText() ?? "")).toBe(withoutSpace(added));
}

describe("a new entry of a generated list", () => {
  test.each(["NEW", '{\n  id: 9,\n  list: ["a"],\n}'])("element %j", (added) => {
    fc.assert(
      fc.property(arrayFile, fc.nat({ max: 7 }), (file, seed) => checkList(file, seed, added)),
      RUNS,
    );
  });

  test.each(["NEW", '"n": {\n  id: 9,\n  f: () => {\n    return 1;\n  },\n}'])("property %j", (added) => {
    fc.assert(
      fc.property(objectFile, fc.nat({ max: 7 }), (file, seed) => checkList(file, seed, added)),
      RUNS,
    );
  });

  test("an own-line entry stands alone on its line, indented as the one before it", () => {
    fc.assert(
      fc.property(arrayFile, (file) => {
        const last = entriesOf(file.text).at(-1);
        fc.pre(last !== undefined && syntaxErrors(parse("a.ts", file.text)).length === 0);
        const line = file.text.slice(0, last?.getStart()).match(/[^\r\n]*$/)?.[0] ?? "";
        const rest = file.text.slice(last?.end).match(/^,?[ \t]*(?:\/\/[^\r\n]*)?(?=[\r\n])/);
        fc.pre(/^[ \t]+$/.test(line) && rest?.[0].startsWith(",") === entriesOf(file.text).hasTrailingComma);
        const after = splice(file.text, insertEntry(file.text, "last", "NEW"));
        expect(after.split(/\r\n|\r|\n/)).toContain(`${line}NEW${entriesOf(file.text).hasTrailingComma ? "," : ""}`);
      }),
      RUNS,
    );
  });
});

/** What `f` of a generated file returns and logs for a label. */
function behaviour(text: string, label: unknown, flag: boolean): unknown {
  const log: unknown[] = [];
  const f: (...given: unknown[]) => unknown = new Function(`${text.replace("\uFEFF", "")}\nreturn f;`)();
  return [f(label, flag, log), log];
}

test("a new case changes what no other label does, and is reached by its own", () => {
  fc.assert(
    fc.property(switchFile, fc.boolean(), (file, flag) => {
      const source = parse("a.ts", file.text);
      const found = findSwitch(source, (each) => each.expression.getText() === "x");
      fc.pre(found !== null && syntaxErrors(source).length === 0);
      const after = splice(file.text, found ? insertCase(source, found, 'case "new":\n  return "new";') : []);
      expectOnlyInserted(file, after);
      for (const label of [...file.entries.keys(), "another"]) {
        expect(behaviour(after, label, flag)).toEqual(behaviour(file.text, label, flag));
      }
      expect(behaviour(after, "new", flag)).toEqual(["new", []]);
      expect(after.match(/case "new":/g)).toHaveLength(1);
    }),
    RUNS,
  );
});

const sortKey = (each: ts.ImportDeclaration) => `${moduleOf(each)} ${each.importClause?.isTypeOnly ? 0 : 1}`;

function isSorted(keys: string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") <= key);
}

test("a new import", () => {
  const modules = fc.constantFrom("@app/b", "@app/0", "@app/zz", "aaa", "zzz", "./new", "@new/pkg");
  fc.assert(
    fc.property(importFile, modules, fc.boolean(), (file, module, typeOnly) => {
      const source = parse("a.ts", file.text);
      fc.pre(syntaxErrors(source).length === 0);
      const text = typeOnly ? `import type {\n  NEW,\n} from "${module}";` : `import { NEW } from "${module}";`;
      const after = splice(file.text, insertImport(source, { module, text, typeOnly }));
      expectOnlyInserted(file, after);
      const [old, now] = [importsOf(source), importsOf(parse("a.ts", after))];
      expect(now).toHaveLength(old.length + 1);
      expect(now.filter((each) => moduleOf(each) === module && each.getText().includes("NEW"))).toHaveLength(1);
      expect(now.filter((each) => !each.getText().includes("NEW")).map((each) => each.getText())).toEqual(
        old.map((each) => each.getText()),
      );
      const oneBlock = !/(?:\r\n|\r|\n){2}(?=[\s\S]*import)/.test(file.text) && old.every((each) => each.importClause);
      if (oneBlock && isSorted(old.map(sortKey))) expect(isSorted(now.map(sortKey))).toBe(true);
      expect(attachedComments(after, source)).toEqual([]);
      if (/^#!|^"use/.test(file.text.replace("\uFEFF", ""))) expect(after.slice(0, 12)).toBe(file.text.slice(0, 12));
    }),
    RUNS,
  );
});

/** The comments that stood right above an import (the first one aside) and no longer do. */
function attachedComments(after: string, old: ts.SourceFile): string[] {
  return importsOf(old)
    .filter((each) => each !== old.statements[0])
    .map(
      (each) =>
        old.text
          .slice(each.pos, each.end)
          .match(/(?<=[\r\n])(?:\/\/[^\r\n]*| ?\*\/)(?:\r\n|\r|\n)import[^;]*$/m)?.[0] ?? "",
    )
    .filter((each) => !after.includes(each));
}
