import { describe, expect, test } from "vitest";
import type { ToolSpec } from "../../../../src/model/tool-spec.ts";
import type { Conventions } from "../../../../src/targets/dust/checkout/conventions.ts";
import { conventions } from "../files/conventions.ts";
import { SAMPLES, sample } from "../files/sample-specs.ts";
import { added, type Complete, formatted, type ServerText, scaffold, withWholeUrl } from "./generated-site.ts";

/** The files that a client consists of, and its test: what adding a tool's request drafts. */
const PARTS = ["client.ts", "types.ts", "rendering.ts", "helpers.ts", "tools/index.test.ts"];

function parts(files: ServerText): ServerText {
  return Object.fromEntries(PARTS.flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]]])));
}

/** Scaffolds the first `count` tools of a spec and adds the others one by one. */
async function grown(spec: Complete, style: Conventions, count: number): Promise<ServerText> {
  let files = await formatted(scaffold({ ...spec, tools: spec.tools.slice(0, count) }, style));
  for (const [index, tool] of spec.tools.entries()) {
    if (index < count) continue;
    const whole: ToolSpec = files["client.ts"] === undefined ? withWholeUrl(tool, spec) : tool;
    files = await formatted(added(files, spec, style, spec.tools.slice(0, index), whole).files);
  }
  return parts(files);
}

// A content type and a slash at the end of the base URL leave no trace in a client that uses neither.
function plain(spec: Complete): Complete {
  const { "content-type": _, ...headers } = spec.api?.headers ?? {};
  const baseUrl = spec.api?.baseUrl.replace(/\/+$/, "") ?? "";
  return { ...spec, api: spec.api && { ...spec.api, headers, baseUrl } };
}

describe.each(["arrays", "records", "bare"] as const)("%s", (layout) => {
  describe.each(SAMPLES)("%s", (name) => {
    const spec = plain(sample(name));
    test.each(spec.tools.map((_, index) => index + 1))("first %i tools, then the others", async (count) => {
      const whole = parts(await formatted(scaffold(spec, conventions[layout])));
      expect(await grown(spec, conventions[layout], count)).toEqual(whole);
    });
  });
});
