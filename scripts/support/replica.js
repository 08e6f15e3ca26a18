// @ts-check
import { register } from "node:module";

register("./typescript-loader.js", import.meta.url);

/** The tests' own tools for sample workspaces and a vendor's API, for scripts. */
export const { bootServer, copyReplica } = await import("../../test/support/replica.ts");
export const { startVendor } = await import("../../test/support/vendor.ts");
export const { mcpNew } = await import("../../test/support/cli.ts");
