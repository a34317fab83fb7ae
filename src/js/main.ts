/** The main entry for `import`: the module travels inside. */

import { inlinedModule } from "./inlined.js";
import { supplied } from "./supplied.js";

export { RemoteAssistanceError } from "./error.js";
export const { init, requestRemoteAssistance, urlFor } = supplied(inlinedModule);
