import { notApplicable } from "../../_shared/verdicts.ts";
import { deployedSelf, onBase } from "../contract/deployed.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { foreignLayout } from "../judge/foreign-layout.ts";
import { METADATA } from "../judge/subjects.ts";

export default {
  id: "dust/layout-mixed",
  severity: "error",
  title: "A new server has the layout of this checkout",
  why: "The shared modules of another layout are not in this checkout, so a server that is copied from one does not compile. Servers that are there already may be older.",
  fixHint: "Write the metadata as its neighbours do: `mcp-new provider` writes the layout of the checkout.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'import type { ServerMetadata } from "@app/lib/actions/mcp_internal_actions/tool_definition";\n',
    bad: 'import { createToolsRecord, type ServerMetadata } from "@app/lib/actions/mcp_internal_actions/tool_definition";\n',
    args: ["--against", "main"],
  },
  needs: [...METADATA, "dust/source-readable", "dust/import-resolves"],
  check: (input) =>
    onBase(input, (base) =>
      deployedSelf(base, input)
        ? [notApplicable(`it is not new since ${base.ref}`)]
        : foreignLayout(input.found, input.host),
    ),
} satisfies DustRule;
