/** The flags that every command has, each with what it means. */
export const COMMON_FLAGS: readonly [flags: string, description: string][] = [
  ["-C, --cwd <dir>", "host checkout; default: walk up from here to the repository root"],
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
  mcp-new check acme_crm`;
