import { factValue } from "../../../model/found.ts";
import { notApplicable } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { listedIn } from "../judge/listed-in.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { iconImages } from "../registry/side-lists.ts";

export default {
  id: "dust/icon-lists-agree",
  severity: "error",
  title: "The server's icon has an image",
  why: "The list of names and the map of images assert each other: a new icon in one of them does not compile.",
  fixHint: "Add the icon to `InternalActionIcons` in resources_icons.",
  example: {
    path: "front/components/resources/resources_icons.ts",
    good: '  SlabLogo: "logo/platforms/Slab",\n',
    bad: "",
  },
  needs: [...METADATA, "dust/icon-known"],
  check: ({ found, host }) => {
    const list = iconImages(host);
    if (!list) return [notApplicable(`this checkout has no list of it in ${PATHS.iconImages}`)];
    const legal = { list, noun: "an icon with an image", file: PATHS.iconImages };
    return onMetadata(found, ({ icon }) =>
      icon && factValue(icon) !== undefined ? listedIn(`the icon of \`${found.name}\``, icon, legal) : [],
    );
  },
} satisfies DustRule;
