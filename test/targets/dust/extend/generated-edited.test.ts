import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shapeOf } from "../../../../src/edit/merge/shape.ts";
import { checkInsertOnly } from "../../../../src/edit/splice.ts";
import { parse } from "../../../../src/edit/ts.ts";
import { UserError } from "../../../../src/errors.ts";
import type { ToolSpec } from "../../../../src/model/tool-spec.ts";
import { draftGeneratedCall, isGenerated } from "../../../../src/targets/dust/extend/generated/index.ts";
import { requestingTools } from "../../../../src/targets/dust/files/client.ts";
import { namedTools } from "../../../../src/targets/dust/files/names.ts";
import { noiseIn, withNoise } from "../../../edit/noise.ts";
import { conventions } from "../files/conventions.ts";
import { sample } from "../files/sample-specs.ts";
import { added, type ServerText, scaffold, siteOf, withWholeUrl } from "./generated-site.ts";

const style = conventions.arrays;
const spec = sample("acme_crm");
const [first, ...others] = spec.tools as [ToolSpec, ...ToolSpec[]];
const start = scaffold({ ...spec, tools: [first] }, style);
const form = sample("everything_api").tools.find(({ name }) => name === "send") as ToolSpec;

function edited(path: string, from: string, to: string): ServerText {
  const text = start[path] ?? "";
  expect(text).toContain(from);
  return { ...start, [path]: text.replace(from, () => to) };
}

function add(files: ServerText, tool: ToolSpec = form): ServerText {
  return added(files, spec, style, [first], tool).files;
}

