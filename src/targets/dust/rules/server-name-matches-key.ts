import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";

export default {
  id: "dust/server-name-matches-key",
  severity: "error",
  title: "The name in the metadata is the key of the entry",
  why: "The server is found by its key and introduces itself with this name; two names break lookups and tool prefixes.",
  fixHint: "Make `serverInfo.name` in metadata.ts the key of the entry.",
  example: {
    path: "front/lib/api/actions/servers/slack_personal/metadata.ts",
    good: '    name: "slack",',
    bad: '    name: "slak",',
  },
  needs: METADATA,
  check: ({ found }) =>
    onMetadata(found, (metadata) =>
      onFact(
        "the name in the metadata",
        metadata.name,
        (name, at) => {
          if (name === found.name) return [];
          const message = `The metadata of \`${found.name}\` says that its name is \`${name}\`.`;
          return [problem(at, "name", message, { at: found.at, message: `its key is \`${found.name}\`` })];
        },
        [problem(metadata.at, "name", `The metadata of \`${found.name}\` has no \`serverInfo.name\`.`)],
      ),
    ),
} satisfies DustRule;
