import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import { describe, expect, it } from "vitest";
import { Code, code, interpolated, multiline, object, string } from "../../src/edit/code.ts";
import { renderSource, renderTemplate, type TemplateValue } from "../../src/edit/template.ts";
import { UserError } from "../../src/errors.ts";
import type { Conventions } from "../../src/targets/dust/checkout/conventions.ts";
import { addedTestContext } from "../../src/targets/dust/extend/test.ts";
import { templateContexts } from "../../src/targets/dust/files/index.ts";
import { conventions } from "../targets/dust/files/conventions.ts";
import { SAMPLES, sample, serverFolder } from "../targets/dust/files/sample-specs.ts";
import { HOSTILE, smallSpecs } from "../targets/dust/files/variants.ts";

const TEMPLATES = fileURLToPath(new URL("../../templates/", import.meta.url));
const BLOCKS = ["if", "unless", "each"];
const HELPERS = ["json", "ident", "key", "comment", "code", "import", "importType", "importDefault"];

type Context = Record<string, TemplateValue>;
type Scope = readonly TemplateValue[];

/** What is wrong with a template: bare values, unknown helpers, and paths that no value of its contexts has. */
function faults(source: string, contexts: readonly Context[]): string[] {
  const found: string[] = [];
  const looked = new Map<string, boolean>();
  const value = (node: hbs.AST.Expression, scopes: Scope): TemplateValue | undefined => {
    if (node.type !== "PathExpression") return "literal";
    const { depth, parts, original } = node as hbs.AST.PathExpression;
    let current: TemplateValue | undefined = scopes[scopes.length - 1 - depth];
    for (const part of parts as string[]) {
      const members = typeof current === "object" && current !== null && !(current instanceof Code) ? current : {};
      current = (members as Record<string, TemplateValue>)[part];
    }
    // A path below a value that is null here must exist in another context.
    looked.set(original, (looked.get(original) ?? false) || current !== undefined);
    return current;
  };
  const walk = (program: hbs.AST.Program | undefined, scopes: Scope): void => {
    for (const node of program?.body ?? []) {
      if (node.type === "MustacheStatement") {
        const { path, params } = node as hbs.AST.MustacheStatement;
        const { original } = path as hbs.AST.PathExpression;
        if (params.length === 0) found.push(`{{${original}}} is a bare value`);
        else if (!HELPERS.includes(original)) found.push(`${original} is no helper`);
        for (const param of params) value(param, scopes);
      } else if (node.type === "BlockStatement") {
        const { path, params, program: body, inverse } = node as hbs.AST.BlockStatement;
        const { original } = path as hbs.AST.PathExpression;
        if (!BLOCKS.includes(original)) found.push(`${original} is no block`);
        const [head] = params.map((param) => value(param, scopes));
        if (original !== "each") walk(body, scopes);
        for (const item of original === "each" && Array.isArray(head) ? head : []) walk(body, [...scopes, item]);
        walk(inverse, scopes);
      } else if (node.type !== "ContentStatement" && node.type !== "CommentStatement") {
        found.push(`${node.type} is not used here`);
      }
    }
  };
  for (const context of contexts) walk(Handlebars.parse(source), [context]);
  return [...found, ...[...looked].filter(([, known]) => !known).map(([path]) => `no context has ${path}`)];
}

/** The contexts of the test that comes with an added tool: reached by the list of tools, and by its client. */
function addedTestContexts(spec: ReturnType<typeof sample>, one: Conventions) {
  const own = "@app/own";
  const call = { call: code`new OwnClient(TOKEN).call(CONNECTED)`, renderer: "renderOwn" };
  const direct = { ...call, imports: [{ module: own, name: "renderOwn", kind: "value" as const }] };
  const site = { conventions: one, directory: serverFolder(spec.name, one.layout), plainResults: true };
  return spec.tools.flatMap(({ request, ...tool }) => {
    if (!request) return [];
    const sent = {
      egress: one.egress,
      request,
      baseUrl: "https://api.vendor.example",
      emptyBody: true,
      connected: true,
      direct,
    };
    const listed = { kind: "constant" as const, module: own, name: "TOOLS" };
    return [
      addedTestContext({ ...site, tested: listed }, tool, { ...sent, direct: null }),
      addedTestContext({ ...site, tested: { kind: "factory" } }, tool, sent),
    ].flatMap((context) => (context ? [{ file: "", template: "dust/shared/added-tool.test.ts", context }] : []));
  });
}

describe("every template", () => {
  const names = readdirSync(TEMPLATES, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.startsWith("dust/") && path.endsWith(".hbs"))
    .map((path) => path.slice(0, -".hbs".length));
  const specs = [...SAMPLES.map(sample), ...smallSpecs()];
  const rendered = Object.values(conventions)
    .flatMap((one) => [one, { ...one, costFields: !one.costFields, instructions: "required" as const }])
    .flatMap((one) => [
      ...specs.flatMap((spec) => templateContexts(spec, one, serverFolder(spec.name, one.layout))),
      ...specs.flatMap((spec) => addedTestContexts(spec, one)),
    ]);

  it.each(names)("%s names only what its contexts have, through helpers", (name) => {
    const contexts = rendered.filter(({ template }) => template === name).map(({ context }) => context);
    expect(contexts.length).toBeGreaterThan(0);
    expect(faults(readFileSync(`${TEMPLATES}${name}.hbs`, "utf8"), contexts)).toEqual([]);
  });

  it("is looked at as closely as its faults need", () => {
    const contexts = [{ a: { b: "x" }, list: [{ c: "x" }], none: null }];
    expect(faults("{{json a.b}}{{#each list}}{{json c}}{{json ../a.b}}{{/each}}{{#if none}}{{/if}}", contexts)).toEqual(
      [],
    );
    expect(faults("{{a.b}}", contexts)).toEqual(["{{a.b}} is a bare value"]);
    expect(faults("{{{a.b}}}", contexts)).toEqual(["{{a.b}} is a bare value"]);
    expect(faults("{{#if typo}}{{/if}}", contexts)).toEqual(["no context has typo"]);
    expect(faults("{{#each list}}{{json a.b}}{{/each}}", contexts)).toEqual(["no context has a.b"]);
    expect(faults("{{json (lookup a.b)}}{{> other}}", contexts)).toContain("PartialStatement is not used here");
  });
});

