import fc from "fast-check";

/** A generated file: `const x = …`, a switch on `x` or imports, with the entries in order as they are written. */
export interface Generated {
  text: string;
  entries: string[];
  ending: string;
}

/** A stretch between two tokens; `§` stands for a line ending with indentation, `#` for a number of its own. */
const gap = fc
  .array(
    fc.constantFrom(
      "",
      "",
      " ",
      "§",
      "§",
      "§§",
      "// c#, ] } ) ;§",
      " // c# 'a\" `$§",
      "/* c# , ] } */",
      " /* c#§ * d, */ ",
      "§/** c#§ */",
    ),
    { maxLength: 3 },
  )
  .map((parts) => parts.join(""));

const ELEMENTS = [
  '"a"',
  "NAME",
  "42",
  "...spread",
  "call(1, [2])",
  "{ a: 1, }",
  "`t, ${n} ,`",
  "[1, 2,]",
  "-1",
  "(1)",
  "/[,/*]/",
];
const PROPERTIES = [
  "plain: 1",
  "short",
  '"a b": 2',
  "[COMPUTED]: 3",
  "...spread",
  "m(a, b) { return 1; }",
  "get g() { return 1; }",
  "f: ({ a }) => a,".slice(0, -1),
  "o: { a: 1, b: 2, }",
  "[`a${n}`]: [1, 2]",
];
const WRAPPERS = [
  "@",
  "@ as const",
  "(@)",
  "(@ as const) satisfies T",
  "@ satisfies Record<string, T>",
  "unique(@)",
  "unique(@ satisfies T)",
  "Object.freeze((@))",
];

/** Fills in line endings, indentation and the numbers that make comments unlike each other. */
function finish(text: string, form: { ending: string; indent: string; mark: string }): string {
  let number = 0;
  const numbered = text.replace(/c#/g, () => `c${number++}`);
  const indented = numbered.replace(/§(?!§)/g, `\n${form.indent}`).replaceAll("§", "\n");
  return form.mark + indented.replaceAll("\n", form.ending);
}

const form = fc.record({
  ending: fc.constantFrom("\n", "\n", "\r\n", "\r"),
  indent: fc.constantFrom("  ", "\t", "    ", ""),
  mark: fc.constantFrom("", "\uFEFF"),
});

/** A file with a list between brackets, in one of the wrappers, with comments and line breaks anywhere. */
function listFile(open: string, close: string, entries: string[]): fc.Arbitrary<Generated> {
  const members = fc.array(fc.record({ entry: fc.constantFrom(...entries), before: gap, after: gap }), {
    maxLength: 5,
  });
  return fc
    .record({ members, inner: gap, trailing: fc.boolean(), wrapper: fc.constantFrom(...WRAPPERS), above: gap, form })
    .map(({ members, inner, trailing, wrapper, above, form }) => {
      const list = members.map(({ entry, before, after }) => `${before}${entry}${after}`).join(",");
      const comma = trailing && members.length > 0 ? "," : "";
      const literal = wrapper.replace("@", () => `${open}${list}${comma}${inner}${close}`);
      const text = `import { a } from "a";§§${above}export const x = ${literal};§export const y = 1; // c#§`;
      return { text: finish(text, form), entries: members.map(({ entry }) => entry), ending: form.ending };
    });
}

export const arrayFile: fc.Arbitrary<Generated> = listFile("[", "]", ELEMENTS);
export const objectFile: fc.Arbitrary<Generated> = listFile("{", "}", PROPERTIES);

const BODIES = [
  "log.push(#); return #;",
  "{ log.push(#); return #; }",
  "",
  "log.push(#);",
  "log.push(#); break;",
  "if (flag) { return #; }",
  "if (flag) { return #; } else { break; }",
  "{ log.push(#); }",
  "switch (flag) { case true: break; default: return #; }",
  "try { log.push(#); return #; } finally { log.push(#); }",
  "for (const each of [1]) { log.push(each); break; }",
];

/** A function `f(x, flag, log)` around a switch on `x`; the entries are its labels, `default` included. */
export const switchFile: fc.Arbitrary<Generated> = fc
  .record({
    clauses: fc.array(fc.record({ body: fc.constantFrom(...BODIES), before: gap, after: gap }), { maxLength: 5 }),
    fallback: fc.option(fc.nat({ max: 4 }), { nil: null }),
    inner: gap,
    form,
  })
  .map(({ clauses, fallback, inner, form }) => {
    const labels = clauses.map((_, index) => (index === fallback ? "default" : `case ${index}`));
    const body = clauses.map(({ body, before, after }, index) => {
      const numbered = body.replaceAll("#", String(index));
      return `${before}${labels[index]}:${after}${numbered}`;
    });
    const text = `function f(x, flag, log) {§switch (x) {${body.join(" ")}${inner}}§return "end";§}§`;
    return { text: finish(text, form), entries: labels, ending: form.ending };
  });

const HEADS = [
  "",
  "// Copyright c#§",
  "/* c# */§§",
  '"use strict";§',
  '"use client"; // c#§§',
  "#!/usr/bin/env node§",
  "#!/usr/bin/env node§// c#§§",
];
const ABOVE = ["", "", "", "// c#§", "/* c#§ */§", "// eslint-disable-next-line c#§", "§", "§// c#§", "// c#§§"];
const IMPORTS = [
  'import { X } from "@";',
  'import type { X } from "@";',
  'import X, { type Y } from "@";',
  'import {§  X,§  Y,§} from "@";',
  'import * as X from "@"; // c#',
  'import "@";',
  'import { default as xServer } from "@"',
  'import { X } from "@"; ',
];
const MODULES = ["@app/a", "@app/b/c", "@app/b_c", "@app/B", "@app/z", "zod", "path", "@scope/pkg", "./a", "../b"];

/** A file with a heading, imports (sorted or not, in groups or not) and code; the entries are the imports. */
export const importFile: fc.Arbitrary<Generated> = fc
  .record({
    head: fc.constantFrom(...HEADS),
    imports: fc.array(
      fc.record({
        above: fc.constantFrom(...ABOVE),
        form: fc.constantFrom(...IMPORTS),
        module: fc.constantFrom(...MODULES),
      }),
      { maxLength: 6 },
    ),
    sorted: fc.boolean(),
    code: fc.constantFrom("", "§code();§", "/** c# */§code();§", "code();"),
    form: form.map((each) => ({ ...each, indent: "", mark: "" })),
    mark: fc.constantFrom("", "\uFEFF"),
  })
  .map(({ head, imports, sorted, code, form, mark }) => {
    const ordered = sorted ? imports.toSorted((a, b) => (a.module < b.module ? -1 : 1)) : imports;
    const entries = ordered.map((each) => each.form.replace("@", () => each.module));
    const block = ordered.map((each, index) => `${each.above}${entries[index]}§`).join("");
    const text = finish(`${head}${block}${code}`, { ...form, mark: head.startsWith("#!") ? "" : mark });
    return { text, entries, ending: form.ending };
  });
