import { factValue } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import { isPrefixCut, MAX_TOOL_NAME, prefixedToolName } from "../prefixed-name.ts";
import type { DustServer } from "../read/server.ts";

export default {
  id: "dust/tool-name-budget",
  severity: "error",
  title: "Tool names fit into 64 characters with the server's name in front",
  why: "Models take 64 characters: Dust cuts the server's part, and two tools may then be shown under one name.",
  fixHint: "Shorten the tool's name.",
  example: {
    path: "front/lib/api/actions/servers/exa/metadata.ts",
    good: '    name: "search_people",',
    bad: '    name: "search_public_information_about_people_who_work_in_a_company_or_two",',
  },
  needs: [...METADATA, "dust/tool-name-unique"],
  check: ({ found, all }) =>
    onTools(found, (tool) => onFact("the name of a tool", tool.name, (name, at) => overBudget(found, name, at, all))),
} satisfies DustRule;

function overBudget(found: DustServer, name: string, at: Location, all: readonly DustServer[]): Verdict[] {
  if (name.length > MAX_TOOL_NAME) {
    return [problem(at, name, `The tool name \`${name}\` has ${name.length} characters, more than ${MAX_TOOL_NAME}.`)];
  }
  if (!isPrefixCut(found.name, name)) return [];
  const shown = prefixedToolName(found.name, name);
  const twin = shownAs(shown, all).find((other) => other.server !== found.name || other.tool !== name);
  if (twin) {
    const message = `\`${name}\` of \`${found.name}\` is shown to models as \`${shown}\`, and so is \`${twin.tool}\` of \`${twin.server}\`.`;
    return [problem(at, name, message, { at: twin.at, message: "the other tool is here" })];
  }
  const length = found.name.length + 2 + name.length;
  const message = `\`${found.name}__${name}\` has ${length} characters: models are shown \`${shown}\`.`;
  return [{ ...problem(at, name, message), severity: "warning" }];
}

function shownAs(shown: string, all: readonly DustServer[]): { server: string; tool: string; at: Location }[] {
  return all.flatMap((server) => {
    const tools = factValue(factValue(server.metadata() ?? undefined)?.tools) ?? [];
    return tools.flatMap(({ name }) =>
      name.known && prefixedToolName(server.name, name.value) === shown
        ? [{ server: server.name, tool: name.value, at: name.at }]
        : [],
    );
  });
}
