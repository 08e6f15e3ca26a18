import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { describe } from "vitest";
import { cleanEnv } from "./boot.ts";
import type { CommandResult, Replica } from "./replica.ts";

/** What {@link Exchange} runs: the whole exchange of one connection, as the core would. All but two fields are optional. */
export type ExchangeCommand = {
  operation: "finalize" | "refresh" | "scrub";
  /** The provider's wire name. */
  provider: string;
  /** The connection's unsealed metadata, `use_case` and `code_verifier` for example. */
  metadata?: Record<string, unknown>;
  code?: string;
  redirect_uri?: string;
  access_token?: string;
  refresh_token?: string;
  /** The content of the related credential. */
  credential?: Record<string, string>;
  /** Only for `scrub`. */
  raw_json?: unknown;
};

/** What the core would store. `access_token_expiry` is in milliseconds since 1970. */
export type Exchanged = {
  code: string | null;
  redirect_uri: string | null;
  access_token: string;
  access_token_expiry: number | null;
  refresh_token: string | null;
  scrubbed_raw_json: unknown;
  metadata: Record<string, unknown>;
};

/** The result (for `scrub` the scrubbed JSON), or the error's variant of `ProviderError`. */
export type ExchangeAnswer<T = Exchanged> =
  | { result: T; error?: never }
  | { error: { kind: string; message: string }; result?: never };

/** Runs one command in the built core, with additional environment variables. Rejects when the program itself fails. */
export type Exchange = <T = Exchanged>(
  command: ExchangeCommand,
  env?: Record<string, string>,
) => Promise<ExchangeAnswer<T>>;

const REGISTRY = "/usr/share/cargo/registry";
const CRATES = ["anyhow", "async-trait", "lazy_static", "reqwest", "serde", "serde_json", "tokio"];
// One folder for all tests, runs and clones, which npm does not empty: the core's packages are compiled once.
const CACHE = join(tmpdir(), `mcp-new-cargo-${userInfo().username}`);
const SOURCES = `[source.crates-io]\nreplace-with = "debian"\n\n[source.debian]\ndirectory = "${REGISTRY}"\n`;
const BUILD = 'rm -rf "$1" && cp -r "$2" "$1" && cd "$1" && shift 2 && exec "$@"';

type Environment = Record<string, string | undefined>;

function environment(): Environment {
  const env = cleanEnv();
  return {
    ...env,
    PATH: [env["PATH"] ?? "", join(homedir(), ".cargo/bin")].join(delimiter),
    CARGO_TERM_COLOR: "never",
  };
}

function works(program: string, env: Environment): boolean {
  return spawnSync(program, ["--version"], { env, stdio: "ignore" }).status === 0;
}

/**
 * Looks for what is needed to compile the core offline.
 *
 * @param env - the environment to look for programs in
 * @param registry - the folder of packaged crates
 * @returns what is missing first, in words; null when nothing is
 */
export function missingRust(env: Environment = environment(), registry: string = REGISTRY): string | null {
  const program = ["cargo", "rustc", "rustfmt", "flock"].find((each) => !works(each, env));
  if (program !== undefined) return `there is no ${program}`;
  const packaged = existsSync(registry) ? readdirSync(registry) : [];
  const crate = CRATES.find((each) => !packaged.some((name) => name.replace(/-\d.*/, "") === each));
  return crate === undefined ? null : `${registry} has no ${crate}`;
}

/** A group of tests that need Rust. Where there is none, they are left out and standard error says so, with the reason. */
export function describeRust(title: string, body: () => void): void {
  const missing = missingRust();
  if (missing !== null) process.stderr.write(`\nLEFT OUT, because ${missing}: ${title}\n`);
  describe.skipIf(missing !== null)(title, body);
}

function run(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  input = "",
): Promise<CommandResult> {
  const child = spawn(program, args, { env: { ...environment(), ...env }, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });
}

function inCopy(replica: Replica, command: readonly string[]): Promise<CommandResult> {
  mkdirSync(join(CACHE, ".cargo"), { recursive: true });
  writeFileSync(join(CACHE, ".cargo/config.toml"), SOURCES);
  const copy = ["sh", "-c", BUILD, "sh", join(CACHE, "core"), replica.path("core"), ...command];
  return run("flock", [join(CACHE, "lock"), ...copy], { CARGO_TARGET_DIR: join(CACHE, "target") });
}

/**
 * Runs cargo on a copy of the workspace's `core`, offline, with Debian's packaged crates; one call at a time on the whole
 * machine. The workspace itself stays as it is. The first call compiles the crates, which takes a minute or two.
 *
 * @param args - a subcommand and its flags, `["test", "--lib", "acme_crm"]` for example
 * @returns exit code and all output; paths in it are relative to `core`
 */
export function cargo(replica: Replica, args: readonly string[]): Promise<CommandResult> {
  const [subcommand = "", ...flags] = args;
  return inCopy(replica, ["cargo", subcommand, "--offline", ...flags]);
}

/**
 * Compiles the core of a workspace and the program that runs one exchange.
 *
 * @returns a function that runs the program; it works until the workspace is disposed of
 * @throws Error with the compiler's output when the core does not compile
 */
export async function buildExchange(replica: Replica): Promise<Exchange> {
  const program = join(dirname(replica.root), "oauth_exchange");
  const build = 'cargo build --offline --bin oauth_exchange && cp "$CARGO_TARGET_DIR/debug/oauth_exchange" "$1"';
  const { exitCode, output } = await inCopy(replica, ["sh", "-c", build, "sh", program]);
  if (exitCode !== 0) throw new Error(output);
  return async (command, env = {}) => {
    const answer = await run(program, [], { OAUTH_ENCRYPTION_KEY: "a key", ...env }, JSON.stringify(command));
    if (answer.exitCode !== 0) throw new Error(answer.output);
    return JSON.parse(answer.output);
  };
}

/**
 * Whether Rust files are formatted; modules that a file declares are looked at too.
 *
 * @param files - absolute paths
 * @returns exit code 0 when nothing would change, else the differences
 */
export function rustfmtCheck(files: readonly string[]): Promise<CommandResult> {
  return run("rustfmt", ["--check", "--edition", "2021", ...files], {});
}
