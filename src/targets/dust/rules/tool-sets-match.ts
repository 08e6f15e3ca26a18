import type { DustRule } from "../judge/dust-rule.ts";
import { allKnown, IMPLEMENTATION, METADATA, onImplementation, onMetadata } from "../judge/subjects.ts";
import { notApplicable, onFact, problem, unknown } from "../judge/verdicts.ts";

export default {
  id: "dust/tool-sets-match",
  severity: "error",
  title: "Every tool has a handler and every handler a tool",
  why: "A tool without a handler fails when an agent calls it; a handler without a tool is never called.",
  fixHint: "Give the handlers in tools/index.ts the names of the tools in metadata.ts.",
  needs: [...METADATA, ...IMPLEMENTATION],
  check: ({ found }) =>
    onImplementation(found, ({ handlers }) => {
      if (!handlers) return [notApplicable("its module gives its tools no handlers of a known form")];
      return onMetadata(found, ({ tools }) =>
        onFact("the list of tools", tools, (declared) =>
          onFact("the handlers", handlers, (handled, at) => {
            const open = declared.map((tool) => tool.name).find((name) => !name.known);
            if (open && !open.known) return [unknown("the name of a tool", open)];
            const names = allKnown(declared.map((tool) => tool.name)) ?? [];
            const missing = declared.filter(
              ({ name }) => name.known && !handled.some((each) => each.name === name.value),
            );
            const surplus = handled.filter((each) => !names.includes(each.name));
            const here = { at, message: "the handlers are given here" };
            const there = { at: tools.at, message: "the tools are declared here" };
            return [
              ...missing.map(({ name }) =>
                problem(
                  name.at,
                  String(name.known && name.value),
                  `The tool \`${name.known && name.value}\` of \`${found.name}\` has no handler.`,
                  here,
                ),
              ),
              ...surplus.map((each) =>
                problem(
                  each.at,
                  each.name,
                  `\`${found.name}\` handles \`${each.name}\`, which is none of its tools.`,
                  there,
                ),
              ),
            ];
          }),
        ),
      );
    }),
} satisfies DustRule;
