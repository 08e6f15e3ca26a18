import { Command, CommanderError, Option } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { EXIT, UserError } from "./errors.ts";
import { SEVERITIES } from "./model/finding.ts";
import type { SpecFlag } from "./model/spec/spec-flags.ts";
import type { Flags, ProcessIo } from "./process-io.ts";
import { CHECK_FLAGS, COMMON_FLAGS, HELP_AFTER, PREVIEW_FLAGS, shownComplaint, WRITING_FLAGS } from "./ui/help-text.ts";
import { FORMATS } from "./ui/report/formats.ts";
import type { Edge, Outcome } from "./workflow/edge.ts";
import type { WriteDocument } from "./workflow/write-document.ts";

/** One command, loaded: what it does, and how its document is shown to people. */
interface Loaded<Document> {
  act(positional: string[], flags: Flags, edge: Edge): Promise<Outcome<Document>>;
  show(document: Document, flags: Flags): string;
}

type Load<Document> = (flags: Flags, edge: Edge) => Promise<Loaded<Document>>;
type Run = <Document>(load: Load<Document>) => (positional: string[], flags: Flags) => Promise<void>;

/** Parses the arguments, runs one command and returns the exit code. Never throws and never ends the process. */
export async function runCli(io: ProcessIo): Promise<number> {
  const complaints: string[] = [];
  let exitCode: number = EXIT.done;
  let given: Flags = {};
  const run: Run = (load) => async (positional, flags) => {
    given = flags;
    const { createEdge } = await import("./edge.ts");
    const edge = await createEdge(io, flags);
    const { act, show } = await load(flags, edge);
    const outcome = await act(positional, flags, edge);
    exitCode = outcome.exitCode;
    const { document } = outcome;
    io.stdout.write(flags["json"] ? `${JSON.stringify(document, null, 2)}\n` : show(document, flags));
  };
  try {
    await program(io, complaints, run).parseAsync(io.argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return reportFailure(error, { complaints, flags: given }, io);
  }
}

/** What is known of a run that failed: what commander complained about, and the flags, empty when they are wrong. */
interface FailedRun {
  complaints: string[];
  flags: Flags;
}

async function reportFailure(error: unknown, { complaints, flags }: FailedRun, io: ProcessIo): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  const { describeFailure } = await import("./ui/report/failure.ts");
  const { writeFailure } = await import("./ui/report/failure-document.ts");
  const bare = error instanceof CommanderError && error.code === "commander.help";
  if (bare) io.stderr.write(complaints.join(""));
  const known = error instanceof CommanderError ? usageError(error, bare) : error;
  const failure = describeFailure(known, io.argv.includes("--debug"));
  writeFailure(failure, flags, io);
  if (!bare) io.stderr.write(failure.text);
  return failure.exitCode;
}

function usageError(error: CommanderError, bare: boolean): UserError {
  const message = bare ? "A command is needed." : shownComplaint(error.message);
  const hint = "mcp-new --help lists the commands; mcp-new <command> --help lists its flags.";
  return new UserError("usage", message, { exitCode: EXIT.usage, hint });
}

function program(io: ProcessIo, complaints: string[], run: Run): Command {
  const root = new Command("mcp-new")
    .description("Add an MCP integration to an existing code base, extend it, and prove that it is complete.")
    .version(packageJson.version, "--version", "show the version")
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => complaints.push(text) })
    .configureHelp({ sortOptions: false, showGlobalOptions: true })
    .exitOverride()
    .addHelpText("after", HELP_AFTER);
  const provider = addProvider(root, run);
  const addTool = addAddTool(root, run);
  addMigrate(root, run);
  addCheck(root, run, io);
  addInfo(root, run);
  addRules(root, run);
  root.hook("preSubcommand", async (_root, called) => {
    const { specFlags, toolFlags } = await import("./model/spec/spec-flags.ts");
    if (called === provider) addSpecFlags(provider, specFlags());
    if (called === addTool) addSpecFlags(addTool, toolFlags());
  });
  return root;
}

function addProvider(root: Command, run: Run): Command {
  const layout = new Option("--layout <id>", "layout of the new server; default: detected");
  const command = root
    .command("provider [name]")
    .summary("scaffold a new integration and register it in the host")
    .description("Scaffold a new integration and register it in the host, all or nothing.")
    .option("--spec <file|->", "JSON spec; - is stdin")
    .option("--set <path=value>", "override one field of the spec, repeatable", append)
    .addOption(layout.choices(["legacy", "records", "arrays"]));
  addWritingFlags(command);
  addCommonFlags(command);
  const action = writing(run, async () => {
    const { provider } = await import("./commands/provider.ts");
    const { providerOptions } = await import("./options.ts");
    return async (words, flags, edge) => provider(await providerOptions(words, flags, edge.readSpec), edge);
  });
  command.action((name: string | undefined, flags: Flags) => action(name === undefined ? [] : [name], flags));
  return command;
}

