import { absentFromCore, type CoreProvider, readCore } from "./core/read/index.ts";
import type { FoundProvider } from "./found.ts";
import { type FrontProvider, readFront } from "./front/read/index.ts";
import type { OAuthHost } from "./host.ts";

/** Every provider that one of the two programs names, by wire name in order. */
export function readProviders(host: OAuthHost): FoundProvider[] {
  const inCore = readCore(host.rust);
  const inFront = readFront(host, inCore.keys());
  return [...inFront.keys()].sort().flatMap((name) => {
    const front = inFront.get(name);
    return front ? [providerOf(name, inCore.get(name) ?? absentFromCore(host.rust, name), front)] : [];
  });
}

function providerOf(name: string, core: CoreProvider, front: FrontProvider): FoundProvider {
  const { variant, module, used, file } = core;
  const own = [variant, module, used].find((fact) => fact?.known) ?? file ?? front.listed;
  return { target: "dust-oauth", kind: "provider", name, layout: null, directory: null, at: own.at, core, front };
}
