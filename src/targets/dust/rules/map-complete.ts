import { foldObjectEntries, originOf } from "../../../edit/fold.ts";
import { locationOf } from "../../../edit/ts.ts";
import { elementMembers, presence, typeMembers } from "../../../edit/types.ts";
import { readableSource } from "../../_shared/anchors.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { propertiesOf } from "../registry/entries.ts";
import { mappedObject } from "../registry/neighbours.ts";

export default {
  id: "dust/map-complete",
  severity: "error",
  title: "The list of tools copies every field that it must have",
  why: "The input schema is optional in the type: without it agents are offered a tool that takes no parameters.",
  fixHint: "Copy `name`, `description`, `inputSchema` and `displayLabels` in the `.map` of metadata.ts.",
  example: {
    path: "front/lib/api/actions/servers/slab/metadata.ts",
    good: "    description: t.description,\n    inputSchema: zodToJsonSchema(z.object(t.schema)) as JSONSchema,\n",
    bad: "    description: t.description,\n",
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const metadata = found.entry?.properties.get("metadata");
    const tools = metadata && propertiesOf(metadata, host.sources).get("tools");
    const mapped = tools ? mappedObject(originOf(tools, host.sources)) : null;
    if (!mapped) return [notApplicable("its tools are not copied by `.map`")];
    readableSource(host.sources, PATHS.toolDefinition);
    const declared = typeMembers(host.sources, PATHS.toolDefinition, "ServerMetadata").named.get("tools")?.type;
    const fields = declared ? elementMembers(host.sources, declared) : null;
    if (!fields)
      return [notApplicable(`the tools of \`ServerMetadata\` in ${PATHS.toolDefinition} cannot be followed`)];
    const entries = foldObjectEntries(mapped, host.sources);
    if (entries.some((entry) => !entry.known)) return [];
    const copied = new Set(entries.flatMap((entry) => (entry.known ? [entry.key] : [])));
    const wanted = [...fields.named.keys()].filter(
      (name) => name === "inputSchema" || presence(fields, name) === "required",
    );
    return wanted
      .filter((name) => !copied.has(name))
      .map((name) =>
        problem(locationOf(mapped), name, `The tools of \`${found.name}\` are listed without \`${name}\`.`),
      );
  },
} satisfies DustRule;