function refusal(files: ServerText, tool: ToolSpec = form): UserError {
  try {
    add(files, tool);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

describe("a generated server that was edited since", () => {
  test.each([
    ["another timeout", "client.ts", "TIMEOUT_MS = 30_000", "TIMEOUT_MS = 5_000"],
    [
      "one more header",
      "client.ts",
      'Accept: "application/json",',
      'Accept: "application/json",\n          "X-Mine": "1",',
    ],
    ["another base URL", "client.ts", "const BASE_URL = ", "// the sandbox\nconst BASE_URL = "],
    [
      "a method of its own",
      "client.ts",
      "  private async send",
      "  own(): number {\n    return 1;\n  }\n\n  private async send",
    ],
    ["other words", "helpers.ts", "Too many requests: try again later.", "Slow down."],
    ["a removed test", "tools/index.test.ts", "hides what a failed connection reports", "tells of a failed connection"],
    ["a constant of its own", "rendering.ts", "export function", "export const MINE = 1;\n\nexport function"],
  ])("takes a tool and keeps %s", (_, path, from, to) => {
    const files = edited(path, from, to);
    const after = add(files);
    expect(after[path]).toContain(to);
    expect(after["client.ts"]).toContain("async sendTool(");
    for (const [name, text] of Object.entries(files)) expect(checkInsertOnly(name, text, after[name] ?? "")).toBeNull();
  });

  test("is refused where a part that has to change was changed, with the place and the code", () => {
    const error = refusal(edited("client.ts", "const url = new URL", "await pause();\n      const url = new URL"));
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(
      /"acme_crm" cannot be extended safely: send is not as it was generated \(.*acme_crm\/client\.ts:\d+:3\)\. Nothing was written\.$/,
    );
    expect(error.details.map(({ message }) => message).join("\n")).toMatch(
      /What send has to be:\nprivate async send[\s\S]*To be added to .*client\.ts:\nasync sendTool\(/,
    );
  });

  test("is refused where a name is taken", () => {
    const error = refusal(
      edited("client.ts", "function secondsUntil", "function formContent() {}\n\nfunction secondsUntil"),
    );
    expect(error.details.map(({ message }) => message).join("\n")).toContain("What formContent has to be");
  });

  test("is refused where the table of its test is gone", () => {
    const error = refusal(edited("tools/index.test.ts", "const CASES: Case[] =", "const CASES: Case[] = rows ??"));
    expect(error.message).toMatch(/no list CASES that is written out \(.*index\.test\.ts:\d+:\d+\)/);
  });

  test("keeps a test of another make as it is", () => {
    const files = { ...start, "tools/index.test.ts": "// by hand\n" };
    expect(add(files)["tools/index.test.ts"]).toBe("// by hand\n");
  });

  test("names the new method past those of the client", () => {
    const files = edited("client.ts", "  private async send", "  sendTool(): void {}\n\n  private async send");
    expect(add(files)["client.ts"]).toContain("async sendTool3(");
    const types = edited("rendering.ts", "export function", "export const renderSendTool = 1;\n\nexport function");
    expect(add(types)["rendering.ts"]).toContain("export function renderSendTool3()");
  });

  test("gets the files that it lacks", () => {
    const { "types.ts": _, "rendering.ts": __, "helpers.ts": ___, ...files } = start;
    const [get] = others.filter(({ result }) => result?.kind === "one");
    if (!get) throw new Error("no tool");
    expect(Object.keys(add(files, get)).sort()).toEqual(Object.keys(start).sort());
  });
});

describe("a request with a whole URL", () => {
  test("becomes relative to the base URL", () => {
    expect(add(start, withWholeUrl(form, spec))).toEqual(add(start));
  });

  test.each(["https://evil.example/rooms/{roomId}", "http://api.acme.example/v1/x", "https://api.acme.example/v12/x"])(
    "is refused when it leads elsewhere: %s",
    (path) => {
      const tool = { ...form, request: { ...form.request, path } } as ToolSpec;
      const error = refusal(start, tool);
      expect(error.code).toBe("server-not-extendable");
      expect(error.message).toContain(path);
    },
  );

  test("is asked for by a server without a client", () => {
    const error = refusal(scaffold({ ...spec, tools: [] }, style));
    expect(error).toMatchObject({ code: "spec-invalid", exitCode: 2 });
    expect(error.message).toContain('has the path "/rooms/{roomId}/messages"');
  });
});

describe("the modules", () => {
  const [requesting] = requestingTools(namedTools([withWholeUrl(form, spec)], "arrays"));
  if (!requesting) throw new Error("no request");

  test("may have other names where those of a scaffold are taken", () => {
    const files = { "client.ts": "export const mine = 1;\n", "helpers.ts": "export function callAcmeCrm() {}\n" };
    const site = siteOf(files, spec, style, []);
    expect(isGenerated(site)).toBe(false);
    expect(() => draftGeneratedCall(site, requesting)).toThrow("its client is not of the form that is generated");
    const modules = { client: "api_client", types: "api_types", rendering: "rendering", helpers: "api_helpers" };
    const { imports } = draftGeneratedCall(site, requesting, modules);
    expect(imports.map(({ module }) => module)).toEqual([site.own("api_helpers"), site.own("rendering")]);
    expect(site.draft.read(`${site.directory}/api_helpers.ts`)).toContain(`"${site.own("api_client")}"`);
    expect(isGenerated(site, modules)).toBe(true);
  });

  test("take what is new beside what is there", () => {
    const files = { "helpers.ts": "export const mine = 1;\n", "rendering.ts": "export const other = 2;\n" };
    const site = siteOf(files, spec, style, []);
    draftGeneratedCall(site, requesting);
    expect(site.draft.read(`${site.directory}/helpers.ts`)).toMatch(/export const mine = 1;[\s\S]*callAcmeCrm/);
    expect(site.draft.read(`${site.directory}/rendering.ts`)).toMatch(/export const other = 2;[\s\S]*renderSendTool/);
    expect(isGenerated(site)).toBe(true);
  });
});

test("whatever the layout and the comments, an edited file says what a scaffold would", () => {
  const whole = scaffold({ ...spec, tools: [first, form] }, style);
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 60 }), fc.nat({ max: 60 }), fc.boolean(), (every, from, crlf) => {
      const files = Object.fromEntries(
        Object.entries(start).map(([path, text]) => [path, withNoise(text, { every, from, crlf, mark: false })]),
      );
      const after = add(files, { ...form, request: { ...form.request } } as ToolSpec);
      for (const path of ["client.ts", "types.ts", "rendering.ts", "helpers.ts", "tools/index.test.ts"]) {
        const text = after[path] ?? "";
        expect(shapeOf(parse("a.ts", text)), path).toBe(shapeOf(parse("b.ts", whole[path] ?? "")));
        expect(noiseIn(text)).toEqual(noiseIn(files[path] ?? ""));
      }
    }),
    { numRuns: 40 },
  );
});