function addAddTool(root: Command, run: Run): Command {
  const command = root
    .command("add-tool <server> [tool]")
    .summary("add tools to an existing integration, hand-written or generated")
    .description("Add one or more tools to an integration that is there, in its own style, all or nothing.")
    .option("--spec <file|->", "JSON spec of one tool or of a list of tools; - is stdin")
    .option("--from-curl <command>", "one tool from a vendor's curl example; only its words are kept, no values")
    .option("--set <path=value>", "override one field of the tool, or with a list 0.<field>, repeatable", append);
  addWritingFlags(command);
  addCommonFlags(command);
  const action = writing(run, async () => {
    const { addTool } = await import("./commands/add-tool.ts");
    const { addToolOptions } = await import("./options.ts");
    return async (words, flags, edge) => addTool(await addToolOptions(words, flags, edge.readSpec), edge);
  });
  command.action((server: string, tool: string | undefined, flags: Flags) =>
    action(tool === undefined ? [server] : [server, tool], flags),
  );
  return command;
}

function addMigrate(root: Command, run: Run): void {
  const layout = new Option("--to <layout>", "the newer layout").choices(["records", "arrays"]).makeOptionMandatory();
  const command = root
    .command("migrate <server>")
    .summary("move a server of an older layout to a newer one")
    .description("Move a server of layout legacy to a newer layout of the same checkout, as a whole or not at all.")
    .addOption(layout);
  addWritingFlags(command);
  addCommonFlags(command);
  const action = writing(run, async () => {
    const { migrate } = await import("./commands/migrate.ts");
    const { migrateOptions } = await import("./options.ts");
    return (words, flags, edge) => migrate(migrateOptions(words, flags), edge);
  });
  command.action((server: string, flags: Flags) => action([server], flags));
}

/** A command that writes, loaded when it is called. */
function writing(run: Run, load: () => Promise<Loaded<WriteDocument>["act"]>) {
  return run(async () => {
    const [act, { writeText }] = await Promise.all([load(), import("./ui/report/write-text.ts")]);
    return { act, show: writeText };
  });
}

function addSpecFlags(command: Command, flags: readonly SpecFlag[]): void {
  for (const flag of flags) {
    const option = new Option(flag.flags, flag.description).helpGroup("Fields of the spec:");
    if (flag.choices) option.choices(flag.choices);
    if (flag.repeatable) option.argParser(append);
    command.addOption(option);
  }
}

function append(value: string, previous: unknown): string[] {
  return [...(Array.isArray(previous) ? previous : []), value];
}

function addCheck(root: Command, run: Run, io: ProcessIo): void {
  const command = root
    .command("check [servers...]")
    .summary("run the validation checklist")
    .description("Check that servers are complete: registered everywhere, and consistent.")
    .option("--format <f>", `how to report, repeatable: ${FORMATS.join(", ")}; default: pretty`, append)
    .option("--output <f=file>", "write the report of a format to a file, repeatable", append)
    .addOption(
      new Option("--fail-on <severity>", "the mildest severity that fails").choices(SEVERITIES).default("error"),
    );
  addFlags(command, CHECK_FLAGS);
  addCommonFlags(command);
  const action = run(async (flags, edge) => {
    const { createReporter } = await import("./ui/report/reporter.ts");
    const { checkOptions } = await import("./options.ts");
    const reporter = createReporter(flags, io, edge);
    const { check } = await import("./commands/check.ts");
    return {
      act: async (names) => {
        const outcome = await check(checkOptions(names, flags), edge);
        reporter.writeFiles(outcome.document);
        return outcome;
      },
      show: reporter.print,
    };
  });
  command.action((servers: string[], flags: Flags) => action(servers, flags));
}

function addInfo(root: Command, run: Run): void {
  const command = root
    .command("info")
    .summary("what was recognised: target, layouts, servers, conventions")
    .description("Tell what was recognised in a checkout, each with the place that shows it. Nothing is written.");
  addCommonFlags(command);
  const action = run(async () => {
    const { info } = await import("./commands/info.ts");
    const { infoOptions } = await import("./options.ts");
    const { infoText } = await import("./ui/report/info-text.ts");
    return { act: async (_none, flags, edge) => info(infoOptions(flags), edge), show: infoText };
  });
  command.action((flags: Flags) => action([], flags));
}

function addRules(root: Command, run: Run): void {
  const rules = root.command("rules").summary("list the rules").description("List every rule of check.");
  addCommonFlags(rules);
  const list = run(async () => {
    const [command, text] = await Promise.all([import("./commands/rules.ts"), import("./ui/report/rules-text.ts")]);
    return { act: async () => command.rules(), show: text.rulesText };
  });
  rules.action((flags: Flags) => list([], flags));
  const explain = root
    .command("explain <rule>")
    .summary("explain one rule")
    .description("Say what a rule is about, why, an example, how to mend what it finds and how to silence it.");
  addCommonFlags(explain);
  const tell = run(async () => {
    const [command, text] = await Promise.all([import("./commands/rules.ts"), import("./ui/report/rules-text.ts")]);
    return { act: async ([name = ""]) => command.explain(name), show: text.explainText };
  });
  explain.action((rule: string, flags: Flags) => tell([rule], flags));
}

function addWritingFlags(command: Command): void {
  addFlags(command, PREVIEW_FLAGS);
  const policies = new Option(
    "--on-conflict <policy>",
    "for files that exist and differ; default: abort, or ask on a terminal",
  );
  command.addOption(policies.choices(["abort", "skip", "overwrite"]));
  addFlags(command, WRITING_FLAGS);
}

function addCommonFlags(command: Command): void {
  addFlags(command, COMMON_FLAGS);
}

function addFlags(command: Command, all: readonly (readonly [flags: string, description: string])[]): void {
  for (const [flags, description] of all) command.option(flags, description);
}
