import { Command, CommanderError, Option } from "commander";
import packageJson from "../package.json" with { type: "json" };
import {
  type Load,
  loadAddTool,
  loadCheck,
  loadExplain,
  loadInfo,
  loadMigrate,
  loadPreflight,
  loadProvider,
  loadRules,
} from "./cli/load.ts";
import { EXIT, UserError } from "./errors.ts";
import { SEVERITIES } from "./model/finding.ts";
import type { SpecFlag } from "./model/spec/spec-flags.ts";
import type { Flags, ProcessIo } from "./process-io.ts";
import {
  CHECK_FLAGS,
  COMMON_FLAGS,
  HELP_AFTER,
  PREFLIGHT_FLAGS,
  PREVIEW_FLAGS,
  shownComplaint,
  WRITING_FLAGS,
} from "./ui/help-text.ts";
import { FORMATS } from "./ui/report/formats.ts";

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
    const { act, show } = await load(flags, edge, io);
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
  addCheck(root, run);
  addPreflight(root, run);
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
  const action = run(loadProvider);
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
  const action = run(loadAddTool);
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
  const action = run(loadMigrate);
  command.action((server: string, flags: Flags) => action([server], flags));
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

function addCheck(root: Command, run: Run): void {
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
  const action = run(loadCheck);
  command.action((servers: string[], flags: Flags) => action(servers, flags));
}

function addPreflight(root: Command, run: Run): void {
  const command = root
    .command("oauth-preflight <url>")
    .summary("read a vendor's OAuth metadata into a declaration")
    .description(
      "Read a vendor's OAuth metadata, from any of its URLs, into the section auth of a spec. Nothing is written.",
    );
  addFlags(command, PREFLIGHT_FLAGS);
  addCommonFlags(command);
  const action = run(loadPreflight);
  command.action((url: string, flags: Flags) => action([url], flags));
}

function addInfo(root: Command, run: Run): void {
  const command = root
    .command("info")
    .summary("what was recognised: target, layouts, servers, conventions")
    .description("Tell what was recognised in a checkout, each with the place that shows it. Nothing is written.");
  addCommonFlags(command);
  const action = run(loadInfo);
  command.action((flags: Flags) => action([], flags));
}

function addRules(root: Command, run: Run): void {
  const rules = root.command("rules").summary("list the rules").description("List every rule of check.");
  addCommonFlags(rules);
  const list = run(loadRules);
  rules.action((flags: Flags) => list([], flags));
  const explain = root
    .command("explain <rule>")
    .summary("explain one rule")
    .description("Say what a rule is about, why, an example, how to mend what it finds and how to silence it.");
  addCommonFlags(explain);
  const tell = run(loadExplain);
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
