/** The flags of a command that writes, up to its policy for conflicts. */
export const PREVIEW_FLAGS: readonly [flags: string, description: string][] = [
  ["-n, --dry-run", "list the changes and write nothing"],
  ["--diff", "show a unified diff; writes only together with --yes"],
  ["-y, --yes", "accept the shown defaults and write; never overwrites"],
];

/** The flags of a command that writes, behind its policy for conflicts. */
export const WRITING_FLAGS: readonly [flags: string, description: string][] = [
  ["--no-format", "skip the host's formatter"],
  ["--no-verify", "skip the type check after the write"],
];

/** The flags of `check` that take one value or none. */
export const CHECK_FLAGS: readonly [flags: string, description: string][] = [
  ["--against <ref>", "git ref that says what is deployed: ids, tools and parameters are compared with it"],
  ["--since <ref>", "only servers touched since the merge base with a git ref"],
  ["--like <server>", "parity: every file that names this exemplar and not the one server checked"],
  ["--run", "also run the host's type check and ask its formatter"],
  ["--baseline <file>", "findings that are known and do not fail; one that is gone does"],
  ["--update-baseline", "write what is found to the baseline"],
  ["--fix", "make the safe fixes, which only insert, and report what remains"],
  ["-n, --dry-run", "with --fix or --update-baseline: list the changes and write nothing; 1 if problems would remain"],
  ["--diff", "with --fix or --update-baseline: show a unified diff; writes only together with --yes"],
  ["-y, --yes", "with --diff: write as well"],
];

/** The flags of `oauth-preflight`. */
export const PREFLIGHT_FLAGS: readonly [flags: string, description: string][] = [
  ["--allow-local", "allow http, and private and loopback addresses"],
];

/** The flags that every command has, each with what it means. */
export const COMMON_FLAGS: readonly [flags: string, description: string][] = [
  ["-C, --cwd <dir>", "host checkout or a folder of it; default: walk up from here to the repository root"],
  ["--target <id>", "kind of host; default: detected"],
  ["--no-input", "never prompt; a missing value is an error that names its flag"],
  ["--json", "print one JSON document on stdout"],
  ["-q, --quiet", "no progress on stderr"],
  ["--verbose", "say more on stderr"],
  ["--debug", "show the stack of an unexpected error"],
  ["--no-color", "no colour"],
];

/** What stands below the list of commands in the program's help. */
export const HELP_AFTER = `
Everything can be given as flags or --spec; nothing prompts without a terminal.

Exit codes: 0 done or nothing to do, 1 check found problems, 2 usage or spec wrong, 3 an answer is needed,
4 conflict, 5 host not recognised, 6 writing failed and was rolled back, 70 a bug of ours, 130 cancelled.

Examples:
  mcp-new provider --spec acme_crm.json --diff
  mcp-new provider --spec acme_crm.json --yes
  mcp-new add-tool acme_crm get_item --description "Get an item." --request "GET /me" --diff
  mcp-new oauth-preflight mcp.acme.example/mcp
  mcp-new check acme_crm`;

/** What the parser of the arguments complains about, on one line; of an unknown flag its name alone, never a value behind it. */
export function shownComplaint(message: string): string {
  const sentence = message.replace(/^error: /, "").replaceAll("\n", " ");
  return sentence.replace(/(?<=unknown option ')(-[^-']|--[^=']+=)[^']+(?=')/, "$1…");
}
