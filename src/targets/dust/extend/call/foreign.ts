import { locationOf } from "../../../../edit/ts.ts";
import type { ErrorDetail, UserError } from "../../../../errors.ts";
import type { RequestingTool } from "../../files/client.ts";
import { splitAddress } from "../generated/request.ts";
import type { Site } from "../site.ts";
import { notExtendable } from "../snippet.ts";
import type { Send } from "./function/sends.ts";

/** The refusal to send the credential of a server to another host than its own code does; null where none would be sent there. */
export function foreignHost(site: Site, tool: RequestingTool, sends: readonly Send[]): UserError | null {
  const wanted = splitAddress(tool.request.path)?.origin;
  const [first] = sends;
  if (wanted === undefined || !first || site.auth === "none") return null;
  const known = [...new Set(sends.flatMap(({ url }) => (url ? new URL(url.text).origin : [])))];
  if (known.includes(wanted)) return null;
  const { name } = tool.spec;
  const where = known.length > 0 ? known.join(" and ") : "a host that is only known while the server runs";
  const advice =
    known.length > 0
      ? `Give a URL of ${known.join(" or ")} to use its connection; for ${wanted} make a server of its own with \`mcp-new provider\`.`
      : `For ${wanted} make a server of its own with \`mcp-new provider\`.`;
  const more: ErrorDetail[] = [{ message: advice }];
  const obstacle = {
    server: site.found.name,
    found: `its own code sends to ${where}, and ${name} asks for ${wanted}`,
    at: locationOf((sends.find(({ url }) => url) ?? first).call),
    why: `the credential of its connection would be sent to ${wanted}`,
  };
  return notExtendable(obstacle, tool.spec, more);
}

/** The refusal of a relative path where the server's own code sends in a way that a new tool cannot share. */
export function unsharedRequests(site: Site, { spec, request }: RequestingTool, send: Send, why: string): UserError {
  const base = send.url ? `, such as ${new URL(send.url.text).origin}${request.path || "/"}` : "";
  const obstacle = {
    server: site.found.name,
    found: `its own code sends requests in a way that ${spec.name} cannot share`,
    at: locationOf(send.call),
    why: `${why}, so that there is no base URL that ${JSON.stringify(request.path)} could be below`,
  };
  const more: ErrorDetail[] = send.url ? [{ message: `Or give the whole URL in request.path${base}.` }] : [];
  return notExtendable(obstacle, spec, more);
}
