// @ts-check
import { bundle } from "./bundle.js";

await bundle();
