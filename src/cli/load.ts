import type { Flags, ProcessIo } from "../process-io.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import type { WriteDocument } from "../workflow/write-document.ts";

/** One command, loaded: what it does, and how its document is shown to people. */
export interface Loaded<Document> {
  act(positional: string[], flags: Flags, edge: Edge): Promise<Outcome<Document>>;
  show(document: Document, flags: Flags): string;
}

/** Loads a command when it is called: `--help` pays for none of them. */
export type Load<Document> = (flags: Flags, edge: Edge, io: ProcessIo) => Promise<Loaded<Document>>;

/** Loads `provider`. */
export const loadProvider = writing(async () => {
  const { provider } = await import("../commands/provider.ts");
  const { providerOptions } = await import("../options.ts");
  return async (words, flags, edge) => provider(await providerOptions(words, flags, edge.readSpec), edge);
});

/** Loads `add-tool`. */
export const loadAddTool = writing(async () => {
  const { addTool } = await import("../commands/add-tool.ts");
  const { addToolOptions } = await import("../options.ts");
  return async (words, flags, edge) => addTool(await addToolOptions(words, flags, edge.readSpec), edge);
});

/** Loads `migrate`. */
export const loadMigrate = writing(async () => {
  const { migrate } = await import("../commands/migrate.ts");
  const { migrateOptions } = await import("../options.ts");
  return (words, flags, edge) => migrate(migrateOptions(words, flags), edge);
});

function writing(load: () => Promise<Loaded<WriteDocument>["act"]>): () => Promise<Loaded<WriteDocument>> {
  return async () => {
    const [act, { writeText }] = await Promise.all([load(), import("../ui/report/write-text.ts")]);
    return { act, show: writeText };
  };
}

/** Loads `check`, whose report knows the flags and the terminal. */
export async function loadCheck(flags: Flags, edge: Edge, io: ProcessIo) {
  const { createReporter } = await import("../ui/report/reporter.ts");
  const { checkOptions } = await import("../options.ts");
  const reporter = createReporter(flags, io, edge);
  const { check } = await import("../commands/check.ts");
  const act: Loaded<Parameters<typeof reporter.print>[0]>["act"] = async (names) => {
    const outcome = await check(checkOptions(names, flags), edge);
    reporter.writeFiles(outcome.document);
    return outcome;
  };
  return { act, show: reporter.print };
}

/** Loads `oauth-preflight`, which alone gets a way to the network. */
export async function loadPreflight(flags: Flags, _edge: Edge, io: ProcessIo) {
  const { oauthPreflight } = await import("../commands/oauth-preflight.ts");
  const { preflightOptions } = await import("../options.ts");
  const { preflightText } = await import("../ui/report/preflight-text.ts");
  const { createFetch } = await import("../fetch/index.ts");
  const fetch = createFetch({ allowLocal: flags["allowLocal"] === true, signal: io.signal });
  return { act: async (words: string[]) => oauthPreflight(preflightOptions(words, flags), fetch), show: preflightText };
}

/** Loads `info`. */
export async function loadInfo() {
  const { info } = await import("../commands/info.ts");
  const { infoOptions } = await import("../options.ts");
  const { infoText } = await import("../ui/report/info-text.ts");
  return { act: async (_none: string[], flags: Flags, edge: Edge) => info(infoOptions(flags), edge), show: infoText };
}

/** Loads `rules`. */
export async function loadRules() {
  const [command, text] = await Promise.all([import("../commands/rules.ts"), import("../ui/report/rules-text.ts")]);
  return { act: async () => command.rules(), show: text.rulesText };
}

/** Loads `explain`. */
export async function loadExplain() {
  const [command, text] = await Promise.all([import("../commands/rules.ts"), import("../ui/report/rules-text.ts")]);
  return { act: async ([name = ""]: string[]) => command.explain(name), show: text.explainText };
}
