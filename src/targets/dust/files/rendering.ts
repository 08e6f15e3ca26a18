import type { Code } from "../../../edit/code.ts";
import { code, json, name, string } from "../../../edit/code.ts";
import type { TemplateValue } from "../../../edit/template.ts";
import { type RequestingTool, readsResponse, responseType } from "./client.ts";
import { rendererName } from "./names.ts";
import { isGraphql } from "./request.ts";
import { cursorAt, shownFields, steps, valueAt } from "./response.ts";
import { listNoun, summary } from "./wording.ts";

/** Which shared functions of `rendering.ts` are used: for lists, for one thing, for either, for the next page. */
export type RenderingFeatures = { lists: boolean; ones: boolean; shows: boolean; pages: boolean };

/** The shared functions that the renderers of some tools use. */
export function renderingFeatures(tools: readonly RequestingTool[]): RenderingFeatures {
  const kinds = new Set(tools.map(({ spec }) => spec.result?.kind ?? "none"));
  return {
    lists: kinds.has("list"),
    ones: kinds.has("one"),
    shows: kinds.has("list") || kinds.has("one"),
    pages: tools.some(({ spec }) => spec.result?.kind === "list" && spec.result.page !== undefined),
  };
}

/** What `rendering.ts` needs beside the names: one function for each tool, and which of the shared ones are used. */
export function renderingContext(
  tools: readonly RequestingTool[],
  features: RenderingFeatures = renderingFeatures(tools),
): Record<string, TemplateValue> {
  return {
    ...features,
    renderers: tools.map((tool) => ({
      name: rendererName(tool.pascal),
      type: readsResponse(tool.spec) ? responseType(tool.pascal) : null,
      body: rendererBody(tool),
    })),
  };
}

function rendererBody({ spec: tool, request }: RequestingTool): Code {
  const { result } = tool;
  const line = string(summary(tool));
  if (!result || result.kind === "none") return line;
  const at = steps(result.at, isGraphql(request));
  const value = valueAt(name("response"), at);
  if (result.kind === "one") return code`recordText(${line}, ${shownFields(value, result.fields)})`;
  const items = code`${value}.map((item) => (${shownFields(name("item"), result.fields)}))`;
  const list = code`listText(${json(listNoun(tool.name))}, ${items})`;
  if (!result.page) return list;
  const cursor = cursorAt(name("response"), steps(result.page.next, isGraphql(request)), at);
  return code`${list} + nextPageText(${string(tool.name)}, ${string(result.page.param)}, ${cursor})`;
}
