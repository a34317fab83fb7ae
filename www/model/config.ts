/** The page's `config.json`: read, checked, and refused in words that name what is wrong. */

import type { IdsByScope, Scope } from "intune-remote-assistance";

import type { Said } from "../words/language.js";

export interface Cloud {
  /** The origin of the cloud's Graph. */
  readonly graph: string;
  /** The origin of its Entra ID. */
  readonly entra: string;
}

/** Source: Graph's page on national cloud deployments. */
const CLOUDS = {
  global: { graph: "https://graph.microsoft.com", entra: "https://login.microsoftonline.com" },
  usGov: { graph: "https://graph.microsoft.us", entra: "https://login.microsoftonline.us" },
  usGovDoD: { graph: "https://dod-graph.microsoft.us", entra: "https://login.microsoftonline.us" },
  china: { graph: "https://microsoftgraph.chinacloudapi.cn", entra: "https://login.chinacloudapi.cn" },
} as const satisfies Record<string, Cloud>;

/** A form that is filled in for whoever tries the sandbox. */
export type Sample = { [S in Scope]: { label: string; scope: S; ids: IdsByScope[S] } }[Scope];

/** Where the local stand-ins are. Only the sandbox's own server gives this. */
export interface SandboxConfig extends Cloud {
  readonly samples: readonly Sample[];
}

export interface Config {
  readonly clientId: string;
  readonly tenant: string;
  readonly cloud: keyof typeof CLOUDS;
  /** Where the sign-in is kept: for all tabs of the browser, or for one tab only. */
  readonly cache: "localStorage" | "sessionStorage";
  readonly sandbox: SandboxConfig | undefined;
}

/** What is wrong with the configuration, in a sentence for whoever set the page up. */
export class ConfigError extends Error {
  constructor(readonly said: Said) {
    super("config.json");
  }
}

export function cloudOf(config: Config): Cloud {
  return CLOUDS[config.cloud];
}

/** Reads the `config.json` that lies beside the page. */
export async function readConfig(): Promise<Config> {
  let reply: Response;
  try {
    reply = await fetch("config.json", { cache: "no-cache", credentials: "same-origin" });
  } catch {
    throw new ConfigError((words) => words.config.notLoaded);
  }
  if (reply.status === 404) {
    throw new ConfigError((words) => words.config.missing);
  }
  if (!reply.ok) throw new ConfigError((words) => words.config.status(String(reply.status)));
  let content: unknown;
  try {
    content = await reply.json();
  } catch {
    throw new ConfigError((words) => words.config.notJson);
  }
  return checkConfig(content);
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** Checks what `config.json` holds. */
export function checkConfig(content: unknown): Config {
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    throw new ConfigError((words) => words.config.notObject);
  }
  const { clientId, tenant, cloud, cache = "localStorage", sandbox } = content as Record<string, unknown>;
  if (typeof clientId !== "string" || !GUID.test(clientId)) {
    throw new ConfigError((words) => words.config.clientId);
  }
  if (typeof tenant === "string" && ["consumers", "common"].includes(tenant.toLowerCase())) {
    throw new ConfigError((words) => words.config.personal(tenant));
  }
  if (typeof tenant !== "string" || !(tenant === "organizations" || GUID.test(tenant) || DOMAIN.test(tenant))) {
    throw new ConfigError((words) => words.config.tenant);
  }
  if (!isCloud(cloud)) {
    throw new ConfigError((words) => words.config.cloud(Object.keys(CLOUDS).join(", ")));
  }
  if (cache !== "localStorage" && cache !== "sessionStorage") throw new ConfigError((words) => words.config.cache);
  return { clientId, tenant, cloud, cache, sandbox: sandbox === undefined ? undefined : checkSandbox(sandbox) };
}

function isCloud(cloud: unknown): cloud is keyof typeof CLOUDS {
  return typeof cloud === "string" && Object.hasOwn(CLOUDS, cloud);
}

/** A configuration must not be able to send sign-ins or tokens anywhere but to this machine. */
function checkSandbox(sandbox: unknown): SandboxConfig {
  const { entra, graph, samples } = (sandbox ?? {}) as Record<string, unknown>;
  if (!isLoopback(entra) || !isLoopback(graph)) {
    throw new ConfigError((words) => words.config.sandbox);
  }
  return { entra, graph, samples: Array.isArray(samples) ? samples : [] };
}

function isLoopback(origin: unknown): origin is string {
  return typeof origin === "string" && /^http:\/\/127\.0\.0\.1:\d+$/.test(origin);
}
