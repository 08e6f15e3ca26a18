import type { Found } from "../../model/found.ts";
import type { CoreProvider } from "./core/read/index.ts";
import type { FrontProvider } from "./front/read/index.ts";

/** A provider that at least one of the two programs names; its name is the wire name. */
export interface FoundProvider extends Found {
  target: "dust-oauth";
  kind: "provider";
  core: CoreProvider;
  front: FrontProvider;
}
