import { locate } from "../../../model/location.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import { notApplicable, onFact, problem } from "../judge/verdicts.ts";
import { PATHS } from "../paths.ts";

export default {
  id: "dust/metadata-snapshot",
  severity: "warning",
  title: "The metadata snapshot knows every tool",
  why: "Dust's own test compares it with the registry: a tool that it lacks turns the main branch red.",
  fixHint:
    "Run `NODE_ENV=test npm test -- --update lib/actions/mcp_internal_actions/mcp_servers_metadata.test.ts` in front/.",
  example: {
    path: PATHS.metadataSnapshot,
    good: '    "get_issue": {',
    bad: '    "get_one_issue": {',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const text = host.repo.read(PATHS.metadataSnapshot);
    if (text === null) return [notApplicable(`this checkout has no ${PATHS.metadataSnapshot}`)];
    const block = blockOf(text, found.name);
    if (!block) return [notApplicable("the snapshot does not have the server yet: its update is on the checklist")];
    const known = new Set([...block.text.matchAll(/^ {4}"([^"]+)":/gm)].map((match) => match[1]));
    return onTools(found, (tool, label) =>
      onFact(`the name of \`${label}\``, tool.name, (name, at) => {
        if (known.has(name)) return [];
        const related = {
          at: locate(PATHS.metadataSnapshot, text, block.start, block.start + block.head.length),
          message: "the server stands here",
        };
        return [problem(at, name, `The metadata snapshot has no \`${name}\` of \`${found.name}\`.`, related)];
      }),
    );
  },
} satisfies DustRule;

interface Block {
  start: number;
  head: string;
  text: string;
}

// The snapshot is printed with two spaces for servers and four for their tools.
function blockOf(text: string, server: string): Block | null {
  const head = `  ${JSON.stringify(server)}: {`;
  const start = text.indexOf(`\n${head}`) + 1;
  if (start === 0) return null;
  const end = text.indexOf("\n  }", start);
  return { start: start + 2, head: head.slice(2), text: text.slice(start, end < 0 ? text.length : end) };
}
