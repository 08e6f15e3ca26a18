import type { Server } from "./servers.ts";
import { methodOf, type Tool, toolsOf } from "./tools.ts";

/** The client of a vendor's API and what renders its answers, by path below the folder of all servers. */
export function clientFiles(server: Server): Record<string, string> {
  if (server.access === "none") return {};
  const stem = server.metadataPath.replace(/metadata$/, "");
  return {
    [`${stem}client.ts`]: clientFile(server),
    [`${stem}rendering.ts`]: renderingFile(server, `@app/lib/api/actions/servers/${stem}client`),
  };
}

function clientFile(server: Server): string {
  const { pascal, prefix, title } = server;
  return `import { untrustedFetch } from "@app/lib/egress/server";
import logger from "@app/logger/logger";
import type { Result } from "@app/types/shared/result";
import { Err, Ok } from "@app/types/shared/result";
import { normalizeError } from "@app/types/shared/utils/error_utils";
import { z } from "zod";

const ${prefix}_API_BASE_URL = "https://api.${server.dir.replaceAll("_", "-")}.example/v1";

const ${pascal}ItemSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    url: z.string().nullish(),
  })
  .passthrough();

const ${pascal}ItemsSchema = z.array(${pascal}ItemSchema);

export type ${pascal}Item = z.infer<typeof ${pascal}ItemSchema>;

type Query = Record<string, string | number | undefined>;

export class ${pascal}Client {
  private readonly baseUrl =
    process.env.${prefix}_API_BASE_URL ?? ${prefix}_API_BASE_URL;

  constructor(private readonly token: string) {}

${toolsOf(server)
  .map((tool) => methodText(tool, pascal))
  .join("\n\n")}

  private async request<T extends z.Schema>(
    method: string,
    path: string,
    schema: T,
    { query = {}, body }: { query?: Query; body?: unknown } = {}
  ): Promise<Result<z.infer<T>, Error>> {
    const url = new URL(\`\${this.baseUrl}\${path}\`);
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(key, String(value));
      }
    }
    try {
      const response = await untrustedFetch(url, {
        method,
        headers: {
          Accept: "application/json",
          Authorization: \`Bearer \${this.token}\`,
          "Content-Type": "application/json",
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (!response.ok) {
        return new Err(new Error(\`${title} answered \${response.status}.\`));
      }
      const parsed = schema.safeParse(
        response.status === 204 ? null : await response.json()
      );
      if (!parsed.success) {
        logger.error({ path, issues: parsed.error.issues }, "Mismatch");
        return new Err(new Error("${title} gave an unexpected answer."));
      }
      return new Ok(parsed.data);
    } catch (e) {
      return new Err(normalizeError(e));
    }
  }
}
`;
}

function methodText(tool: Tool, pascal: string): string {
  const names = tool.params.map((param) => param.name);
  const types = tool.params.map(
    ({ name, type, optional }) =>
      `    ${name}${optional ? "?" : ""}: ${type.startsWith("number") ? "number" : "string"};`,
  );
  const sent = names.filter((name) => !tool.path.includes(`(${name})`));
  const options = optionsOf(tool, sent);
  const value = { list: `${pascal}Item[]`, one: `${pascal}Item`, none: "unknown" }[tool.answer];
  const schema = { list: `${pascal}ItemsSchema`, one: `${pascal}ItemSchema`, none: "z.unknown()" }[tool.answer];
  return `  async ${methodOf(tool)}({ ${names.join(", ")} }: {
${types.join("\n")}
  }): Promise<Result<${value}, Error>> {
    return this.request("${tool.method}", \`${tool.path}\`, ${schema}${options});
  }`;
}

function optionsOf(tool: Tool, sent: string[]): string {
  if (sent.length === 0) return "";
  return `, { ${tool.method === "GET" ? "query" : "body"}: { ${sent.join(", ")} } }`;
}

function renderingFile({ pascal }: Server, module: string): string {
  return `import type { ${pascal}Item } from "${module}";

export function renderItem({ id, title, url }: ${pascal}Item): string {
  return [\`# \${title}\`, \`Id: \${id}\`, \`URL: \${url ?? "none"}\`].join("\\n");
}

export function renderItems(items: ${pascal}Item[]): string {
  if (items.length === 0) {
    return "Nothing was found.";
  }
  const lines = items.map(({ id, title }) => \`- \${title} (\${id})\`);
  return [\`Found \${items.length}:\`, ...lines].join("\\n");
}

export function renderDone(): string {
  return "Done.";
}
`;
}
