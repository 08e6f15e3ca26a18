import type { ServerMetadata } from "../../model/oauth/metadata.ts";
import type { Warning } from "../../model/oauth/preflight-document.ts";
import { judgeUrl } from "../../model/web/url.ts";
import type { Found } from "./discover.ts";

/** The two endpoints that a provider needs, as far as they are named and fit to be used. */
export interface Endpoints {
  authorizationUrl: URL | undefined;
  tokenUrl: URL | undefined;
  warnings: Warning[];
}

/** Judges the endpoints of a document: one that is not https or names a private address is none, unless `allowLocal`. */
export function endpointsOf({ url, metadata }: Found<ServerMetadata>, allowLocal: boolean): Endpoints {
  const warnings: Warning[] = [];
  const judged = (name: "authorization_endpoint" | "token_endpoint"): URL | undefined => {
    const text = metadata[name];
    if (text === undefined) return undefined;
    const { url: endpoint, refusal } = judgeUrl(text, { allowLocal });
    if (endpoint === undefined) {
      warnings.push({ code: "endpoint-refused", message: `${name} cannot be used: ${refusal}.`, document: url });
    } else if (endpoint.protocol === "http:") {
      const message = `${name} is not https: codes and tokens would be readable on the way.`;
      warnings.push({ code: "http-endpoint", message, document: url });
    }
    return endpoint;
  };
  return { authorizationUrl: judged("authorization_endpoint"), tokenUrl: judged("token_endpoint"), warnings };
}
