import { type CoreProvider, readCore } from "./core/read/index.ts";
import type { FoundProvider } from "./found.ts";
import { type FrontProvider, frontReader } from "./front/read/index.ts";
import type { OAuthHost } from "./host.ts";

/** Every provider that one of the two programs names, by wire name in order. */
export function readProviders(host: OAuthHost): FoundProvider[] {
  const front = frontReader(host);
  const inCore = readCore(host.rust, front.names);
  return [...inCore].map(([name, core]) => providerOf(name, core, front.read(name)));
}

function providerOf(name: string, core: CoreProvider, front: FrontProvider): FoundProvider {
  const { variant, module, used, file } = core;
  const own = [variant, module, used].find((fact) => fact?.known) ?? file ?? front.listed;
  return { target: "dust-oauth", kind: "provider", name, layout: null, directory: null, at: own.at, core, front };
}