describe("renderSource", () => {
  const text = (source: string, context: Context = {}) => renderSource(source, context).text;

  it.each([
    ["{{json missing}}", {}],
    ["{{missing}}", {}],
    ["{{text}}", { text: "x" }],
    ["{{{text}}}", { text: "x" }],
    ["{{#each list}}{{this}}{{/each}}", { list: ["x"] }],
    ["{{#with a}}{{json b}}{{/with}}", { a: { b: "x" } }],
    ["{{> part}}", {}],
    ["{{#if missing}}x{{/if}}", {}],
    ["{{#unless missing}}x{{/unless}}", {}],
    ["{{#each missing}}x{{/each}}", {}],
    ["{{#if a.missing}}x{{/if}}", { a: {} }],
    ["{{json number}}", { number: 1 }],
    ["{{code text}}", { text: "process.exit()" }],
    ["{{ident text}}", { text: "a; b" }],
    ["{{ident text}}", { text: "class" }],
    ["{{shout text}}", { text: "x" }],
    ["{{lookup list 0}}", { list: [] }],
    ["{{json text}", { text: "x" }],
  ])("refuses %s", (source, context) => {
    expect(() => text(source, context as Context)).toThrow();
  });

  it("writes values through helpers only", () => {
    const context = { text: 'a "b"', one: "one", odd: "x-y", expression: code`f(${string("x")})`, list: ["p", "q"] };
    expect(text("{{json text}} {{ident one}} {{key odd}} {{key one}} {{code expression}}", context)).toBe(
      `'a "b"' one "x-y" one f("x")`,
    );
    expect(text("{{#each list}}{{json this}};{{/each}}{{#if one}}1{{else}}2{{/if}}", context)).toBe('"p";"q";1');
    expect(text("/* {{comment text}} */", { text: "end */ x\n// y\u2028z" })).toBe("/* end * / x // y z */");
  });

  it("collects imports instead of writing them, also inside blocks", () => {
    const source = '{{#each list}}{{import this "m"}}{{/each}}{{importType "A as B" "n"}}{{importDefault "d" "o"}}x';
    expect(renderSource(source, { list: ["p", "q"] })).toEqual({
      text: "x",
      imports: [
        { module: "m", name: "p", kind: "value" },
        { module: "m", name: "q", kind: "value" },
        { module: "n", name: "A as B", kind: "type" },
        { module: "o", name: "d", kind: "default" },
      ],
    });
    expect(() => renderSource('{{import "a } from" "m"}}', {})).toThrow("not an identifier");
  });
});

describe("renderTemplate", () => {
  it("prefers the host's own template and blames it by name", () => {
    const own = (name: string) => (name === "dust/shared/types.ts" ? "own {{json title}}" : null);
    expect(renderTemplate("dust/shared/types.ts", { title: "T" }, own).text).toBe('own "T"');
    const failing = () => "{{json titel}}";
    expect(() => renderTemplate("dust/shared/types.ts", { title: "T" }, failing)).toThrow(UserError);
    expect(() => renderTemplate("dust/shared/types.ts", { title: "T" }, failing)).toThrow("dust/shared/types.ts.hbs");
  });

  it("finds the built-in ones, and takes their failure for a fault of the program", () => {
    expect(() => renderTemplate("dust/shared/types.ts", {})).toThrow("missing value");
    expect(() => renderTemplate("dust/shared/types.ts", {})).not.toThrow(UserError);
  });
});

describe("code", () => {
  const evaluate = (source: Code): unknown => new Function(`return ${source.text};`)();

  it.each(["", "plain", `"`, `'`, `"'"`, "\\", "\\\\'", "$".concat("{x}"), "`", "__proto__", HOSTILE])(
    "literals of %j evaluate to it",
    (text) => {
      expect(evaluate(string(text))).toBe(text);
      expect(evaluate(multiline(text))).toBe(text);
      expect(evaluate(interpolated([text, code`${string(text)}`, text]))).toBe(text + text + text);
      expect(evaluate(object([[text, string(text)]]))).toEqual(Object.fromEntries([[text, text]]));
      expect(string(text).text).not.toMatch(/[\u2028\u2029\u202e\u2066\ufeff\n]/);
    },
  );

  it("takes a bare __proto__ for a key like any other", () => {
    expect(Object.keys(evaluate(object([["__proto__", code`1`]])) as object)).toEqual(["__proto__"]);
  });

  it("prefers the quotes that need fewer escapes", () => {
    expect(string(`it's`).text).toBe(`"it's"`);
    expect(string(`say "x"`).text).toBe(`'say "x"'`);
    expect(string(`it's "x"`).text).toBe(`'it\\'s "x"'`);
  });
});
