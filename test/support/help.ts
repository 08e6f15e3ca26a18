import { mcpNew } from "./cli.ts";
import { PACKAGE } from "./source-graph.ts";

/** The text of `mcp-new --help` under "", and of each command's own under its name. */
export async function helpPages(): Promise<Map<string, string>> {
  const root = await helpOf([]);
  const [, list = ""] = root.split("\nCommands:\n");
  const commands = [
    ...list
      .split("\n\n", 1)
      .join("")
      .matchAll(/^ {2}([a-z][a-z-]*) /gm),
  ].map(([, name]) => name ?? "");
  const known = commands.filter((name) => name !== "help");
  const pages = await Promise.all(known.map(async (name): Promise<[string, string]> => [name, await helpOf([name])]));
  return new Map([["", root], ...pages]);
}

async function helpOf(args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await mcpNew(PACKAGE, [...args, "--help"]);
  if (exitCode !== 0) throw new Error(`mcp-new ${args.join(" ")} --help ended with ${exitCode}: ${stderr}`);
  return stdout;
}

/** The long flags that a text names, for example `--dry-run`. */
export function flagsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w-])--[a-z](?:[a-z-]*[a-z])?(?![a-z-])/g)].map(([flag]) => flag);
}
