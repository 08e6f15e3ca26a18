import { bundle } from "../../scripts/bundle.js";
import { installHostPackages } from "../../scripts/host-packages.js";

/** Before all tests: bundles the program, and installs what the sample workspaces import when the lock file is newer. */
export default async function setup(): Promise<void> {
  await bundle();
  installHostPackages();
}
